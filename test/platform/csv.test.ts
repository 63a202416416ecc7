/** CSV: other programs read back what was written, and no spreadsheet runs it. */
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvLines } from "../../src/platform/csv.ts";

test("a reader of RFC 4180 gets any text back unchanged", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "\n", "\r", "é", "🐤", ";") });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, (table) => {
      const read = parse(csvLines(table), { relaxColumnCount: true, recordDelimiter: "\r\n" });
      const expected = table.map((row) =>
        row.map((each) => (each.startsWith("\r") ? `'${each}` : each)),
      );
      expect(read).toEqual(expected);
    }),
  );
});

test("texts that a spreadsheet would run get an apostrophe; numbers do not", () => {
  const texts = ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "a=1"];
  const [line] = csvLines([[...texts, -1, true, undefined, ""]]).split("\r\n");
  expect(line).toBe(`'=1+1,'+1,'-1,'@a,'\tx,"'\rx",a=1,-1,true,,`);
});

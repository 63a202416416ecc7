/** CSV as it is written: other programs read it back, and no spreadsheet runs it. */
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvLines, jsonCell } from "../../src/platform/csv.ts";

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

/** How a program of some locale may split a file into pieces, with or without quotes. */
const pieces = (text: string) => text.split(/[\t\r\n\v\f\u0085\u2028\u2029,;|"]/);
const runs = /^[\s\p{Cc}\p{Cf}]*[=+@\-＝＋－＠−﹢﹣﹦﹫]/u;

test.each([
  ["\n=1+1", "\n'=1+1"],
  ["a\t=1+1", "a\t'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠a", "'＠a"],
  ["−1", "'−1"],
  ["a\r\n@sum", "a\r\n'@sum"],
  ["a,=1", "a,'=1"],
  ["a;=1", "a;'=1"],
  ["a|=1", "a|'=1"],
  ['a"=1', `a"'=1`],
  ['a",=1', `a",'=1`],
  [" =1", " '=1"],
  ["\u200B=1", "\u200B'=1"],
  ["\uFEFF=1", "\uFEFF'=1"],
  ["\u00A0=1", "\u00A0'=1"],
  ["a\u2028=1", "a\u2028'=1"],
  ["a\u000B=1", "a\u000B'=1"],
  ["==1", "'==1"],
  ["\t=1", "'\t'=1"],
])("no piece of %j begins as a formula", (text, shown) => {
  const line = csvLines([[text, "end"]]);
  expect(parse(line, { recordDelimiter: "\r\n" })).toEqual([[shown, "end"]]);
  for (const piece of pieces(line)) expect(piece).not.toMatch(runs);
});

test.each(["a=1", "1 - 2", "2026-03-01", "x@y.test", "a, b", "C++", "3 + 4"])(
  "an ordinary text stays as it is: %j",
  (text) => {
    expect(parse(csvLines([[text, "end"]]))).toEqual([[text, "end"]]);
  },
);

const sign = fc.constantFrom(..."=+-@＝－\t\r\n,;|\"' a1\u200B\\{}[]:".split(""));

test("no piece of any text begins as a formula, and only apostrophes are added", () => {
  fc.assert(
    fc.property(fc.string({ unit: sign }), (text) => {
      const line = csvLines([["x", text]]);
      for (const piece of pieces(line)) expect(piece).not.toMatch(runs);
      const [[, read = ""] = []] = parse(line, { recordDelimiter: "\r\n" });
      expect(read.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
    }),
  );
});

test("no piece of JSON begins as a formula, and it is read back as it was", () => {
  const unit = { unit: sign };
  const value = fc.dictionary(
    fc.string(unit),
    fc.oneof(fc.string(unit), fc.nat(), fc.boolean(), fc.array(fc.string(unit))),
  );
  fc.assert(
    fc.property(value, (object) => {
      const line = csvLines([["x", jsonCell(object)]]);
      for (const piece of pieces(line)) expect(piece).not.toMatch(runs);
      const [[, json = ""] = []] = parse(line, { recordDelimiter: "\r\n" });
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
  expect(csvLines([["x", jsonCell(undefined)]])).toBe("x,\r\n");
});

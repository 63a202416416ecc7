/** CSV as other programs write it is read as they would read it, by the service and by the console. */
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvFormat, readCsv, TooManyCells, UnclosedQuote } from "../../src/platform/read-csv.ts";

const rowsIn = (text: string, separator = ",") => [...readCsv(text, { separator, start: 0 })];
const read = (text: string, separator?: string) =>
  rowsIn(text, separator).map(({ cells }) => Object.fromEntries(cells));

test("what another program writes is read as another program reads it", () => {
  const unit = fc.constantFrom("a", " ", ",", ";", '"', "\n", "\r", "é", "🐤");
  const rows = fc.array(fc.array(fc.string({ unit }), { minLength: 1, maxLength: 5 }));
  const separators = fc.constantFrom(",", ";", "\t");
  fc.assert(
    fc.property(rows, separators, fc.constantFrom("\n", "\r\n", "\r"), (table, separator, end) => {
      const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      const text = table.map((row) => row.map(quoted).join(separator) + end).join("");
      const expected = parse(text, {
        delimiter: separator,
        relaxColumnCount: true,
        recordDelimiter: end,
        skipRecordsWithEmptyValues: true,
      }).map((row) =>
        Object.fromEntries(
          [...row.map((cell) => cell.trim()).entries()].filter(([, cell]) => cell),
        ),
      );
      expect(read(text, separator)).toEqual(expected);
    }),
  );
});

test.each<[string, string, object[]]>([
  [
    "mixed line ends",
    "a,b\r\nc,d\ne,f\rg",
    [{ 0: "a", 1: "b" }, { 0: "c", 1: "d" }, { 0: "e", 1: "f" }, { 0: "g" }],
  ],
  ["empty rows and cells", '\n,,\n , a,,\n\r\n"",\n', [{ 1: "a" }]],
  ["a quote in a cell", 'a "b" c,d"\n', [{ 0: 'a "b" c', 1: 'd"' }]],
  ["spaces around a quoted cell", 'x,  "a, b"  ,c\n', [{ 0: "x", 1: "a, b", 2: "c" }]],
  ["a line break and quotes in a quoted cell", '"a\r\nb ""c""",d', [{ 0: 'a\r\nb "c"', 1: "d" }]],
  ["nothing", "", []],
])("%s are read", (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  ["any line ends", "a\r\n\r\nb\r\rc\n\nd", [1, 3, 5, 7]],
  ["rows of empty cells", ",\n , \na\n", [3]],
  ["a line break in a cell", 'a\n"b\nc"\nd\n', [1, 2, 3]],
])("rows have the numbers that a spreadsheet shows, with %s", (_, text, numbers) => {
  expect(rowsIn(text).map(({ number }) => number)).toEqual(numbers);
});

test.each([
  ["text behind a closing quote", 'a,b\n\n"c" d,"e"f\ng\n', { from: 3, to: 3 }],
  ["a line that a missing quote swallows", 'a,b\nc,"d\ne,f"\rg', { from: 2, to: 3 }],
])("a row with %s says so, and the others are read", (_, text, lines) => {
  const [, second, last] = rowsIn(text);
  expect(second?.misquoted).toEqual(lines);
  expect(last).toMatchObject({ cells: new Map([[0, "g"]]), misquoted: undefined });
});

test.each(['"a, b"', '  "a"  ', '"a ""b"""', '"a\r\n"', '"\na"', '"a;\nb"', '""', 'a "b"', 'a"'])(
  "the quotes of %j are where they can be",
  (cell) => {
    expect(rowsIn(`x,${cell},y\nz`).map(({ misquoted }) => misquoted)).toEqual([
      undefined,
      undefined,
    ]);
  },
);

test.each([
  ["is not closed", 'a\r\n\r\n"b\r\nc', 3],
  ["is closed by the next quoted cell", 'a\nb,"c\nd,e\n"f",g\n', 2],
  ["is closed by a quoted cell that begins the next line", 'a\n"b\n"c",d\n', 2],
])("a quote that %s is refused with its line, after the rows before it", (_, text, line) => {
  const rows: unknown[] = [];
  expect(() => {
    for (const { cells } of readCsv(text, { separator: ",", start: 0 })) rows.push(cells.get(0));
  }).toThrow(new UnclosedQuote(line));
  expect(rows).toEqual(["a"]);
});

test("no more cells are read than a table of people has, also empty ones", () => {
  expect(() => rowsIn("\n".repeat(4_000_000))).toThrow(TooManyCells);
  expect(() => rowsIn(",".repeat(4_000_000))).toThrow(TooManyCells);
  expect(rowsIn(`${",".repeat(90)}\n`.repeat(5_000))).toEqual([]);
});

test("a hundred thousand faults take no longer than their text", () => {
  const rows = rowsIn('"a"b\n'.repeat(100_000));
  expect(rows.at(-1)?.misquoted).toEqual({ from: 100_000, to: 100_000 });
});

test.each([
  ["sep=|\r\nx;y", { separator: "|", start: 7 }],
  ["\uFEFFSEP=;\nx", { separator: ";", start: 7 }],
  ["\uFEFFx,y", { separator: ",", start: 1 }],
  ["x;y,1;z,2", { separator: ";", start: 0 }],
  [',,\n"x"\t"y"\n', { separator: "\t", start: 0 }],
  ["a;b", { separator: ",", start: 0 }],
  ["", { separator: ",", start: 0 }],
])("the separator and the begin of %j", (text, format) => {
  expect(csvFormat(text, (name) => ["x", "y", "z"].includes(name))).toEqual(format);
});

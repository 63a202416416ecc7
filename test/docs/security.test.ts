/** SECURITY.md names a test for each risk, and its links lead somewhere. */
import { access, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const text = await readFile("SECURITY.md", "utf8");
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (risk|requirement) /.test(line));
const testsIn = (row: string): string[] =>
  [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path);

test("all ten risks of the OWASP API Security Top 10 are there", () => {
  const risks = rows.flatMap((row) => /^\| (API\d+) /.exec(row)?.[1] ?? []);
  expect(risks).toEqual(Array.from({ length: 10 }, (_, index) => `API${index + 1}`));
});

test.each(rows)("%s has a test", (row) => {
  expect(testsIn(row)).not.toEqual([]);
});

const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);

test.each([...new Set([...rows.flatMap(testsIn), ...links])].toSorted())("%s exists", (path) =>
  access(path),
);

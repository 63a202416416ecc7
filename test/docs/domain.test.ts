/** Every rule in docs/domain.md names its origin and the tests that show it. */
import { access, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

const text = await readFile("docs/domain.md", "utf8");
const [, ...sections] = text.split(/^## /m);

/** A rule is a bullet: its text on one line, its origin and its tests on the next. */
const rules = sections
  .flatMap((section) => section.split("\n"))
  .map((line, index, lines) => ({ line, below: lines[index + 1] ?? "" }))
  .filter(({ line }) => line.startsWith("- "))
  .map(({ line, below }) => ({ rule: line.slice(2), below }));

function testsIn(below: string): string[] {
  return [...below.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path);
}

test("the page has at least 100 rules, each once", () => {
  expect(rules.length).toBeGreaterThanOrEqual(100);
  expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
});

describe.each(rules)("$rule", ({ below }) => {
  test("says whether it comes from the source or was decided in this project", () => {
    expect(below).toMatch(/^ {2}\*(?:Source|Decided)\b.*\.\* `/);
  });

  test("names at least one test", () => {
    expect(testsIn(below)).not.toEqual([]);
  });
});

const files = [...new Set(rules.flatMap(({ below }) => testsIn(below)))].toSorted();

test.each(files)("%s is a test file", async (file) => {
  expect(file).toMatch(/\.test\.ts$/);
  await access(file);
});

const pages = new Set([...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path));

test.each([...pages].toSorted())("the link to %s leads to a page", async (path) => {
  await access(`docs/${path}`);
});

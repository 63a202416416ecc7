/** docs/coverage-of-the-domain.md names tests that exist. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

const text = await readFile("docs/coverage-of-the-domain.md", "utf8");
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| requirement"))
  .map((line) => line.split(" | "))
  .map(([requirement = "", shown = ""]) => ({ requirement: requirement.slice(2), shown }));

/** `file` "name", "another name"; `another file` "name" */
function namedIn(shown: string): { readonly file: string; readonly name: string }[] {
  let file = "";
  const found: { file: string; name: string }[] = [];
  for (const [, path, name] of shown.matchAll(/`(test\/[^`]+)`|"([^"]+)"/g)) {
    if (path !== undefined) file = path;
    else if (name !== undefined) found.push({ file, name });
  }
  return found;
}

test("it has a row for every requirement of the domain", () => {
  expect(rows.length).toBeGreaterThanOrEqual(35);
  expect(new Set(rows.map(({ requirement }) => requirement)).size).toBeGreaterThanOrEqual(35);
});

describe.each(rows)("$requirement", ({ shown }) => {
  const named = namedIn(shown);

  test("names a test", () => expect(named.length).toBeGreaterThan(0));

  test.each(named)("$file: $name", async ({ file, name }) => {
    expect(await readFile(file, "utf8")).toContain(name);
  });
});

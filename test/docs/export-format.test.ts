/** docs/export-format.md names every failure of the verifier and every column of the tables. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { reviewHeader } from "../../src/audit/access-review.ts";
import { fileNames, manifestName } from "../../src/audit/bundle/manifest.ts";
import { roleChangesHeader, tokensHeader } from "../../src/audit/bundle/tables.ts";
import { failures } from "../../packages/verify/src/failures.ts";

const text = await readFile("docs/export-format.md", "utf8");

test.each(Object.keys(failures))("the page names the failure %s", (name) => {
  expect(text).toContain(`\`${name}\``);
});

test("the page names no failure that the verifier does not have", () => {
  const [, section = ""] = text.split("## What a verifier checks");
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)]);
  expect(named.map(([, name = ""]) => name).toSorted()).toEqual(Object.keys(failures).toSorted());
});

test.each([reviewHeader(), roleChangesHeader(), tokensHeader()])(
  "the page names the columns %s",
  (header) => {
    expect(text).toContain(`\`${header.trim()}\``);
  },
);

test.each([...fileNames, manifestName])("the page names the file %s", (name) => {
  expect(text).toContain(`\`${name}\``);
});

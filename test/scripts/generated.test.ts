/** The committed generated files match what the generators make. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { consoleBodies } from "../../scripts/console-bodies.ts";
import { clientTypes } from "../../scripts/client-types.ts";
import { problemsPage } from "../../scripts/problems-page.ts";

test("docs/problems.md matches the table of problems; otherwise run npm run generate", async () => {
  expect(problemsPage()).toBe(await readFile("docs/problems.md", "utf8"));
});

test("the client's types match openapi.json; otherwise run npm run generate", async () => {
  const document = JSON.parse(await readFile("openapi.json", "utf8"));
  const committed = await readFile("clients/typescript/src/schema.d.ts", "utf8");
  expect(await clientTypes(document)).toBe(committed);
  document.paths["/v1/users/me"].get.parameters = [];
  expect(await clientTypes(document)).not.toBe(committed);
});

test("the console's schemas match openapi.json; otherwise run npm run generate", async () => {
  const document = JSON.parse(await readFile("openapi.json", "utf8"));
  expect(await readFile("console/src/generated/bodies.ts", "utf8")).toBe(consoleBodies(document));
});

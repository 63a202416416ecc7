/** Generated documents are committed; a stale one fails here. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { eventCatalogue } from "../../scripts/event-catalogue.ts";

test("docs/events.md is what the catalogue makes; if not, run npm run generate", async () => {
  expect(eventCatalogue()).toBe(await readFile("docs/events.md", "utf8"));
});

/** The committed pages that are generated from the domain, and the schemas of all events. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { eventCatalogue } from "../../scripts/event-catalogue.ts";
import { eventSchemas } from "../../scripts/event-schemas.ts";
import { limitsPage } from "../../scripts/limits-page.ts";

test("docs/events.md matches the event definitions; otherwise run npm run generate", async () => {
  expect(eventCatalogue()).toBe(await readFile("docs/events.md", "utf8"));
});

test("docs/limits.md matches the table of budgets; otherwise run npm run generate", async () => {
  expect(limitsPage()).toBe(await readFile("docs/limits.md", "utf8"));
});

test("every event has the schema that is committed; a stricter one needs a new version and an upcaster", async () => {
  expect(eventSchemas()).toBe(await readFile("test/domain/event-schemas.json", "utf8"));
});

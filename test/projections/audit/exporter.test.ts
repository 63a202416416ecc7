/** The number of exports is bounded for each service, even if several run in one process. */
import { expect, test } from "vitest";
import { createExporter } from "../../../src/projections/audit/export/exporter.ts";

const sources = { connection: { connectionString: "" }, masterKey: Buffer.alloc(32) };

test("two exports of an organization and four in total may run at once; an ended one frees its place", () => {
  const exporter = createExporter(sources);
  const [first] = [exporter.takePlace("a"), exporter.takePlace("a")];
  expect(exporter.takePlace("a")).toBeUndefined();
  expect(exporter.takePlace("b")).toBeDefined();
  expect(exporter.takePlace("c")).toBeDefined();
  expect(exporter.takePlace("d")).toBeUndefined();
  first?.();
  first?.();
  expect(exporter.takePlace("d")).toBeDefined();
  expect(exporter.takePlace("e")).toBeUndefined();
});

test("each service has its own places", () => {
  const [one, other] = [createExporter(sources), createExporter(sources)];
  for (const name of ["a", "b", "c", "d"]) one.takePlace(name);
  expect(one.takePlace("e")).toBeUndefined();
  expect(other.takePlace("a")).toBeDefined();
});

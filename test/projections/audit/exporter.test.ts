/** Places for exports: bounded for each service by itself, also where several live in one process. */
import { expect, test } from "vitest";
import { createExporter } from "../../../src/projections/audit/export/exporter.ts";

const sources = { connection: { connectionString: "" }, masterKey: Buffer.alloc(32) };

test("two exports of an organization at once, four of all, and a place that is given back is free", () => {
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

test("a service has its own places", () => {
  const [one, other] = [createExporter(sources), createExporter(sources)];
  for (const name of ["a", "b", "c", "d"]) one.takePlace(name);
  expect(one.takePlace("e")).toBeUndefined();
  expect(other.takePlace("a")).toBeDefined();
});

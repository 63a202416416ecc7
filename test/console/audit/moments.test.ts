/** Fields of dates and times in the person's time zone. */
import { expect, test } from "vitest";
import { fromField, toField } from "../../../console/src/audit/moments.ts";
import { auditSearch } from "../../../console/src/audit/search.ts";

test("a field shows the time of the zone, and is read back as the same moment", () => {
  expect(toField("2026-07-01T12:00:00Z", "Europe/Zurich")).toBe("2026-07-01T14:00");
  expect(fromField("2026-07-01T14:00", "Europe/Zurich")).toBe("2026-07-01T12:00:00.000Z");
  expect(fromField("2026-01-01T00:30", "Asia/Kathmandu")).toBe("2025-12-31T18:45:00.000Z");
  expect(fromField("", "UTC")).toBeUndefined();
});

test("around a change of the clocks every time that there is holds", () => {
  const changes = [
    "2026-03-29T00:30:00.000Z",
    "2026-03-29T01:30:00.000Z",
    "2026-10-25T03:00:00.000Z",
  ];
  for (const moment of changes) {
    expect(fromField(toField(moment, "Europe/Zurich"), "Europe/Zurich")).toBe(moment);
  }
});

test("the address holds only what means something", () => {
  const nothing = auditSearch({ tab: "x", groups: ["x"], actorId: "1", from: "soon", format: 3 });
  expect(Object.values(nothing).filter((value) => value !== undefined)).toEqual([]);
  const kept = { tab: "as-of", at: "2026-01-01T00:00:00.000Z", correlationId: "7" };
  expect(auditSearch({ ...kept, correlationId: 7 })).toMatchObject(kept);
});

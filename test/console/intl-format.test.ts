/** Dates in the person's language and time zone. */
import { expect, test } from "vitest";
import { formatFor } from "../../console/src/app/intl-format.ts";

test("a day of the usage is the same day in every time zone", () => {
  for (const timeZone of ["America/Los_Angeles", "UTC", "Pacific/Auckland"]) {
    expect(formatFor("en", timeZone).utcDay("2026-01-31")).toBe("Jan 31, 2026");
  }
});

test("a moment is on the day of the person's time zone", () => {
  const moment = "2026-01-31T23:30:00.000Z";
  expect(formatFor("de", "UTC").date(moment)).toBe("31.01.2026");
  expect(formatFor("de", "Europe/Zurich").date(moment)).toBe("01.02.2026");
});

/** Every form that RFC 9110 gives `Retry-After`, and nothing else. */
import { expect, test } from "vitest";
import { secondsToWait } from "../../../src/platform/push/retry-after.ts";

const now = new Date("2026-11-06T08:49:07.000Z");

test.each([
  ["0", 0],
  ["30", 30],
  ["99999999", 99_999_999],
  ["Fri, 06 Nov 2026 08:49:37 GMT", 30],
  ["Friday, 06-Nov-26 08:49:37 GMT", 30],
  ["Fri Nov  6 08:49:37 2026", 30],
  ["Fri, 06 Nov 2026 08:49:00 GMT", 0],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
])("%s is %d seconds from now", (header, seconds) => {
  expect(secondsToWait(header, now)).toBe(seconds);
});

test.each([
  "",
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "soon",
  "2026-11-06T08:49:37Z",
  "Fri, 06 Nov 2026 08:49:37 CET",
  "Fri, 06 Nov 2026 08:49:37",
  "Fri, 99 Nov 2026 08:49:37 GMT",
  "Fri, 06 Nix 2026 08:49:37 GMT",
])("%s says nothing", (header) => {
  expect(secondsToWait(header, now)).toBeUndefined();
});

/**
 * How hard tests try that could try without end. `npm test` takes a part of the cases; `npm run test:long` sets
 * TEST_LONG, takes them all, and runs the test files that import this one and those named `*.long.test.ts`, and
 * no others (vitest.config.ts).
 */

export const isLong = process.env["TEST_LONG"] === "1";

/** The number for this run. */
export function effort(short: number, long: number): number {
  return isLong ? long : short;
}

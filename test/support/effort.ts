/**
 * How many cases open-ended tests run. `npm test` runs a part of them. `npm run test:long` sets TEST_LONG and
 * runs them all, but only in the test files that import this one or are named `*.long.test.ts`
 * (vitest.config.ts).
 */

export const isLong = process.env["TEST_LONG"] === "1";

/** Chooses the number for this run. */
export function effort(short: number, long: number): number {
  return isLong ? long : short;
}

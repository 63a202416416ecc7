/** The arithmetic of `npm run bench`, its document and its picture, from given figures. */
import { expect, test } from "vitest";
import { bars, reading } from "../../bench/bars.ts";
import type { Measured } from "../../bench/contest.ts";
import { curvesPicture } from "../../bench/curves.ts";
import { documentOf } from "../../bench/document.ts";
import {
  formatted,
  isReached,
  median,
  percentile,
  ratioOf,
  spreadOf,
} from "../../bench/figures.ts";
import { pictureOf } from "../../bench/picture.ts";
import type { Results } from "../../bench/results.ts";
import { rows } from "../../bench/rows.ts";

test("the median is the middle of the sorted values, or the mean of the two there", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 2, 4])).toBe(3);
  expect(median([])).toBeNaN();
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 3 });
});

test("a percentile is the value below which that share lies", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.5)).toBe(51);
  expect(percentile(hundred, 0.99)).toBe(100);
});

test("a ratio is one of medians, beside the lowest and the highest of a round", () => {
  expect(ratioOf([10, 40, 30], [10, 20, 60])).toEqual({ median: 1.5, lowest: 0.5, highest: 2 });
});

test("the lowest and the highest enclose the ratio of medians", () => {
  const { median: ratio, lowest, highest } = ratioOf([1, 2, 100], [4, 5, 1]);
  expect(ratio).toBe(0.5);
  expect(lowest).toBe(0.25);
  expect(highest).toBe(100);
  expect(ratioOf([2, 4], [1, 2]).lowest).toBe(2);
});

test("a bar is reached by the median, at the bar itself too", () => {
  const spread = { median: 2, lowest: 0, highest: 9 };
  expect(isReached(spread, { atLeast: 2 })).toBe(true);
  expect(isReached(spread, { atLeast: 2.01 })).toBe(false);
  expect(isReached(spread, { atMost: 2 })).toBe(true);
  expect(isReached(spread, { atMost: 1.99 })).toBe(false);
});

test("numbers are shown with the digits that mean something", () => {
  expect([12_345.6, 99.94, 5.678, 0.123, 0.00456, 0].map(formatted)).toEqual([
    "12,346",
    "99.9",
    "5.68",
    "0.12",
    "0.0046",
    "0.00",
  ]);
  expect(formatted(Number.NaN)).toBe("");
});

/** A role change in two rounds: Muster 0.5 x and 2 x the bare route. */
const results: Results = {
  "role-change": {
    rounds: 2,
    seconds: 10,
    measuredAt: "2026-01-02T03:04:05.000Z",
    machine: "2 cores",
    software: "Node.js 24",
    load: 0.25,
    leftOut: ["better-auth is not installed: npm ci --prefix bench/peers"],
    verified: ["Muster: 30 found in the database for 30 answered"],
    measured: [
      {
        case: "64 at once",
        unit: "requests/s",
        system: "Muster",
        cells: [
          { value: 500, p50: 100, p99: 200, serviceProcessor: 0.5 },
          { value: 1000, p50: 50, p99: 100, serviceProcessor: 0.7 },
        ],
        transactions: 0.75,
        statements: 3,
      },
      {
        case: "64 at once",
        unit: "requests/s",
        system: "bare Fastify",
        cells: [
          { value: 1000, p50: 60, p99: 50 },
          { value: 500, p50: 120, p99: 100 },
        ],
      },
    ],
  },
};

const titles = new Map(rows.map(({ name, title }) => [name, title]));

test("a bar reads its system's figure, or its ratio to the peer's", () => {
  const read = bars
    .filter((bar) => bar.row === "role-change" && bar.case === "64 at once")
    .map((bar) => [bar.peer, bar.figure, reading(bar, results)?.median]);
  expect(read).toEqual([
    ["bare Fastify", "value", 1],
    ["better-auth", "value", undefined],
    ["bare Fastify", "p99", 2],
    [undefined, "transactions", 0.75],
  ]);
});

test("every bar belongs to a row", () => {
  expect(bars.map(({ row }) => row).filter((row) => !titles.has(row))).toEqual([]);
});

test("the document says which bars are reached, and what was not measured", () => {
  const text = documentOf(results, titles);
  expect(text).toContain(
    "| role change, visible, 64 at once | rate / bare Fastify's | >= 1 x | 1.00 x | 0.50 - 2.00 | yes |",
  );
  expect(text).toContain(
    "| role change, visible, 64 at once | transactions for one | <= 1 | 0.75 | 0.75 - 0.75 | yes |",
  );
  expect(text).toContain("rate / better-auth's | >= 6 x | not measured |  |  |");
  expect(text).toContain("2 rounds of 10 s, 2026-01-02, 2 cores, load at the start 0.25");
  expect(text).toContain(
    "- not measured: better-auth is not installed: npm ci --prefix bench/peers",
  );
  expect(text).toContain("- Muster: 30 found in the database for 30 answered");
});

test("a table has no column that would be empty", () => {
  const { "role-change": result } = results;
  const [first] = result?.measured ?? [];
  const rate = { ...result, measured: [{ ...first, cells: [{ value: 7 }] }] };
  const text = documentOf({ start: rate } as unknown as Results, new Map([["start", "A start"]]));
  expect(text).toContain(
    "| case | system | unit | median | lowest - highest | transactions | statements |",
  );
  expect(text).not.toContain("p99 ms");
});

test("the picture has a bar for every ratio that was measured, and says so in words", () => {
  const svg = pictureOf(results);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg.match(/<rect /g)).toHaveLength(2);
  expect(svg).toContain("role change, visible, 64 at once / bare Fastify");
  expect(svg).toContain(">1.00 x<");
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).not.toContain("NaN");
});

/** Pages of three sizes, and a rate without times. */
const grown: readonly Measured[] = [
  ["page 1", "1,000 members", 1, 4],
  ["page 1", "1,000,000 members", 2, 5],
  ["page 2,000, or the last", "1,000,000 members", 2, 10],
].map(([name, system, p50, p99]) => ({
  case: String(name),
  unit: "requests/s",
  system: String(system),
  cells: [{ value: 100, p50: Number(p50), p99: Number(p99) }],
}));
const review = { case: "access review", unit: "members/s", system: "1,000 members" };
const withGrowth = {
  growth: { ...results["role-change"], measured: [...grown, { ...review, cells: [{ value: 7 }] }] },
} as unknown as Results;

test("sizes stand side by side, each with its p50 and p99 or its rate", () => {
  const text = documentOf(withGrowth, new Map([["growth", "Growth"]]), new Set(["growth"]));
  expect(text).toContain("| case | 1,000 members | 1,000,000 members |");
  expect(text).toContain("| page 1 | 1.00 / 4.00 | 2.00 / 5.00 |");
  expect(text).toContain("| page 2,000, or the last |  | 2.00 / 10.0 |");
  expect(text).toContain("| access review | 7.00 members/s |  |");
});

test("a bar compares one size with another, or one case with another", () => {
  const read = bars
    .filter((bar) => bar.row === "growth")
    .map((bar) => [bar.case, reading(bar, withGrowth)?.median]);
  expect(read).toEqual([
    ["page 1", 1.25],
    ["page 1, 4 at once", undefined],
    ["page 2,000, or the last", 2],
  ]);
  const text = documentOf(withGrowth, new Map([["growth", "Growth"]]));
  expect(text).toContain("p99 / page 1's | <= 1.3 x | 2.00 x");
});

test("each case with times has a picture of how they grow", () => {
  const svg = curvesPicture(withGrowth["growth"]?.measured ?? []);
  expect(svg.match(/<polyline /g)).toHaveLength(4);
  expect(svg).toContain(">page 2,000, or the last<");
  expect(svg).not.toContain("access review");
  expect(svg).not.toContain("NaN");
});

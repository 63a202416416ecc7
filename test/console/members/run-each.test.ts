/** Many changes, a few at a time. */
import { expect, test } from "vitest";
import { runEach } from "../../../console/src/members/run-each.ts";

test("never more than the given number run at once, and each has one outcome", async () => {
  let running = 0;
  let most = 0;
  const outcomes = new Map<number, boolean>();
  await runEach(
    Array.from({ length: 20 }, (_, index) => index),
    async (target) => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      if (target === 7) throw new Error("no");
    },
    {
      atOnce: 4,
      signal: new AbortController().signal,
      onOutcome: (target, { isDone }) => outcomes.set(target, isDone),
    },
  );
  expect(most).toBe(4);
  expect([...outcomes].filter(([, isDone]) => !isDone)).toEqual([[7, false]]);
  expect(outcomes.size).toBe(20);
});

test("after a stop nothing begins, and what has begun is told", async () => {
  const stop = new AbortController();
  const begun: number[] = [];
  const told: number[] = [];
  await runEach(
    [1, 2, 3, 4, 5],
    async (target) => {
      begun.push(target);
      await Promise.resolve();
      if (target === 2) stop.abort();
    },
    { atOnce: 2, signal: stop.signal, onOutcome: (target) => told.push(target) },
  );
  expect(new Set(told)).toEqual(new Set(begun));
  expect(begun).not.toContain(5);
});

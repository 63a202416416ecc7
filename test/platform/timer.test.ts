/** Recurring work: when it runs again after it ended, failed or was woken. */
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { every, type Timer } from "../../src/platform/timer.ts";

const log = pino({ level: "silent" });
const timers: Timer[] = [];

function start(work: () => Promise<unknown>, retrySeconds?: number): Timer {
  const timer = every(30, "work", log, work, retrySeconds);
  timers.push(timer);
  return timer;
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => vi.useFakeTimers());

afterEach(async () => {
  await Promise.all(timers.splice(0).map((timer) => timer.stop()));
  vi.useRealTimers();
});

test("it runs after its pause, and at once when woken", async () => {
  const work = vi.fn(async () => undefined);
  const timer = start(work);
  await pass(29);
  expect(work).toHaveBeenCalledTimes(0);
  await pass(1);
  expect(work).toHaveBeenCalledTimes(1);
  timer.wake();
  await pass(0);
  expect(work).toHaveBeenCalledTimes(2);
});

test("woken for a moment later, it runs once by then, however often it is woken", async () => {
  const work = vi.fn(async () => undefined);
  const timer = start(work);
  for (let time = 0; time < 4; time += 1) {
    timer.wake(2);
    await pass(0.4);
  }
  expect(work).toHaveBeenCalledTimes(0);
  await pass(0.4);
  expect(work).toHaveBeenCalledTimes(1);
  await pass(29);
  expect(work).toHaveBeenCalledTimes(1);
  timer.wake(10);
  await pass(1);
  expect(work).toHaveBeenCalledTimes(2);
});

test("woken while it runs, it runs again", async () => {
  const running = Promise.withResolvers<void>();
  const work = vi.fn(() => running.promise);
  const timer = start(work);
  timer.wake();
  await pass(0);
  timer.wake(2);
  timer.wake(5);
  await pass(10);
  expect(work).toHaveBeenCalledTimes(1);
  running.resolve();
  await pass(2);
  expect(work).toHaveBeenCalledTimes(2);
});

test("after a failure it waits for the time of a retry, if that is another one", async () => {
  const work = vi.fn(async () => undefined);
  work.mockRejectedValueOnce(new Error("not now"));
  start(work, 5);
  await pass(30);
  await pass(5);
  expect(work).toHaveBeenCalledTimes(2);
  await pass(29);
  expect(work).toHaveBeenCalledTimes(2);
});

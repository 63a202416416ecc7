/** The tail: what it holds, in what batches it hands it out, and how often it decodes. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Codec, RecordedEvent } from "../../../src/eventstore/codec.ts";
import { limits, type StoredRecord } from "../../../src/eventstore/port.ts";
import { createTail } from "../../../src/projections/engine/tail.ts";

const bounds = { records: 1_000, bytes: 1_000_000 };

const decode = vi.fn<Codec["decode"]>();
const codec = { decode } as Partial<Codec> as Codec;

function records(first: number, last: number, data = ""): StoredRecord[] {
  const texts = { id: "", type: "", data, metadata: "", stream: "", revision: 0 };
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    ...texts,
    position: BigInt(first + index),
  }));
}

const positionsOf = (each: readonly { readonly position: bigint }[] = []) =>
  each.map(({ position }) => Number(position));

beforeEach(() => {
  decode.mockReset();
  decode.mockImplementation(async (each) => each as unknown as RecordedEvent[]);
});

describe("what it holds", () => {
  test("is what was added after its start, up to its bound of records", () => {
    const tail = createTail(10n, codec, { ...bounds, records: 4 });
    expect([tail.holds(9n), tail.holds(10n), tail.head()]).toEqual([false, true, 10n]);
    tail.push(records(11, 12));
    tail.push(records(13, 14));
    expect([tail.holds(10n), tail.head()]).toEqual([true, 14n]);
    tail.push(records(15, 15));
    expect([tail.holds(11n), tail.holds(12n), tail.head()]).toEqual([false, true, 15n]);
  });

  test("is bounded in bytes, also if records that came together exceed them", () => {
    const tail = createTail(0n, codec, { ...bounds, bytes: 100 });
    tail.push(records(1, 2, "x".repeat(20)));
    expect(tail.holds(0n)).toBe(true);
    tail.push(records(3, 5, "x".repeat(20)));
    expect([tail.holds(4n), tail.holds(5n), tail.after(5n)]).toEqual([false, true, undefined]);
    tail.push(records(6, 6));
    expect(positionsOf(tail.after(5n)?.records)).toEqual([6]);
  });
});

describe("a batch", () => {
  test("begins after the position, also among records that came together", async () => {
    const tail = createTail(0n, codec, bounds);
    tail.push(records(1, 3));
    tail.push(records(4, 5));
    const batch = tail.after(2n);
    expect(positionsOf(batch?.records)).toEqual([3, 4, 5]);
    expect(positionsOf(await batch?.decoded())).toEqual([3, 4, 5]);
    expect(tail.after(5n)).toBeUndefined();
    expect(tail.after(7n)).toBeUndefined();
  });

  test("is no larger than the port's", () => {
    const tail = createTail(0n, codec, bounds);
    tail.push(records(1, limits.batchEvents - 1));
    tail.push(records(limits.batchEvents, limits.batchEvents));
    tail.push(records(limits.batchEvents + 1, limits.batchEvents + 2));
    expect(tail.after(0n)?.records).toHaveLength(limits.batchEvents);
  });
});

describe("decoding", () => {
  test("is done once for all, and together for records that came one by one", async () => {
    const tail = createTail(0n, codec, bounds);
    for (const position of [1, 2, 3]) tail.push(records(position, position));
    await Promise.all([tail.after(0n)?.decoded(), tail.after(1n)?.decoded()]);
    expect(decode.mock.calls.map(([each]) => positionsOf(each))).toEqual([[1, 2, 3]]);
    tail.push(records(4, 4));
    expect(positionsOf(await tail.after(2n)?.decoded())).toEqual([3, 4]);
    expect(decode.mock.calls.map(([each]) => positionsOf(each))).toEqual([[1, 2, 3], [4]]);
  });

  test("that failed is tried again", async () => {
    decode.mockRejectedValueOnce(new Error("the keys are away"));
    const tail = createTail(0n, codec, bounds);
    tail.push(records(1, 2));
    const asked = [tail.after(0n)?.decoded(), tail.after(0n)?.decoded()];
    for (const events of asked) await expect(events).rejects.toThrow("the keys are away");
    expect(positionsOf(await tail.after(0n)?.decoded())).toEqual([1, 2]);
    expect(decode).toHaveBeenCalledTimes(2);
  });

  test("is forgotten up to a position, so that personal data does not stay in memory", async () => {
    const tail = createTail(0n, codec, bounds);
    tail.push(records(1, 2));
    tail.push(records(3, 4));
    await tail.after(0n)?.decoded();
    tail.forgetDecoded(3n);
    await tail.after(0n)?.decoded();
    expect(decode.mock.calls.map(([each]) => positionsOf(each))).toEqual([
      [1, 2, 3, 4],
      [1, 2],
    ]);
  });
});

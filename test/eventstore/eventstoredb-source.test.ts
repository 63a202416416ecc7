/** Reading events from a stream of the client: events that arrived are never lost. */
import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
import { sourceOf } from "../../src/eventstore/eventstoredb/source.ts";

async function open() {
  const stream = new PassThrough({ objectMode: true });
  const cancel = vi.fn();
  const losing = new AbortController();
  const connection = { lost: losing.signal, giveUp: vi.fn(), failed: vi.fn() };
  const call = Object.assign(stream, { cancel });
  const decode = (answer: Uint8Array) => String(answer);
  const source = sourceOf<string>(Promise.resolve({ call, connection }), decode);
  await nextTurn();
  return { stream, cancel, losing, connection, source };
}

describe("a source of events", () => {
  test("returns the events that have arrived, at most as many as requested", async () => {
    const { stream, source } = await open();
    for (const item of ["a", "b", "c"]) stream.write(item);
    expect(await source.next(2)).toEqual(["a", "b"]);
    expect(await source.next(2)).toEqual(["c"]);
  });

  test("waits if nothing has arrived", async () => {
    const { stream, source } = await open();
    const next = source.next(2);
    stream.write("a");
    expect(await next).toEqual(["a"]);
  });

  test("returns what arrived before a failure, then throws the failure", async () => {
    const { stream, source } = await open();
    stream.write("a");
    stream.emit("error", new Error("the line is cut"));
    expect(await source.next(2)).toEqual(["a"]);
    await expect(source.next(2)).rejects.toThrow(EventStoreUnavailable);
    await expect(source.next(2)).rejects.toThrow(/the line is cut/);
  });

  test("is empty when the stream has ended", async () => {
    const { stream, source } = await open();
    stream.end("a");
    expect(await source.next(2)).toEqual(["a"]);
    expect(await source.next(2)).toEqual([]);
  });

  test("reports the store as unavailable if nothing arrives in time", async () => {
    const { source, connection } = await open();
    await expect(source.next(2, 1)).rejects.toThrow(/sent nothing for 1 ms/);
    expect(connection.giveUp).toHaveBeenCalledOnce();
  });

  test("returns what arrived before its connection was given up, then fails as unavailable", async () => {
    const { stream, source, losing } = await open();
    stream.write("a");
    losing.abort(new Error("no leader"));
    expect(await source.next(2)).toEqual(["a"]);
    await expect(source.next(2)).rejects.toThrow(EventStoreUnavailable);
  });

  test("cancels the call and ends waiting when closed; later errors are ignored", async () => {
    const { stream, cancel, source } = await open();
    const next = source.next(2);
    source.close();
    expect(await next).toEqual([]);
    expect(cancel).toHaveBeenCalledOnce();
    expect(() => stream.emit("error", new Error("late"))).not.toThrow();
    expect(await source.next(2)).toEqual([]);
  });
});

/** How events are pulled out of a stream of the client: what arrived counts, whatever happens then. */
import { PassThrough } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
import { sourceOf } from "../../src/eventstore/eventstoredb/source.ts";

function open() {
  const stream = new PassThrough({ objectMode: true });
  const cancel = vi.fn(async () => undefined);
  return { stream, cancel, source: sourceOf<string>(stream, cancel) };
}

describe("a source of events", () => {
  test("hands out what has arrived, at most as much as was asked for", async () => {
    const { stream, source } = open();
    for (const item of ["a", "b", "c"]) stream.write(item);
    expect(await source.next(2)).toEqual(["a", "b"]);
    expect(await source.next(2)).toEqual(["c"]);
  });

  test("waits where nothing has arrived", async () => {
    const { stream, source } = open();
    const next = source.next(2);
    stream.write("a");
    expect(await next).toEqual(["a"]);
  });

  test("hands out what arrived before a failure, and then throws it", async () => {
    const { stream, source } = open();
    stream.write("a");
    stream.emit("error", new Error("the line is cut"));
    expect(await source.next(2)).toEqual(["a"]);
    await expect(source.next(2)).rejects.toThrow(EventStoreUnavailable);
    await expect(source.next(2)).rejects.toThrow(/the line is cut/);
  });

  test("is empty when the stream has ended", async () => {
    const { stream, source } = open();
    stream.end("a");
    expect(await source.next(2)).toEqual(["a"]);
    expect(await source.next(2)).toEqual([]);
  });

  test("says unavailable when nothing arrives in the time given", async () => {
    const { source } = open();
    await expect(source.next(2, 1)).rejects.toThrow(/sent nothing for 1 ms/);
  });

  test("closing cancels the call and wakes who waits; errors after that are nobody's", async () => {
    const { stream, cancel, source } = open();
    const next = source.next(2);
    source.close();
    expect(await next).toEqual([]);
    expect(cancel).toHaveBeenCalledOnce();
    expect(() => stream.emit("error", new Error("late"))).not.toThrow();
    expect(await source.next(2)).toEqual([]);
  });
});

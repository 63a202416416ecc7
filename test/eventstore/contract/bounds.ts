/** The contract's bounds: appends that are refused before anything is written. */
import { describe, expect, test } from "vitest";
import { EventStoreUnavailable, LimitExceeded } from "../../../src/eventstore/errors.ts";
import { limits, type ExpectedRevision, type NewRecord } from "../../../src/eventstore/port.ts";
import { newStream, record, records, type Given } from "./subject.ts";

function withData(data: string): readonly NewRecord[] {
  return [{ ...record(), data }];
}

const tooMuch: Record<string, readonly NewRecord[]> = {
  appendBytes: withData(JSON.stringify("x".repeat(limits.appendBytes))),
  appendEvents: records(limits.appendEvents + 1),
  typeBytes: [{ ...record(), type: "é".repeat(limits.typeBytes / 2 + 1) }],
  depth: withData(`${"[".repeat(limits.depth + 1)}${"]".repeat(limits.depth + 1)}`),
};

const wrong: Record<string, readonly NewRecord[]> = {
  "an append without records": [],
  "data that is not JSON": withData("{"),
  "metadata that is not JSON": [{ ...record(), metadata: "" }],
  "an id that is not a UUID": [{ ...record(), id: "1" }],
  "a type with a NUL": [{ ...record(), type: "a\0b" }],
  "half a surrogate pair": withData('"\ud83d"'),
};

export function describeBounds(given: Given): void {
  describe("bounds", () => {
    test.each(Object.entries(tooMuch))("%s", async (bound, append) => {
      const { store } = given();
      const stream = newStream();
      const refused = store.append(stream, "none", append);
      await expect(refused).rejects.toThrow(LimitExceeded);
      await expect(refused).rejects.toThrow(bound);
      expect(await store.readStream(stream)).toEqual([]);
    });

    test("streamNameBytes", async () => {
      const refused = given().store.append(`user-${"é".repeat(100)}`, "none", [record()]);
      await expect(refused).rejects.toThrow(/^streamNameBytes/);
    });

    test("an append exactly at the bounds is accepted", async () => {
      const { store } = given();
      const name = newStream().padEnd(limits.streamNameBytes, "x");
      const type = "T".repeat(limits.typeBytes);
      const most = records(limits.appendEvents).map((one) => ({ ...one, type }));
      await store.append(name, "none", most);
      expect(await store.readStream(name)).toHaveLength(limits.appendEvents);

      const empty = { ...record(), metadata: "0", data: '""' };
      const room = limits.appendBytes - Buffer.byteLength(Object.values(empty).join(""));
      const stream = newStream();
      await store.append(stream, "none", [{ ...empty, data: JSON.stringify("x".repeat(room)) }]);
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    test.each(["none", "any", limits.streamEvents] as const)(
      "streamEvents: a stream cannot grow beyond the bound, expecting %s",
      async (expected) => {
        const { store } = given();
        const stream = newStream();
        if (expected === "any") {
          for (let full = 0; full < limits.streamEvents; full += limits.appendEvents) {
            await store.append(stream, "any", records(limits.appendEvents));
          }
          expect(await store.readStream(stream)).toHaveLength(limits.streamEvents);
        }
        const append = expected === "none" ? records(limits.streamEvents + 1) : records(1);
        await expect(store.append(stream, expected, append)).rejects.toThrow(LimitExceeded);
      },
    );

    test.each(Object.entries(wrong))("%s is refused", async (_, append) => {
      const { store } = given();
      const stream = newStream();
      await expect(store.append(stream, "none", append)).rejects.toThrow(TypeError);
      expect(await store.readStream(stream)).toEqual([]);
    });

    test.each([-1, 0.5, Number.NaN])("%d is not a revision", async (expected: ExpectedRevision) => {
      await expect(given().store.append(newStream(), expected, records(1))).rejects.toThrow(
        TypeError,
      );
    });

    test("a refused append does not affect concurrent ones", async () => {
      const { store } = given();
      const stream = newStream();
      const [good] = await Promise.allSettled([
        store.append(stream, "none", [record()]),
        store.append(newStream(), "none", withData("{")),
      ]);
      expect(good.status).toBe("fulfilled");
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    test("after close every call fails as unavailable, and close may be called again", async () => {
      const store = await given().another();
      const unfinished = store.append(newStream(), "none", [record()]);
      const subscription = store.subscribe(await store.lastPosition(), async () => undefined);
      await store.close();
      await unfinished;
      await subscription.finished;
      await store.close();
      await expect(store.append(newStream(), "none", [record()])).rejects.toThrow(
        EventStoreUnavailable,
      );
      await expect(store.readStream(newStream())).rejects.toThrow(EventStoreUnavailable);
      await expect(store.lastPosition()).rejects.toThrow(EventStoreUnavailable);
      await expect(store.readAll(0n)[Symbol.asyncIterator]().next()).rejects.toThrow(
        EventStoreUnavailable,
      );
      expect(() => store.subscribe(0n, async () => undefined)).toThrow(EventStoreUnavailable);
    });
  });
}

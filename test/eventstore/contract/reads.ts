/** The contract's rules for reads and for stored data. */
import { describe, expect, test } from "vitest";
import { limits, type EventStore } from "../../../src/eventstore/port.ts";
import {
  expectIncreasing,
  idsOf,
  newStream,
  readAllAfter,
  record,
  records,
  type Given,
} from "./subject.ts";

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

const payloads: Record<string, string> = {
  null: "null",
  "an empty object": "{}",
  "a number": "-0.5e-7",
  "keys in an odd order": '{"b":1,"10":2,"a":3,"9":4}',
  "a NUL, escaped": '{"text":"a\\u0000b"}',
  "half a surrogate pair, escaped": '{"text":"\\ud83d"}',
  "a key twice, numbers in other forms, spaces": '{ "a": 1, "a":1.0E2, "b": 12345678901234567890 }',
  emoji: JSON.stringify({ "👩‍👩‍👧": "ß 你好 \u2028 \u{10ffff}" }),
  quotes: JSON.stringify({ text: `"'\\{},$$;--%s\t\r\n` }),
  "nesting up to the bound": nested(limits.depth),
  "many brackets, none deep": JSON.stringify(Array.from({ length: 500 }, () => ["{[", {}])),
  "a million bytes": JSON.stringify("é".repeat(499_999)),
};

async function roundTrip(store: EventStore, data: string, metadata: string) {
  const stream = newStream();
  await store.append(stream, "none", [{ ...record(), data, metadata }]);
  const [stored] = await store.readStream(stream);
  return stored;
}

export function describeReads(given: Given): void {
  describe("stored data", () => {
    test.each(Object.entries(payloads))("%s is read as it was written", async (_, json) => {
      const stored = await roundTrip(given().store, json, "{}");
      expect(stored?.data).toBe(json);
    });

    test.each(Object.entries(payloads))(
      "%s as metadata is read as it was written",
      async (_, json) => {
        const stored = await roundTrip(given().store, "{}", json);
        expect(stored?.metadata).toBe(json);
      },
    );

    test("an event keeps its id, type, stream, revision and position", async () => {
      const { store } = given();
      const stream = newStream();
      const event = { ...record({ a: 1 }), type: "Größe-$1" };
      const before = await store.lastPosition();
      const { revision, position } = await store.append(stream, "none", [event]);
      const stored = { ...event, stream, revision, position };
      expect(await store.readStream(stream)).toEqual([stored]);
      expect(await readAllAfter(store, before)).toEqual([stored]);
    });
  });

  describe("reading", () => {
    test("a stream that does not exist is empty", async () => {
      expect(await given().store.readStream(newStream())).toEqual([]);
    });

    test("the ends of streams are their last events, in the order asked, also of one that does not exist", async () => {
      const { store, another } = given();
      const [first, second, none] = [newStream(), newStream(), newStream()];
      const last = { ...record(), type: "Last" };
      await store.append(first, "none", [record(), record()]);
      await store.append(first, 1, [last]);
      await store.append(second, "none", [{ ...record(), type: "Only" }]);
      await store.append(`${first}.longer`, "none", records(5));
      const other = await another();
      const ends = await other.endsOf([second, none, first, first]);
      expect(ends.map((end) => end && { type: end.type, revision: end.revision })).toEqual([
        { type: "Only", revision: 0 },
        undefined,
        { type: "Last", revision: 2 },
        { type: "Last", revision: 2 },
      ]);
      expect(await other.endsOf([])).toEqual([]);
      await other.close();
    });

    test("a stream has only its own events, from revision 0 without gaps", async () => {
      const { store } = given();
      const [stream, other] = [newStream(), newStream()];
      const written: string[] = [];
      for (let number = 0; number < 10; number++) {
        const event = record();
        written.push(event.id);
        await store.append(stream, number === 0 ? "none" : number - 1, [event]);
        await store.append(`${stream}.longer`, "any", [record()]);
        await store.append(other, "any", [record()]);
      }
      const events = await store.readStream(stream);
      expect(idsOf(events)).toEqual(written);
      expect(events.map(({ revision }) => revision)).toEqual(written.map((_, index) => index));
      expectIncreasing(events);
    });

    test("events are read in order of position, and only those after the given one", async () => {
      const { store, another } = given();
      const other = await another();
      const written: string[] = [];
      const positions: bigint[] = [await store.lastPosition()];
      for (let number = 0; number < 30; number++) {
        const event = record();
        written.push(event.id);
        const client = number % 2 === 0 ? store : other;
        positions.push((await client.append(newStream(), "none", [event])).position);
      }
      const all = await readAllAfter(store, positions[0] ?? 0n);
      expect(idsOf(all)).toEqual(written);
      expectIncreasing(all);
      expect(idsOf(await readAllAfter(store, positions[10] ?? 0n))).toEqual(written.slice(10));
      expect(await readAllAfter(store, positions.at(-1) ?? 0n)).toEqual([]);
      await other.close();
    });

    test.each([1, 7, 10, 500])("batches hold at most %i events, and together all", async (size) => {
      const { store } = given();
      const before = await store.lastPosition();
      const written = records(20);
      await store.append(newStream(), "none", written);
      const batches = [];
      for await (const batch of store.readAll(before, size)) batches.push(batch);
      expect(idsOf(batches.flat())).toEqual(idsOf(written));
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(size);
      }
    });

    test("a reader of all events may stop halfway", async () => {
      const { store } = given();
      const before = await store.lastPosition();
      await store.append(newStream(), "none", records(30));
      for await (const batch of store.readAll(before, 3)) {
        expect(batch).toHaveLength(3);
        break;
      }
      expect(await readAllAfter(store, before)).toHaveLength(30);
    });

    test("the last position is that of the last append, on every connection", async () => {
      const { store, another } = given();
      const other = await another();
      const { position } = await store.append(newStream(), "none", records(3));
      expect(await other.lastPosition()).toBe(position);
      await other.close();
    });

    test("a position tells the id of its event, and whether there is none", async () => {
      const { store } = given();
      const written = records(3);
      await store.append(newStream(), "none", written);
      const { position: next } = await store.append(newStream(), "none", [record()]);
      const events = (await readAllAfter(store, 0n)).slice(-4, -1);
      const ids = await Promise.all(events.map(({ position }) => store.eventIdAt(position)));
      expect(ids).toEqual(idsOf(written));
      // With EventStoreDB the first of these is between two events, and with both the last is beyond the end.
      if (store.positionUnit === "bytes") expect(await store.eventIdAt(next - 1n)).toBeUndefined();
      expect(await store.eventIdAt(next + 1n)).toBeUndefined();
      expect(await store.eventIdAt(next + 1_000_000_000n)).toBeUndefined();
    });
  });
}

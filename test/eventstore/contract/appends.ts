/** The contract's rules for writing. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WrongExpectedRevision } from "../../../src/eventstore/errors.ts";
import { idsOf, newStream, readAllAfter, record, records, type Given } from "./subject.ts";

export function describeAppends(given: Given): void {
  describe("what the writer expects", () => {
    test("`none` begins a stream, and is refused where there is one", async () => {
      const { store } = given();
      const stream = newStream();
      const [first, second] = [record(), record()];
      expect(await store.append(stream, "none", [first])).toMatchObject({ revision: 0 });
      await expect(store.append(stream, "none", [second])).rejects.toThrow(WrongExpectedRevision);
      expect(idsOf(await store.readStream(stream))).toEqual([first.id]);
    });

    test("a revision is accepted where it is the last event's", async () => {
      const { store } = given();
      const stream = newStream();
      await store.append(stream, "none", records(2));
      expect(await store.append(stream, 1, [record()])).toMatchObject({ revision: 2 });
    });

    test.each([0, 2, 9])("revision %i is refused where the last is 1", async (revision) => {
      const { store } = given();
      const stream = newStream();
      await store.append(stream, "none", records(2));
      const before = await store.lastPosition();
      await expect(store.append(stream, revision, records(3))).rejects.toThrow(
        WrongExpectedRevision,
      );
      expect(await store.readStream(stream)).toHaveLength(2);
      expect(await store.lastPosition()).toBe(before);
    });

    test("a revision is refused where there is no stream", async () => {
      const { store } = given();
      const stream = newStream();
      await expect(store.append(stream, 0, [record()])).rejects.toThrow(WrongExpectedRevision);
      expect(await store.readStream(stream)).toEqual([]);
    });

    test("`any` is accepted with and without a stream", async () => {
      const { store } = given();
      const stream = newStream();
      expect(await store.append(stream, "any", records(2))).toMatchObject({ revision: 1 });
      expect(await store.append(stream, "any", [record()])).toMatchObject({ revision: 2 });
    });

    test("`any` from many at once, over two connections, is always accepted", async () => {
      const { store, another } = given();
      const other = await another();
      const stream = newStream();
      const written = records(30);
      await Promise.all(
        written.map((event, index) =>
          (index % 2 === 0 ? store : other).append(stream, "any", [event]),
        ),
      );
      const stored = idsOf(await store.readStream(stream));
      expect(stored.toSorted()).toEqual(idsOf(written).toSorted());
      await other.close();
    });

    test("64 writers on two connections race for one revision: exactly one wins", async () => {
      const { store, another } = given();
      const other = await another();
      const stream = newStream();
      await store.append(stream, "none", [record()]);
      const racers = Array.from({ length: 64 }, (_, number) => ({
        racing: record(),
        client: number % 2 === 0 ? store : other,
      }));
      const outcomes = await Promise.allSettled(
        racers.map(({ racing, client }) => client.append(stream, 0, [racing])),
      );
      const won = racers.filter((_, index) => outcomes[index]?.status === "fulfilled");
      expect(won).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") {
          expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
        }
      }
      const events = await store.readStream(stream);
      expect(events.map(({ id }) => id).slice(1)).toEqual([won[0]?.racing.id]);
      await other.close();
    });

    test("a refused append does not take those written beside it along", async () => {
      const { store } = given();
      const streams = Array.from({ length: 20 }, newStream);
      const outcomes = await Promise.allSettled(
        streams.map((stream, index) =>
          store.append(stream, index % 2 === 0 ? "none" : 5, [record()]),
        ),
      );
      expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual(
        streams.map((_, index) => index % 2 === 0),
      );
      const lengths = await Promise.all(
        streams.map(async (stream) => (await store.readStream(stream)).length),
      );
      expect(lengths).toEqual(streams.map((_, index) => (index % 2 === 0 ? 1 : 0)));
    });
  });

  describe("several events in one append", () => {
    test("they follow each other in the stream and in the global order, whoever else writes", async () => {
      const { store, another } = given();
      const other = await another();
      const before = await store.lastPosition();
      const appends = Array.from({ length: 40 }, () => ({ stream: newStream(), new: records(5) }));
      await Promise.all(
        appends.map((append, index) =>
          (index % 2 === 0 ? store : other).append(append.stream, "none", append.new),
        ),
      );
      const all = idsOf(await readAllAfter(store, before));
      for (const append of appends) {
        const first = all.indexOf(append.new[0]?.id ?? "");
        expect(all.slice(first, first + 5)).toEqual(idsOf(append.new));
        expect(idsOf(await store.readStream(append.stream))).toEqual(idsOf(append.new));
      }
      await other.close();
    });

    test("the answer is where the last of them stands", async () => {
      const { store } = given();
      const stream = newStream();
      const appended = await store.append(stream, "none", records(3));
      const last = (await store.readStream(stream)).at(-1);
      expect(appended).toEqual({ revision: 2, position: last?.position });
      expect(await store.lastPosition()).toBe(appended.position);
    });
  });

  describe("an append that is repeated", () => {
    test.each(["none", 1] as const)("expecting %s answers as the first time", async (expected) => {
      const { store } = given();
      const stream = newStream();
      if (expected !== "none") await store.append(stream, "none", records(expected + 1));
      const repeated = records(3);
      const first = await store.append(stream, expected, repeated);
      expect(await store.append(stream, expected, repeated)).toEqual(first);
      await store.append(stream, first.revision, records(2));
      expect(await store.append(stream, expected, repeated)).toEqual(first);
      expect(await store.readStream(stream)).toHaveLength(first.revision + 3);
    });

    test("many times at once, over two connections, is written once", async () => {
      const { store, another } = given();
      const other = await another();
      const stream = newStream();
      const repeated = records(2);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, number) =>
          (number % 2 === 0 ? store : other).append(stream, "none", repeated),
        ),
      );
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(idsOf(await store.readStream(stream))).toEqual(idsOf(repeated));
      await other.close();
    });

    test("with another id, or with one event more, is a conflict", async () => {
      const { store } = given();
      const stream = newStream();
      const [first, second, third] = [record(), record(), record()];
      await store.append(stream, "none", [first, second]);
      for (const wrong of [[first, third], [first, second, third], [second], [third, second]]) {
        await expect(store.append(stream, "none", wrong)).rejects.toThrow(WrongExpectedRevision);
      }
      expect(idsOf(await store.readStream(stream))).toEqual([first.id, second.id]);
    });

    test("to another stream is another append", async () => {
      const { store } = given();
      const event = { ...record(), id: randomUUID() };
      await store.append(newStream(), "none", [event]);
      const stream = newStream();
      await store.append(stream, "none", [event]);
      expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
    });
  });
}

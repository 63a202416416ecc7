/** The contract's rules for appends. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WrongExpectedRevision } from "../../../src/eventstore/errors.ts";
import { idsOf, newStream, readAllAfter, record, records, type Given } from "./subject.ts";

export function describeAppends(given: Given): void {
  describe("the expected revision", () => {
    test("`none` begins a stream, and is refused if the stream exists", async () => {
      const { store } = given();
      const stream = newStream();
      const [first, second] = [record(), record()];
      expect(await store.append(stream, "none", [first])).toMatchObject({ revision: 0 });
      await expect(store.append(stream, "none", [second])).rejects.toThrow(WrongExpectedRevision);
      expect(idsOf(await store.readStream(stream))).toEqual([first.id]);
    });

    test("a number is accepted if it is the last event's revision", async () => {
      const { store } = given();
      const stream = newStream();
      await store.append(stream, "none", records(2));
      expect(await store.append(stream, 1, [record()])).toMatchObject({ revision: 2 });
    });

    test.each([0, 2, 9])("%i is refused if the last event's revision is 1", async (revision) => {
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

    test("a number is refused if there is no stream", async () => {
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

    test("`any` is always accepted, even from many writers on two connections", async () => {
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

    test("of 64 writers that race for one revision on two connections, exactly one wins", async () => {
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

    test("a refused append does not make concurrent ones fail", async () => {
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
    test("are consecutive in the stream and in order globally, even with other writers", async () => {
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

    test("return the place of the last one", async () => {
      const { store } = given();
      const stream = newStream();
      const appended = await store.append(stream, "none", records(3));
      const last = (await store.readStream(stream)).at(-1);
      expect(appended).toEqual({ revision: 2, position: last?.position });
      expect(await store.lastPosition()).toBe(appended.position);
    });
  });

  describe("an append that is repeated", () => {
    test.each(["none", 1] as const)("expecting %s returns the first result", async (expected) => {
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

    test.each(["quick", "slow"])(
      "many times at once, on two connections, is written once (%s commits)",
      async (speed) => {
        const { store, another, slowCommits } = given();
        const quickCommits = speed === "slow" ? await slowCommits?.() : undefined;
        const other = await another();
        const stream = newStream();
        const repeated = records(2);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, number) =>
            (number % 2 === 0 ? store : other).append(stream, "none", repeated),
          ),
        );
        await quickCommits?.();
        expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf(repeated));
        await other.close();
      },
    );

    test("with another id or an additional event is a conflict", async () => {
      const { store } = given();
      const stream = newStream();
      const [first, second, third] = [record(), record(), record()];
      await store.append(stream, "none", [first, second]);
      for (const wrong of [[first, third], [first, second, third], [second], [third, second]]) {
        await expect(store.append(stream, "none", wrong)).rejects.toThrow(WrongExpectedRevision);
      }
      expect(idsOf(await store.readStream(stream))).toEqual([first.id, second.id]);
    });

    test("to another stream is a new append", async () => {
      const { store } = given();
      const event = { ...record(), id: randomUUID() };
      await store.append(newStream(), "none", [event]);
      const stream = newStream();
      await store.append(stream, "none", [event]);
      expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
    });
  });
}

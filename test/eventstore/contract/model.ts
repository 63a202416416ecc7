/** The contract as a model: random appends must return what a few lines of simple code compute. */
import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { WrongExpectedRevision } from "../../../src/eventstore/errors.ts";
import type { ExpectedRevision } from "../../../src/eventstore/port.ts";
import { idsOf, readAllAfter, type Given } from "./subject.ts";

interface Step {
  readonly stream: number;
  /** Relative to the stream's end, so that many are right; or a word of the port. */
  readonly expected: { readonly back: number } | "none" | "any";
  readonly size: number;
  /** If set, repeats an earlier append of the run. */
  readonly repeats: number | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat(2),
  expected: fc.oneof(
    fc.record({ back: fc.integer({ min: -1, max: 2 }) }),
    fc.constantFrom("none" as const, "any" as const),
  ),
  size: fc.integer({ min: 1, max: 3 }),
  repeats: fc.option(fc.nat(5), { nil: undefined }),
});

interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly ids: readonly string[];
}

/** The whole contract of an append: the revision of its last event, or undefined for a refusal. */
function modelAppend(log: Append[], { stream, expected, ids }: Append): number | undefined {
  const events = log.filter((written) => written.stream === stream).flatMap(({ ids }) => ids);
  const last = events.length === 0 ? "none" : events.length - 1;
  if (expected === "any" || expected === last) {
    log.push({ stream, expected, ids });
    return events.length + ids.length - 1;
  }
  const first = expected === "none" ? 0 : expected + 1;
  const isRepeat = ids.every((id, index) => events[first + index] === id);
  return isRepeat ? first + ids.length - 1 : undefined;
}

export function describeModel(given: Given, runs: number): void {
  test("random appends return what the model computes", async () => {
    const { store, another } = given();
    const clients = [store, await another()];
    const run = async (steps: readonly Step[]) => {
      const streams = Array.from({ length: 3 }, () => userStream(randomUUID()));
      const log: Append[] = [];
      const tried: Append[] = [];
      const before = await store.lastPosition();
      for (const [number, { stream, expected, size, repeats }] of steps.entries()) {
        const name = streams[stream] ?? "";
        const length = log.filter((one) => one.stream === name).flatMap(({ ids }) => ids).length;
        const fresh: Append = {
          stream: name,
          expected:
            typeof expected === "string" ? expected : Math.max(0, length - 1 - expected.back),
          ids: Array.from({ length: size }, () => randomUUID()),
        };
        const earlier = repeats === undefined ? undefined : tried[repeats];
        // Repeating an append that expects any revision is not part of the contract.
        const append = earlier === undefined || earlier.expected === "any" ? fresh : earlier;
        tried.push(append);
        const answer = modelAppend(log, append);
        const records = append.ids.map((id) => ({
          id,
          type: "Tested",
          data: "{}",
          metadata: "{}",
        }));
        const appending = clients[number % 2]?.append(append.stream, append.expected, records);
        if (answer === undefined) await expect(appending).rejects.toThrow(WrongExpectedRevision);
        else expect(await appending).toMatchObject({ revision: answer });
      }
      expect(idsOf(await readAllAfter(store, before))).toEqual(log.flatMap(({ ids }) => ids));
      for (const name of streams) {
        const ids = log.filter(({ stream }) => stream === name).flatMap(({ ids }) => ids);
        expect(idsOf(await store.readStream(name))).toEqual(ids);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), run), {
      numRuns: runs,
    });
    await clients[1]?.close();
  });
}

/** Contests over HTTP: systems that listen, the requests to send to them, and how their work is looked up. */
import { type Contest, type Entry, watched } from "./contest.ts";
import { createLoads, type Extent, type Plan } from "./load.ts";
import type { Rig } from "./rig.ts";
import { tallyOf } from "./tally.ts";

/** A system in a process of its own. */
export interface System {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly database: string;
}

/** What a system does in a contest. */
export interface Part {
  readonly system: System;
  readonly plan: Plan;
  /** Only so many at once; undefined: in all cases. */
  readonly atOnce?: readonly number[];
  /** Counts in the database what was done so far; undefined if nothing is written. */
  count?(): Promise<number>;
  /** Waits for what is left to do after an answer; undefined if nothing is. */
  settle?(): Promise<unknown>;
}

/** A system that is only read, so that nothing is counted. */
export function reading(system: System, requests: Plan["requests"]): Part {
  return { system, plan: { url: system.url, method: "GET", requests } };
}

/** Enough for an average, and soon over for the slowest. */
const counted = { lone: 100, many: 1_000 };

/** @param atOnce the cases: how many callers wait for their answer at a time */
export async function overHttp(
  rig: Rig,
  parts: readonly Part[],
  atOnce: readonly number[],
): Promise<Contest> {
  const playing = await Promise.all(parts.map((part) => follow(part)));
  const entries = atOnce.flatMap((number) =>
    playing
      .filter(({ part }) => part.atOnce?.includes(number) ?? true)
      .map(({ part: { system, settle }, run }): Entry => {
        const requests = number === 1 ? counted.lone : counted.many;
        return {
          case: caseOf(number),
          unit: "requests/s",
          system: system.name,
          measure: (time) => watched(rig, { ...system, run: () => run(number, time) }),
          counting: {
            database: system.database,
            requests,
            run: () => run(number, { amount: requests }),
            ...(settle && { settle }),
          },
        };
      }),
  );
  return {
    entries,
    verify: () => Promise.all(playing.map(({ verify }) => verify())),
  };
}

/** The name of the case with so many callers at a time. */
export function caseOf(atOnce: number): string {
  return atOnce === 1 ? "lone" : `${atOnce} at once`;
}

/** Goes on with the requests where the last load ended. */
async function follow(part: Part) {
  const { system, plan, count } = part;
  const tally = await tallyOf(system.name, count);
  const make = createLoads();
  return {
    part,
    verify: tally.verify,
    async run(atOnce: number, extent: Extent) {
      const load = await make(plan, atOnce, extent);
      tally.add(load);
      return load;
    },
  };
}

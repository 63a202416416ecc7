/** The systems of a run, each started when the first row needs it and kept for the others. */
import { type Bare, startBare } from "./bare-data.ts";
import { type BetterAuth, betterAuthMissing, startBetterAuth } from "./better-auth.ts";
import type { Contest } from "./contest.ts";
import { type Muster, startMuster } from "./muster.ts";
import type { Rig } from "./rig.ts";

/** Starts and fills what a row of the results needs. */
export type Prepare = (parts: { readonly rig: Rig; readonly systems: Systems }) => Promise<Contest>;

export interface Systems {
  muster(): Promise<Muster>;
  /** On EventStoreDB. */
  musterOn(eventStoreUrl: string): Promise<Muster>;
  stopMusterOn(): Promise<void>;
  bare(): Promise<Bare>;
  /** undefined if it is not installed. */
  betterAuth(): Promise<BetterAuth | undefined>;
}

export function systemsOn(rig: Rig): Systems {
  const muster = once(() => startMuster(rig, { name: "Muster", database: "bench_muster" }));
  const bare = once(async () => startBare(rig, await muster()));
  const betterAuth = once(() => startBetterAuth(rig));
  let onEventStoreDb: Promise<Muster> | undefined;
  return {
    muster,
    bare,
    async betterAuth() {
      return betterAuthMissing === undefined ? betterAuth() : undefined;
    },
    musterOn(eventStoreUrl) {
      onEventStoreDb ??= startMuster(rig, {
        name: "Muster on EventStoreDB",
        database: "bench_muster_eventstoredb",
        eventStoreUrl,
      });
      return onEventStoreDb;
    },
    async stopMusterOn() {
      await (await onEventStoreDb)?.stop();
      onEventStoreDb = undefined;
    },
  };
}

function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let started: Promise<Result> | undefined;
  return () => (started ??= start());
}

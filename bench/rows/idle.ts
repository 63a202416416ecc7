/** What each system costs while nothing is asked of it. */
import { setTimeout as pause } from "node:timers/promises";
import type { Entry } from "../contest.ts";
import { cpuSeconds } from "../cpu.ts";
import { residentMebibytes } from "../memory.ts";
import type { System } from "../over-http.ts";
import { type Rig, usedBetween } from "../rig.ts";
import type { Prepare } from "../systems.ts";

export const idle: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const peers = [await systems.bare(), await systems.betterAuth()];
  return {
    entries: [
      entryFor(rig, muster, longestPeriod),
      ...peers.flatMap((system) => (system === undefined ? [] : [entryFor(rig, system)])),
    ],
  };
};

/** PostgreSQL's idle connections report what they have counted at most 10 seconds later. */
const leastSeconds = 10;
/** Muster looks into some queues and stores every half a minute; the peers do nothing by the clock. */
const longestPeriod = 30;

function entryFor(rig: Rig, { name, pid, database }: System, least = leastSeconds): Entry {
  const read = async () => ({
    ...(await rig.countsOf(database)),
    processors: await rig.processors(),
    own: await cpuSeconds(pid),
    at: performance.now(),
  });
  return {
    case: "idle",
    unit: "% of a core, service and PostgreSQL",
    system: name,
    async measure(time) {
      await pause(leastSeconds * 1000);
      const before = await read();
      await pause(Math.max(least, time.seconds) * 1000);
      const after = await read();
      const seconds = (after.at - before.at) / 1000;
      const used =
        after.own - before.own + usedBetween(before.processors, after.processors, database);
      return {
        value: (used / seconds) * 100,
        transactions: (after.transactions - before.transactions) / seconds,
        memory: await residentMebibytes(pid),
      };
    },
  };
}

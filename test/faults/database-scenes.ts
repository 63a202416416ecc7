/** PostgreSQL refuses connections, is slow or silent, fails over, and runs out of disk or connections. */
import { type Fault, scene } from "./fault.ts";
import { startFailoverPair, type FailoverPair } from "./failover-pair.ts";
import { flapping, type Hindrance, hindrances } from "./hindrances.ts";
import type { Relay } from "./relay.ts";
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from "./small-disk.ts";
import { useUpConnections } from "./used-up-connections.ts";

const nothingWorks = { ready: 503, commands: 503 } as const;
const onlyReads = { ready: 200, commands: 503 } as const;

/** All instances reach PostgreSQL badly. */
function fault(hindrance: Hindrance, more: Omit<Fault, "name" | "strike">): Fault {
  return {
    ...more,
    name: `PostgreSQL ${hindrance.name}`,
    async strike({ instances }) {
      const relays = instances.flatMap(({ database }) => database ?? []);
      const passes = await Promise.all(relays.map((relay: Relay) => hindrance.hinder(relay)));
      return async () => void (await Promise.all(passes.map((pass) => pass())));
    },
  };
}

const { dead, slow, silent, stranded } = hindrances;

const foreignScene = scene({
  name: "two instances, PostgreSQL behind a relay",
  instances: 2,
  database: "foreign",
  faults: [
    fault(dead, { rounds: 2, lastsMilliseconds: 5_000, says: nothingWorks }),
    fault(slow, { rounds: 1, lastsMilliseconds: 5_000 }),
    fault(silent, { rounds: 1, lastsMilliseconds: 20_000, says: nothingWorks }),
    fault(stranded, { rounds: 2 }),
    fault(flapping, { rounds: 1, lastsMilliseconds: 5_000 }),
    {
      name: "PostgreSQL has no connections left",
      rounds: 1,
      lastsMilliseconds: 5_000,
      strike: ({ server }) => useUpConnections(server.connection),
    },
  ],
});

let pair: FailoverPair;

const failoverScene = scene({
  name: "two instances, PostgreSQL and its standby",
  instances: 2,
  database: "foreign",
  server: async (folder) => (pair = await startFailoverPair(folder)),
  faults: [
    {
      name: "PostgreSQL fails over, and the standby is read-only at first",
      rounds: 2,
      lastsMilliseconds: 5_000,
      says: onlyReads,
      strike: () => pair.failOver(),
    },
  ],
});

let disk: SmallDisk;

const diskScene = scene({
  name: "one instance, PostgreSQL on a small disk",
  instances: 1,
  database: "foreign",
  skip: whyNoSmallDisk,
  ground: async (folder) => (disk = await mountSmallDisk(folder)),
  faults: [
    {
      name: "PostgreSQL's disk is full",
      rounds: 2,
      lastsMilliseconds: 8_000,
      says: { commands: 503 },
      strike: ({ server }) => disk.fill(server),
    },
  ],
});

export const databaseScenes = [foreignScene, failoverScene, diskScene];

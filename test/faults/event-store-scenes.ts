/** EventStoreDB is cut off, slow, silent, restarted, or has another leader; by the wire-level stand-in, and a real one. */
import { setTimeout as delay } from "node:timers/promises";
import { createLog } from "../support/esdb-server/log.ts";
import { type StandIn, startStandIn } from "../support/esdb-server/server.ts";
import { type Fault, type Scene, scene } from "./fault.ts";

/** Two nodes with one log; one of them leads. */
type Nodes = readonly [StandIn, StandIn];

const away = { ready: 200, commands: 503 } as const;

function lead(nodes: Nodes, leader: StandIn): void {
  for (const node of nodes) {
    node.state = node === leader ? "leader" : "follower";
    node.leaderPort = leader.link.port;
  }
}

const other = ([first, second]: Nodes): StandIn => (first.state === "leader" ? second : first);

const atBoth = (nodes: Nodes, work: (node: StandIn) => unknown) => Promise.all(nodes.map(work));

const cutOff: Fault<Nodes> = {
  name: "the event store is cut off",
  rounds: 2,
  lastsMilliseconds: 5_000,
  says: away,
  async strike(_, nodes) {
    await atBoth(nodes, ({ link }) => link.down());
    return async () => void (await atBoth(nodes, ({ link }) => link.up()));
  },
};

const leaderChange: Fault<Nodes> = {
  name: "the event store's leader changes",
  rounds: 3,
  async strike(_, nodes) {
    lead(nodes, other(nodes));
    return async () => undefined;
  },
};

const faults: readonly Fault<Nodes>[] = [
  cutOff,
  {
    name: "the event store's connections break again and again",
    rounds: 1,
    lastsMilliseconds: 5_000,
    async strike(_, nodes) {
      const cutting = setInterval(() => void atBoth(nodes, ({ link }) => link.cut()), 300);
      return async () => clearInterval(cutting);
    },
  },
  {
    name: "the event store sends no packets",
    rounds: 1,
    lastsMilliseconds: 10_000,
    says: away,
    async strike(_, nodes) {
      await atBoth(nodes, ({ link }) => link.freeze());
      return async () => void (await atBoth(nodes, ({ link }) => link.thaw()));
    },
  },
  {
    name: "the event store takes 0.4 s for an append",
    rounds: 1,
    lastsMilliseconds: 5_000,
    says: { ready: 200, commands: 200 },
    async strike(_, nodes) {
      await atBoth(nodes, (node) => (node.beforeAppend = () => delay(400)));
      return async () =>
        void (await atBoth(nodes, (node) => (node.beforeAppend = async () => undefined)));
    },
  },
  {
    name: "the event store writes, but its answers are lost",
    rounds: 1,
    lastsMilliseconds: 5_000,
    async strike(_, nodes) {
      const lost = new Promise<void>(() => undefined);
      await atBoth(nodes, (node) => (node.beforeAnswer = () => lost));
      return async () =>
        void (await atBoth(nodes, (node) => (node.beforeAnswer = async () => undefined)));
    },
  },
  {
    name: "the event store is restarted",
    rounds: 2,
    lastsMilliseconds: 3_000,
    says: away,
    async strike(_, nodes) {
      const leader = nodes.find(({ state }) => state === "leader") ?? nodes[0];
      await atBoth(nodes, (node) => {
        node.state = "not ready";
        return node.link.down();
      });
      await delay(1_000);
      await atBoth(nodes, ({ link }) => link.up());
      return async () => lead(nodes, leader);
    },
  },
  leaderChange,
  {
    name: "the event store's leader hangs, and another one takes over",
    rounds: 1,
    async strike(_, nodes) {
      const next = other(nodes);
      const former = nodes.find((node) => node !== next) ?? nodes[0];
      former.link.freeze();
      lead(nodes, next);
      await delay(3_000);
      return async () => former.link.thaw();
    },
  },
];

async function startNodes() {
  const log = createLog();
  const nodes = [await startStandIn(undefined, log), await startStandIn(undefined, log)] as const;
  lead(nodes, nodes[0]);
  const hosts = nodes.map(({ link }) => `127.0.0.1:${link.port}`).join(",");
  return {
    parts: nodes,
    environment: { EVENTSTORE_URL: `esdb://${hosts}?tls=false` },
    stop: async () => void (await atBoth(nodes, (node) => node.stop())),
  };
}

/** What `npm test` plays. */
export const shortEventStoreScene: Scene = scene<Nodes>({
  name: "one instance, an event store of two nodes",
  instances: 1,
  database: "foreign",
  parts: startNodes,
  faults: [
    { ...cutOff, rounds: 1, lastsMilliseconds: 2_000 },
    { ...leaderChange, rounds: 1 },
  ],
});

export const eventStoreScenes = [
  scene<Nodes>({
    name: "two instances, an event store of two nodes",
    instances: 2,
    database: "foreign",
    parts: startNodes,
    faults,
  }),
];

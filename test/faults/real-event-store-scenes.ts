/** The same with a real event store, where TEST_EVENTSTORE_URL names one. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { eventually } from "../support/eventually.ts";
import { serverAt } from "../support/esdb-server/real.ts";
import type { Linked } from "../support/esdb-server/subject.ts";
import { type Fault, scene, type Stage } from "./fault.ts";

const { TEST_EVENTSTORE_URL: url, TEST_EVENTSTORE_RESTART: restart } = process.env;

const away = { ready: 200, commands: 503 } as const;

const atAll = ({ links }: Linked, work: (link: Linked["links"][number]) => unknown) =>
  Promise.all(links.map(work));

const connectionsOf = ({ toNodes }: Linked): number =>
  toNodes.reduce((sum, link) => sum + link.connections().open, 0);

/**
 * A node that has lost its lead sends clients to the next one's own address, past the links, and there they
 * stay. Instances that are started again come by the links.
 */
async function comeByLinks({ instances }: Stage, linked: Linked): Promise<void> {
  if (connectionsOf(linked) >= instances.length) return;
  for (const instance of instances) {
    await instance.kill();
    instance.launch();
  }
  await eventually(async () => {
    const answers = await Promise.all(
      instances.map(({ url: each }) => fetch(`${each}/health/ready?commands=true`)),
    );
    return answers.every(({ ok }) => ok) && connectionsOf(linked) >= instances.length;
  }, "the instances reach the event store by the links");
}

/** Nodes that miss each other meanwhile elect a leader: the cause has gone when one leads. */
const ofLinks = (fault: Fault<Linked>): Fault<Linked> => ({
  ...fault,
  async strike(stage, linked) {
    await comeByLinks(stage, linked);
    const mend = await fault.strike(stage, linked);
    return async () => {
      await mend();
      await findLeader();
    };
  },
});

const linkFaults: readonly Fault<Linked>[] = [
  {
    name: "the event store is cut off",
    rounds: 3,
    lastsMilliseconds: 5_000,
    says: away,
    async strike(_, linked) {
      await atAll(linked, (link) => link.down());
      return async () => void (await atAll(linked, (link) => link.up()));
    },
  },
  {
    name: "the event store breaks its connections again and again",
    rounds: 2,
    lastsMilliseconds: 5_000,
    async strike(_, linked) {
      const cutting = setInterval(() => void atAll(linked, (link) => link.cut()), 300);
      return async () => clearInterval(cutting);
    },
  },
  {
    name: "the event store sends no packets",
    rounds: 2,
    lastsMilliseconds: 10_000,
    says: away,
    async strike(_, linked) {
      await atAll(linked, (link) => link.freeze());
      return async () => void (await atAll(linked, (link) => link.thaw()));
    },
  },
];

/** A node that has written more than the others is elected again in spite of its lower priority: it resigns until another leads. */
const leaderChange: Fault<Linked> = {
  name: "the event store's leader resigns",
  rounds: 5,
  async strike() {
    const former = await findLeader();
    await ask(former, "priority/-1");
    let askedAt = -Infinity;
    try {
      await eventually(async () => {
        if (performance.now() - askedAt > electionMilliseconds) {
          askedAt = performance.now();
          await ask(former, "resign");
        }
        return addressOf(await findLeader()) !== addressOf(former);
      }, "another node leads the event store");
    } finally {
      await ask(former, "priority/0");
    }
    return async () => undefined;
  },
};

const electionMilliseconds = 1_000;

/** By the nodes' own interface. */
async function ask(node: Member, order: string): Promise<void> {
  const answer = await fetch(`http://${addressOf(node)}/admin/node/${order}`, { method: "POST" });
  if (!answer.ok) throw new Error(`${addressOf(node)} answered ${order} with ${answer.status}`);
}

const addressOf = ({ httpEndPointIp: host, httpEndPointPort: port }: Member): string =>
  `${host}:${port}`;

interface Member {
  readonly state: string;
  readonly isAlive: boolean;
  readonly httpEndPointIp: string;
  readonly httpEndPointPort: number;
}

/** What the node knows of the cluster; nothing if it does not answer. */
async function membersAt(node: string): Promise<readonly Member[]> {
  try {
    const answer = await fetch(`http://${node}/gossip?format=json`);
    return ((await answer.json()) as { readonly members: readonly Member[] }).members;
  } catch {
    return [];
  }
}

/** Waits until a node leads. */
async function findLeader(): Promise<Member> {
  const [, nodes = ""] = /\/\/([^?/]+)/.exec(url ?? "") ?? [];
  return eventually(async () => {
    const known = (await Promise.all(nodes.split(",").map(membersAt))).flat();
    const leader = known.find(({ state, isAlive }) => state === "Leader" && isAlive);
    if (leader === undefined) throw new Error("no node of the event store leads");
    return leader;
  });
}

const restarting: Fault<Linked> = {
  name: "the event store is restarted",
  rounds: 3,
  async strike() {
    await promisify(execFile)("sh", ["-c", restart ?? ""]);
    // The command may end before the server answers.
    return async () => void (await findLeader());
  },
};

const isCluster = url !== undefined && serverAt(url).name === "a real cluster";

export const realEventStoreScenes = [
  scene<Linked>({
    name: `two instances, ${isCluster ? "a real event store of several nodes" : "a real event store"}`,
    instances: 2,
    database: "foreign",
    skip: () => (url === undefined ? "TEST_EVENTSTORE_URL is not set" : undefined),
    async parts() {
      const parts = await serverAt(url ?? "").link();
      return {
        parts,
        environment: { EVENTSTORE_URL: parts.connectionString },
        stop: parts.stop,
      };
    },
    faults: [
      ...linkFaults.map(ofLinks),
      ...(restart === undefined ? [] : [restarting]),
      ...(isCluster ? [leaderChange] : []),
    ],
  }),
];

/**
 * `npm run bench -- profile`: where the time goes at full load. Prints the service's processor time by part, from
 * its sampling profiler, and PostgreSQL's statements with what planning them takes; both include what they wait
 * for. With TEST_EVENTSTORE_URL the event store is that server, which must be empty.
 */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { mePath, pagePath } from "./bare-data.ts";
import { formatted } from "./figures.ts";
import { generateLoad, type Plan } from "./load.ts";
import { bearer, type Muster, startMuster } from "./muster.ts";
import { reading } from "./over-http.ts";
import { type Rig, type StatementCost, withRig } from "./rig.ts";
import { musterPart } from "./rows/role-change.ts";
import { inTurns } from "./tenants.ts";

const seconds = Number(process.env["BENCH_SECONDS"] ?? 10);
const eventStoreUrl = process.env["TEST_EVENTSTORE_URL"];
const warmUp = 3;
const linesOfParts = 14;
const linesOfStatements = 14;

await withRig(async (rig) => {
  const port = await freePort();
  const muster = await startMuster(rig, {
    name: "Muster",
    database: "bench_profile",
    ...(eventStoreUrl === undefined ? {} : { eventStoreUrl }),
    variables: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` },
  });
  const inspector = await connect(port);
  try {
    await rig.countPlanning();
    for (const each of cases(muster)) await profiled(rig, muster, inspector, each);
  } finally {
    // The service cannot end while somebody is connected.
    inspector.close();
  }
});

interface Case {
  readonly title: string;
  readonly plan: Plan;
  readonly atOnce: number;
}

function cases(muster: Muster): Case[] {
  const pages = muster.tenants.map(({ organizationId, owner }) => ({
    path: pagePath(organizationId),
    headers: bearer(owner),
  }));
  const checks = inTurns(muster.tenants.map(({ people }) => people)).map((person) => ({
    path: mePath,
    headers: bearer(person),
  }));
  const changes = musterPart(muster).plan;
  return [
    { title: "Role changes, 64 at once", plan: changes, atOnce: 64 },
    { title: "Role changes, 16 at once", plan: changes, atOnce: 16 },
    { title: "Role changes, one after the other", plan: changes, atOnce: 1 },
    { title: "First page of 50, 32 at once", plan: reading(muster, pages).plan, atOnce: 32 },
    { title: "Check of a token, 32 at once", plan: reading(muster, checks).plan, atOnce: 32 },
  ];
}

/** Prints what one case takes. */
async function profiled(
  rig: Rig,
  { database }: Muster,
  inspector: Inspector,
  { title, plan, atOnce }: Case,
): Promise<void> {
  const warmed = await generateLoad({
    plan,
    atOnce,
    extent: { seconds: warmUp, warmUp: 0 },
    first: 0,
  });
  const before = await rig.statementsOf(database);
  await inspector.send("Profiler.enable");
  await inspector.send("Profiler.start");
  const { answered } = await generateLoad({
    plan,
    atOnce,
    extent: { seconds, warmUp: 0 },
    first: warmed.next,
  });
  const { profile } = (await inspector.send("Profiler.stop")) as { readonly profile: Profile };
  const after = await rig.statementsOf(database);
  print(`\n### ${title}\n`);
  print(`${formatted(answered / seconds)} a second while it was profiled.\n`);
  print("| part of the service | share of its busy time |\n|---|---:|");
  for (const [part, share] of partsOf(profile).slice(0, linesOfParts)) {
    print(`| ${part} | ${formatted(share * 100)} % |`);
  }
  print("\n| PostgreSQL's statement | calls for one | ms for 1,000: executing | planning |");
  print("|---|---:|---:|---:|");
  const used = [...after].map(([text, cost]) => {
    const forOne = (count: keyof StatementCost) =>
      (cost[count] - (before.get(text)?.[count] ?? 0)) / answered;
    return {
      text,
      calls: forOne("calls"),
      executing: 1000 * forOne("milliseconds"),
      planning: 1000 * forOne("planning"),
    };
  });
  const longest = used.toSorted(
    (one, other) => other.executing + other.planning - one.executing - one.planning,
  );
  for (const { text, calls, executing, planning } of longest.slice(0, linesOfStatements)) {
    const figures = [calls, executing, planning].map(formatted);
    print(`| \`${beginningOf(text)}\` | ${figures.join(" | ")} |`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function beginningOf(statement: string): string {
  return statement.replaceAll(/\s+/g, " ").replaceAll("|", "/").replaceAll("`", "").slice(0, 70);
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** Shares of the busy time: of a library, a folder of src, or what Node.js does by itself; the largest first. */
function partsOf({ nodes, samples, timeDeltas }: Profile): (readonly [string, number])[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  );
  const sums = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const part = partOf(byId, parents, id);
    if (part === "(idle)") continue;
    const time = timeDeltas[index] ?? 0;
    busy += time;
    sums.set(part, (sums.get(part) ?? 0) + time);
  }
  const shares = [...sums].map(([part, time]) => [part, time / busy] as const);
  return shares.toSorted(([, one], [, other]) => other - one);
}

/** What Node.js does for a library or for src counts as theirs. */
function partOf(
  nodes: ReadonlyMap<number, ProfileNode>,
  parents: ReadonlyMap<number, number>,
  id: number,
): string {
  const own = nodes.get(id)?.callFrame.functionName ?? "";
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const url = nodes.get(at)?.callFrame.url ?? "";
    const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
    if (library !== undefined) return library;
    const folder = /\/src\/([^/]+(?:\/[^/]+)?)/.exec(url)?.[1];
    if (folder !== undefined) return `src/${folder}`;
  }
  return own.startsWith("(") ? own : "Node.js";
}

interface Inspector {
  send(method: string): Promise<unknown>;
  close(): void;
}

async function connect(port: number): Promise<Inspector> {
  const listed = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    readonly webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(listed[0]?.webSocketDebuggerUrl ?? "");
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  let next = 0;
  return {
    async send(method) {
      next += 1;
      const id = next;
      const answered = new Promise((resolve) => {
        socket.addEventListener("message", function hear({ data }) {
          const message = JSON.parse(String(data)) as { id?: number; result?: unknown };
          if (message.id !== id) return;
          socket.removeEventListener("message", hear);
          resolve(message.result);
        });
      });
      socket.send(JSON.stringify({ id, method }));
      return answered;
    },
    close: () => socket.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/**
 * `npm run bench:scale -- [members]`: measures what docs/scale.md calculates with, and writes bench/SCALE.md.
 * BENCH_EVENTSTORE_URL names an empty EventStoreDB to measure beside the embedded event store; what this
 * writes there stays.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { processesOf } from "../src/platform/database/former-server.ts";
import type { Connection } from "../src/platform/database/pool.ts";
import type { Stores } from "../src/service/stores.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { benchEventStores } from "./event-stores.ts";
import { benchInstances, membersOfCluster } from "./instances.ts";
import { line, type Row } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { benchSizes } from "./sizes.ts";

/** Of the log that is measured on the disk, and of the smaller one for comparing event stores. */
const members = Number(process.argv[2] ?? 100_000);
const people = Math.max(250, Math.floor(members / 2_500) * 250);
const eventStoreUrl = process.env["BENCH_EVENTSTORE_URL"];

const rows: Row[] = [];
const loadBefore = loadavg()[0] ?? 0;
const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
const server = await startEmbedded(dataDir);
try {
  await step("bytes and folding", () => benchSizes(server.connection, members));
  await withClusters(server.connection, async (clusters) => {
    const serverPids = () => processesOf(join(dataDir, "postgres"));
    await step("instances", () => benchInstances(clusters, serverPids));
    await step("event stores", () => withStores(clusters, (all) => benchEventStores(all, people)));
  });
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

const cpu = cpus();
await writeFile(
  join(import.meta.dirname, "SCALE.md"),
  [
    "# Scale",
    "",
    `Written by \`npm run bench:scale\`; the figures come unchanged from one run. Clients, instances, PostgreSQL and EventStoreDB share the machine, so more instances cannot be faster here: the processor times show what each adds. [docs/scale.md](../docs/scale.md) calculates with these rows.`,
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\``,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}`,
    ...(eventStoreUrl === undefined
      ? ["- not measured: EventStoreDB, because BENCH_EVENTSTORE_URL was not set"]
      : [`- EventStoreDB ${await versionOf(eventStoreUrl)} on the same machine`]),
    "",
    "| what | measured | peer | ratio | bar | reached |",
    "|---|---|---|---|---|---|",
    ...rows.map(line),
    "",
  ].join("\n"),
);
process.stdout.write("wrote bench/SCALE.md\n");

async function step(title: string, measure: () => Promise<readonly Row[]>): Promise<void> {
  process.stdout.write(`${title} ...\n`);
  for (const row of await measure()) {
    rows.push(row);
    process.stdout.write(`  ${line(row)}\n`);
  }
}

/** Each cluster has a database of its own. */
async function withClusters(
  connection: Connection,
  work: (clusters: readonly Cluster[]) => Promise<void>,
): Promise<void> {
  const open = (name: string, url: string | undefined, next: (cluster: Cluster) => Promise<void>) =>
    withScratchDatabase(connection, async (database) => {
      const cluster = await openCluster(name, database, membersOfCluster, url);
      try {
        await next(cluster);
      } finally {
        await cluster.close();
      }
    });
  await open("PostgreSQL", undefined, async (embedded) => {
    if (eventStoreUrl === undefined) return work([embedded]);
    return open("EventStoreDB", eventStoreUrl, (other) => work([embedded, other]));
  });
}

/** Opens the stores of all clusters. */
async function withStores<Result>(
  [cluster, ...others]: readonly Cluster[],
  work: (all: readonly { readonly name: string; readonly stores: Stores }[]) => Promise<Result>,
): Promise<Result> {
  if (cluster === undefined) return work([]);
  const { name } = cluster;
  return cluster.withStores((stores) =>
    withStores(others, (opened) => work([{ name, stores }, ...opened])),
  );
}

/** @param url of any node, such as `esdb://host:2113?tls=false` */
async function versionOf(url: string): Promise<string> {
  const [, nodes = ""] = /:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url) ?? [];
  const scheme = url.includes("tls=false") ? "http" : "https";
  const answer = await fetch(`${scheme}://${nodes.split(",")[0]}/info`).catch(() => undefined);
  const { dbVersion, esVersion } = ((await answer?.json()) ?? {}) as Record<string, string>;
  return dbVersion ?? esVersion ?? "of unknown version";
}

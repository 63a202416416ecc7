/** `npm run bench`: runs the main measurements and writes bench/RESULTS.md. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { type Connection, createPool } from "../src/platform/database/pool.ts";
import { benchAppend } from "./append.ts";
import { benchHttp } from "./http.ts";
import { benchLag } from "./lag.ts";
import { messageDbMissing } from "./message-db.ts";
import { benchRead } from "./read.ts";
import { benchRebuild } from "./rebuild.ts";
import { line, type Row } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { startMain } from "./service.ts";

const rows: Row[] = [];
const loadBefore = loadavg()[0] ?? 0;
const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
const server = await startEmbedded(dataDir);
const version = await serverVersion(server.connection);
try {
  await step("append", () => benchAppend(server.connection));
  await step("read", () => benchRead(server.connection));
  await step("rebuild", () => rebuildRows(server.connection));
  await step("visible after append", () => benchLag(server.connection));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
await step("commands and lists over HTTP", benchHttp);
await step("second start", secondStart);

const cpu = cpus();
await writeFile(
  join(import.meta.dirname, "RESULTS.md"),
  [
    "# Results",
    "",
    "Written by `npm run bench`; the figures come unchanged from one run. The load generator, the service and PostgreSQL share the machine. A ratio compares with the peer measured in the same run.",
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node.js ${process.versions.node}, embedded ${version}, \`synchronous_commit=on\``,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}`,
    ...(messageDbMissing === undefined ? [] : [`- not measured: ${messageDbMissing}`]),
    "- not measured yet: better-auth's organization plugin as a peer; exports",
    "",
    "| what | measured | peer | ratio | bar | reached |",
    "|---|---|---|---|---|---|",
    ...rows.map(line),
    "",
  ].join("\n"),
);
process.stdout.write("wrote bench/RESULTS.md\n");

async function serverVersion(connection: Connection): Promise<string> {
  const pool = createPool(connection);
  const { rows: found } = await pool.query<{ version: string }>("select version()");
  await pool.end();
  return found[0]?.version.split(" on ")[0] ?? "";
}

async function step(title: string, measure: () => Promise<readonly Row[]>): Promise<void> {
  process.stdout.write(`${title} ...\n`);
  for (const row of await measure()) {
    rows.push(row);
    process.stdout.write(`  ${line(row)}\n`);
  }
}

function rebuildRows(connection: Connection): Promise<readonly Row[]> {
  return withScratchDatabase(connection, async (database) => {
    const pool = createPool(database);
    try {
      return await benchRebuild(database, pool);
    } finally {
      await pool.end();
    }
  });
}

async function secondStart(): Promise<readonly Row[]> {
  const directory = await mkdtemp(join(tmpdir(), "muster-bench-"));
  const first = await startMain(directory);
  await first.stop();
  const second = await startMain(directory);
  await second.stop();
  await rm(directory, { recursive: true, force: true });
  return [
    { name: "first start to ready", value: first.milliseconds, unit: "ms" },
    { name: "second start to ready", value: second.milliseconds, unit: "ms", atMost: 2000 },
  ];
}

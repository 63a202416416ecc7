/**
 * `node bench/audit.ts [members]`: measures access reviews, exports in the four formats and the offline
 * verification, with the memory that each takes. The organization's log has ten entries per member:
 * 1,000,000 with 100,000 members. Writes bench/AUDIT.md.
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { FirstRun } from "../src/service/bootstrap.ts";
import { loadConfig } from "../src/platform/config.ts";
import { openStoresForOperator } from "../src/service/stores.ts";
import { download, verifyBundle, waitForLog, writeLongLog } from "./long-log.ts";
import { watchMemory } from "./memory.ts";
import { line, type Row } from "./row.ts";
import { startMain } from "./service.ts";

const members = Number(process.argv[2] ?? 100_000);
const mebibyte = 2 ** 20;

const loadBefore = loadavg()[0] ?? 0;
const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
let main = await startMain(dataDir);
const rows: Row[] = [];
try {
  const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  const stores = await openStoresForOperator(loadConfig({ DATA_DIR: dataDir }));
  await writeLongLog(stores, firstRun, members);
  const { size, perSecond } = await waitForLog(stores);
  rows.push({
    name: "the log catches up, with all projections running",
    value: perSecond,
    unit: "events/s",
  });
  await stores.pool.query("vacuum analyze");
  const { rows: keys } = await stores.pool.query<{ public_key: string }>(
    "select public_key from signing_keys",
  );
  await stores.close();
  rows.push({ name: "entries in the log", value: size, unit: "entries" });

  // A restart, so that memory left over from filling does not count for the exports.
  await main.stop();
  main = await startMain(dataDir);
  const { url } = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  const organization = `${url}/v1/organizations/${firstRun.organizationId}`;
  const get = (path: string, target: Writable, accept = "*/*"): Promise<number> =>
    download(
      organization + path,
      { authorization: `Bearer ${firstRun.sessionToken}`, accept },
      target,
    );
  const discard = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

  const bundle = join(dataDir, "bundle.zip");
  for (const format of ["ndjson", "csv", "cloudevents", "bundle"]) {
    const memory = watchMemory(main.pid ?? 0);
    const target = format === "bundle" ? createWriteStream(bundle) : discard();
    const seconds = await get(`/export?format=${format}`, target);
    const rate = {
      name: `export, ${format}`,
      value: size / seconds,
      unit: "entries/s",
      bar: 50_000,
    };
    rows.push(rate, {
      name: `peak resident memory, ${format}`,
      value: memory.end(),
      unit: "MiB",
      atMost: 300,
    });
  }
  // The founding happens now and effective times never decrease: at any earlier instant the log is empty.
  const instant = new Date().toISOString();
  for (const [name, accept] of [
    ["JSON", "application/json"],
    ["CSV", "text/csv"],
  ] as const) {
    const memory = watchMemory(main.pid ?? 0);
    const seconds = await get(`/access-review?at=${instant}`, discard(), accept);
    rows.push({
      name: `access review at an instant, ${name}`,
      value: seconds,
      unit: "s",
      atMost: 5,
    });
    rows.push({
      name: `peak resident memory after the exports, ${name}`,
      value: memory.end(),
      unit: "MiB",
    });
  }
  rows.push({ name: "the bundle", value: (await stat(bundle)).size / mebibyte, unit: "MiB" });
  const verified = await verifyBundle(bundle, keys[0]?.public_key ?? "");
  rows.push(
    { name: "verify", value: size / verified.seconds, unit: "entries/s", bar: 50_000 },
    { name: "peak resident memory of verify", value: verified.memory, unit: "MiB" },
  );
} finally {
  await main.stop();
  await rm(dataDir, { recursive: true, force: true });
}
await report();

async function report(): Promise<void> {
  const cpu = cpus();
  await writeFile(
    join(import.meta.dirname, "AUDIT.md"),
    [
      "# The audit",
      "",
      `Written by \`node bench/audit.ts ${members}\`; the figures come unchanged from one run. One organization of ${members} members. The client, the service and PostgreSQL share the machine; exports other than the bundle are read and discarded.`,
      "",
      `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
      `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\``,
      `- load of the machine at the start: ${loadBefore.toFixed(2)}`,
      "",
      "| what | measured | peer | ratio | bar | reached |",
      "|---|---|---|---|---|---|",
      ...rows.map(line),
      "",
    ].join("\n"),
  );
  process.stdout.write(`${rows.map(line).join("\n")}\nwrote bench/AUDIT.md\n`);
}

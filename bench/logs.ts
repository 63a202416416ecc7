/**
 * `node bench/logs.ts`: measures sustained ingest of log entries over HTTP, and as its peer the same
 * insert without HTTP, on the same server with the same number of clients. Writes bench/LOGS.md.
 */
import autocannon from "autocannon";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { createPool } from "../src/platform/database/pool.ts";
import { storeEntries } from "../src/commands/logs/store-entries.ts";
import { line, type Row } from "./row.ts";
import { type MeasuredService, withService } from "./service.ts";

const seconds = 30;
/** Entries per second. */
const target = 5_000;
/** Entries per request, and concurrent requests. */
const loads = [
  { entries: 500, atOnce: 4 },
  { entries: 100, atOnce: 16 },
] as const;

const loadBefore = loadavg()[0] ?? 0;
const rows = await withService(50, async (service) => {
  const measured: Row[] = [];
  for (const { entries, atOnce } of loads) {
    const bare = await insertBare(service, entries, atOnce);
    measured.push(...(await ingest(service, entries, atOnce, bare)));
  }
  return measured;
});

const cpu = cpus();
await writeFile(
  join(import.meta.dirname, "LOGS.md"),
  [
    "# Ingest of log entries",
    "",
    "Written by `node bench/logs.ts`; the figures come unchanged from one run. The load generator, the service and PostgreSQL share the machine. The peer is the service's own insert without HTTP: the same entries into the same table with its indexes, by the same number of clients, measured just before.",
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\`; ${seconds} s each, after a warm-up of 2 s; an entry is ${JSON.stringify(entry(0)).length} bytes of JSON`,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}`,
    "",
    "| what | measured | peer | ratio | bar | reached |",
    "|---|---|---|---|---|---|",
    ...rows.map(line),
    "",
  ].join("\n"),
);
process.stdout.write("wrote bench/LOGS.md\n");

function entry(number: number) {
  return {
    level: (["INFO", "DEBUG", "WARNING", "ERROR"] as const)[number % 4] ?? "INFO",
    category: "sync",
    message: `Synchronized ${number} records of the table work_orders in 182 ms`,
    device: "Pixel 9",
    app: "Field 2.1.0",
    parameters: { attempt: number % 3, offline: false, table: "work_orders" },
    correlationId: randomUUID(),
  };
}

/** @returns entries per second that the insert stores without HTTP */
async function insertBare(
  { connection, organizationId, userId }: MeasuredService,
  entries: number,
  atOnce: number,
): Promise<number> {
  const pool = createPool(connection, atOnce);
  const began = performance.now();
  const end = began + seconds * 1000;
  let stored = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const receivedAt = new Date().toISOString();
      const batch = Array.from({ length: entries }, (_, number) => ({
        ...entry(number),
        occurredAt: receivedAt,
        logId: randomUUID(),
      }));
      await storeEntries(pool, { organizationId, userId, receivedAt }, batch);
      stored += entries;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  await pool.end();
  return stored / ((performance.now() - began) / 1000);
}

async function ingest(
  { url, organizationId, token }: MeasuredService,
  entries: number,
  atOnce: number,
  bare: number,
): Promise<readonly Row[]> {
  const batches = Array.from({ length: 64 }, () =>
    JSON.stringify({ entries: Array.from({ length: entries }, (_, number) => entry(number)) }),
  );
  let next = 0;
  const options: autocannon.Options = {
    url: `${url}/v1/organizations/${organizationId}/logs`,
    connections: atOnce,
    requests: [
      {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        setupRequest: (request) => {
          next += 1;
          return { ...request, body: batches[next % batches.length] ?? "" };
        },
      },
    ],
  };
  await autocannon({ ...options, duration: 2 });
  const { requests, latency, non2xx, errors } = await autocannon({ ...options, duration: seconds });
  if (non2xx > 0 || errors > 0)
    throw new Error(`${non2xx} requests were refused, ${errors} failed`);
  const perSecond = requests.average * entries;
  const name = `batches of ${entries}, ${atOnce} at once`;
  return [
    { name: `ingest, ${name}`, value: perSecond, unit: "entries/s", bar: target },
    {
      name: "compared with the bare insert",
      value: perSecond,
      unit: "entries/s",
      peer: `${Math.round(bare)}/s`,
      ratio: perSecond / bare,
    },
    { name: "its slowest second", value: requests.min * entries, unit: "entries/s", bar: target },
    { name: "p99 of a batch", value: latency.p99, unit: "ms" },
  ];
}

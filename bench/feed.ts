/**
 * `npm run bench -- feed [members]`: how many entries per second a log streams as NDJSON, and how long after an
 * append a long poll is answered, at 200 appends per second. Writes bench/FEED.md.
 */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { memberStream } from "../src/domain/streams.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { loadConfig } from "../src/platform/config.ts";
import { openStoresForOperator, type Stores } from "../src/service/stores.ts";
import { line, type Row } from "./row.ts";
import { type MeasuredService, withService } from "./service.ts";

const members = Number(process.argv[3] ?? 50_000);
const perSecond = 200;
const seconds = 10;
const loadBefore = loadavg()[0] ?? 0;

const rows = await withService(members, async (service) => {
  const first = await throughput(service);
  const again = await throughput(service);
  return [...first, ...again, ...(await latency(service))];
});
const [cpu] = cpus();
await writeFile(
  join(import.meta.dirname, "FEED.md"),
  [
    "# The feed",
    "",
    `Written by \`npm run bench -- feed ${members}\`; the figures come unchanged from one run. One organization of ${members} members. The client, the service and PostgreSQL share the machine.`,
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\``,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}, at the end: ${(loadavg()[0] ?? 0).toFixed(2)}`,
    "",
    "| what | measured | peer | ratio | bar | reached |",
    "|---|---|---|---|---|---|",
    ...rows.map(line),
    "",
  ].join("\n"),
);
process.stdout.write(`${rows.map(line).join("\n")}\nwrote bench/FEED.md\n`);

/** Asks until the log contains everything that was recorded before. */
async function ask(
  { url, organizationId, token }: MeasuredService,
  query: string,
  accept = "application/json",
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, accept };
  for (;;) {
    const path = `${url}/v1/organizations/${organizationId}/events?${query}`;
    const answer = await fetch(path, { headers });
    if (answer.status === 200) return answer;
    if (answer.status !== 503) throw new Error(`${answer.status}: ${await answer.text()}`);
    await answer.text();
  }
}

async function throughput(service: MeasuredService): Promise<Row[]> {
  await (await ask(service, "after=0&limit=1")).text();
  const began = performance.now();
  const { body } = await ask(service, "after=0", "application/x-ndjson");
  let entries = 0;
  for await (const chunk of body ?? []) {
    for (const byte of chunk as Uint8Array) if (byte === 0x0a) entries += 1;
  }
  const value = entries / ((performance.now() - began) / 1000);
  const name = `NDJSON, ${entries} entries from the first on`;
  return [{ name, value, unit: "entries/s", bar: 50_000 }];
}

async function latency(service: MeasuredService): Promise<Row[]> {
  const stores = await openStoresForOperator(loadConfig({ DATA_DIR: service.dataDir }));
  const appended = new Map<string, number>();
  const lags: number[] = [];
  const count = perSecond * seconds;
  const { nextPosition } = (await (await ask(service, "order=desc&limit=1")).json()) as {
    nextPosition: number;
  };
  const following = follow(service, nextPosition, (eventId, at) => {
    const since = appended.get(eventId);
    if (since !== undefined) lags.push(Math.max(0, at - since));
    return lags.length < count;
  });
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < count; sent += 1) {
    const wait = began + (sent * 1000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    running.push(append(stores, service, appended));
  }
  await Promise.all(running);
  await following;
  await stores.close();
  const sorted = lags.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const name = `append to a long poll's answer, at ${perSecond} appends/s`;
  return [
    { name: `${name}, p50`, value: at(0.5), unit: "ms" },
    { name: `${name}, p99`, value: at(0.99), unit: "ms", atMost: 50 },
  ];
}

/** The time is noted before the append, so that it includes it. */
async function append(
  { store, codec }: Stores,
  { organizationId, userId: actorId }: MeasuredService,
  appended: Map<string, number>,
): Promise<void> {
  const [eventId, subjectId] = [randomUUID(), randomUUID()];
  const stream = memberStream(organizationId, subjectId);
  const event: DomainEvent = {
    type: "MemberInvited",
    data: { role: "USER", grantedBy: actorId },
    personal: null,
  };
  const actor = { userId: actorId, role: "OWNER", via: "SESSION" } as const;
  const occurredAt = new Date().toISOString();
  const metadata = { occurredAt, organizationId, subjectId, actor, correlationId: "bench" };
  const records = await codec.encode(stream, [{ event, eventId, metadata }]);
  appended.set(eventId, performance.now());
  await store.append(stream, "none", records);
}

async function follow(
  service: MeasuredService,
  start: number,
  take: (eventId: string, at: number) => boolean,
): Promise<void> {
  let after = start;
  for (;;) {
    const answer = await ask(service, `after=${after}&wait=30&limit=500`);
    const page = (await answer.json()) as {
      readonly items: readonly { readonly eventId: string }[];
      readonly nextPosition: number;
    };
    const at = performance.now();
    after = page.nextPosition;
    let isMore = true;
    for (const { eventId } of page.items) isMore = take(eventId, at) && isMore;
    if (!isMore) return;
  }
}

/**
 * `node bench/audit.ts [members]`: measures access reviews, exports in the four formats and the offline
 * verification, with the memory that each takes. The organization's log has ten entries per member:
 * 1,000,000 with 100,000 members. Writes bench/AUDIT.md.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { memberStream, userStream } from "../src/domain/streams.ts";
import type { FirstRun } from "../src/service/bootstrap.ts";
import { loadConfig } from "../src/platform/config.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { addMinutes } from "../src/domain/time.ts";
import type { Metadata } from "../src/eventstore/codec.ts";
import { openStoresForOperator, type Stores } from "../src/service/stores.ts";
import { line, type Row } from "./row.ts";
import { startMain } from "./service.ts";

const members = Number(process.argv[2] ?? 100_000);
const appendsAtOnce = 64;
const start = "2024-01-01T00:00:00.000Z";
const mebibyte = 2 ** 20;

const loadBefore = loadavg()[0] ?? 0;
const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
let main = await startMain(dataDir);
const rows: Row[] = [];
try {
  const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  const stores = await openStoresForOperator(loadConfig({ DATA_DIR: dataDir }));
  await fill(stores, firstRun);
  const size = await waitForLog(stores);
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
  const get = async (path: string, target: Writable, accept = "*/*"): Promise<number> => {
    const began = performance.now();
    const headers = { authorization: `Bearer ${firstRun.sessionToken}`, accept };
    const answer = await fetch(organization + path, { headers });
    if (!answer.ok || answer.body === null) throw new Error(`${path}: ${answer.status}`);
    await answer.body.pipeTo(Writable.toWeb(target));
    return (performance.now() - began) / 1000;
  };
  const discard = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

  const bundle = join(dataDir, "bundle.zip");
  for (const format of ["ndjson", "csv", "cloudevents", "bundle"]) {
    const memory = watchMemory(main.pid);
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
      value: memory.end() / mebibyte,
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
    const memory = watchMemory(main.pid);
    const seconds = await get(`/access-review?at=${instant}`, discard(), accept);
    rows.push({
      name: `access review at an instant, ${name}`,
      value: seconds,
      unit: "s",
      atMost: 5,
    });
    rows.push({
      name: `peak resident memory after the exports, ${name}`,
      value: memory.end() / mebibyte,
      unit: "MiB",
    });
  }
  rows.push({ name: "the bundle", value: (await stat(bundle)).size / mebibyte, unit: "MiB" });
  const verified = await verify(bundle, keys[0]?.public_key ?? "");
  rows.push(
    { name: "verify", value: size / verified.seconds, unit: "entries/s", bar: 50_000 },
    { name: "peak resident memory of verify", value: verified.memory / mebibyte, unit: "MiB" },
  );
} finally {
  await main.stop();
  await rm(dataDir, { recursive: true, force: true });
}
await report();

/** Writes ten entries per member: invited, mailed, accepted, two solutions, role changes. */
async function fill(
  { store, codec }: Stores,
  { organizationId, userId: inviterId }: FirstRun,
): Promise<void> {
  const solutions = Array.from({ length: 20 }, () => randomUUID());
  const actor = { userId: inviterId, role: "OWNER", via: "SESSION" } as const;
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < members) {
      const number = next;
      next += 1;
      const userId = randomUUID();
      const sendingId = randomUUID();
      const at = addMinutes(start, number * 10);
      const [one = "", two = ""] = [solutions[number % 20], solutions[(number + 7) % 20]];
      const person = {
        email: `person-${number}@example.com`,
        firstName: `Name${number % 977}`,
        lastName: `Family${number % 3989}`,
      };
      const metadata = (isOwn: boolean): Metadata => ({
        occurredAt: at,
        ...(isOwn ? {} : { organizationId }),
        subjectId: userId,
        actor,
        correlationId: sendingId,
      });
      const write = async (stream: string, isOwn: boolean, events: readonly DomainEvent[]) => {
        const toWrite = events.map((event) => ({
          event,
          eventId: randomUUID(),
          metadata: metadata(isOwn),
        }));
        await store.append(stream, "none", await codec.encode(stream, toWrite));
      };
      await write(userStream(userId), true, [
        { type: "UserRegistered", data: {}, personal: person },
      ]);
      const issued = { sendingId, digest: sendingId.replaceAll("-", "").repeat(2), language: "en" };
      const until = addMinutes(at, 20_160);
      await write(memberStream(organizationId, userId), false, [
        { type: "MemberInvited", data: { role: "USER", grantedBy: inviterId }, personal: person },
        { type: "InviteIssued", data: { ...issued, issuedAt: at, expiresAt: until } },
        { type: "InviteEmailSent", data: { sendingId, sentAt: at } },
        { type: "InviteAccepted", data: { acceptedAt: at } },
        { type: "SolutionAssigned", data: { solutionId: one, role: "USER" } },
        { type: "SolutionAssigned", data: { solutionId: two, role: "USER" } },
        { type: "SolutionRoleChanged", data: { solutionId: one, from: "USER", to: "EDITOR" } },
        { type: "OrgRoleChanged", data: { from: "USER", to: "CREATOR", grantedBy: inviterId } },
        { type: "SolutionUnassigned", data: { solutionId: two, role: "USER" } },
        { type: "OrgRoleChanged", data: { from: "CREATOR", to: "USER", grantedBy: inviterId } },
      ]);
    }
  };
  await Promise.all(Array.from({ length: appendsAtOnce }, writer));
}

/** Waits until the log holds all events and returns its size. */
async function waitForLog({ pool, store }: Stores): Promise<number> {
  const end = await store.lastPosition();
  const { rows: first } = await pool.query<{ position: bigint }>(
    "select position from projection_checkpoints where name = 'audit'",
  );
  const began = performance.now();
  const from = first[0]?.position ?? 0n;
  for (;;) {
    const { rows: found } = await pool.query<{ position: bigint }>(
      "select position from projection_checkpoints where name in ('audit', 'directory') order by position",
    );
    if ((found[0]?.position ?? 0n) >= end) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  const seconds = (performance.now() - began) / 1000;
  const behind = Number(end - from);
  rows.push({
    name: "the log catches up, with all projections running",
    value: behind / seconds,
    unit: "events/s",
  });
  const { rows: sizes } = await pool.query<{ size: number }>(
    "select max(size) as size from audit_logs",
  );
  return sizes[0]?.size ?? 0;
}

async function verify(bundle: string, key: string) {
  const began = performance.now();
  const cli = join(import.meta.dirname, "..", "src", "cli.ts");
  const child = spawn(process.execPath, [cli, "verify", bundle, "--key", key], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const memory = watchMemory(child.pid);
  child.stdout.resume();
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) throw new Error(`muster verify refused the bundle: it exited with ${code}`);
  return { seconds: (performance.now() - began) / 1000, memory: memory.end() };
}

/** Measures the peak resident memory of a process, ten times a second. */
function watchMemory(pid: number | undefined) {
  let peak = 0;
  const sample = async (): Promise<void> => {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    peak = Math.max(peak, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024);
  };
  void sample();
  const timer = setInterval(() => void sample(), 100);
  return {
    end(): number {
      clearInterval(timer);
      return peak;
    },
  };
}

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

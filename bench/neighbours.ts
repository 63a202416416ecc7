/**
 * `npm run bench -- neighbours [seconds]`: how long a second tenant waits for a list and for a role change,
 * alone and while a person of another tenant uses up each budget. Writes bench/NEIGHBOURS.md.
 */
import { writeFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { withServices } from "../src/cli/open.ts";
import { bootstrap } from "../src/service/bootstrap.ts";
import { type Attacker, attacks } from "./attacks.ts";
import { type MeasuredService, withService } from "./service.ts";

const members = 10_000;
const aim = 2;
const [, , , given = "10"] = process.argv;
const seconds = Number(given);
const loadBefore = loadavg()[0] ?? 0;

/** The second tenant's 99th percentiles, in milliseconds. */
interface Waits {
  readonly list: number;
  readonly change: number;
  readonly failed: number;
}

interface Neighbour {
  readonly members: string;
  readonly member: string;
  readonly headers: Record<string, string>;
}

const rows = await withService(members, async (service, memberIds) => {
  const neighbour = await moveIn(service);
  const { url, organizationId, token } = service;
  const attacker = { url, organizationId, token, memberIds };
  await measured(neighbour, 3);
  const alone = await measured(neighbour, seconds);
  const lines = [row("alone", alone, alone)];
  for (const [index, [name]] of attacks.entries()) {
    const during = await under(index, attacker, () => measured(neighbour, seconds));
    lines.push(row(name, during, alone));
    process.stdout.write(`${lines.at(-1)}\n`);
  }
  return lines;
});

const cpu = cpus();
await writeFile(
  join(import.meta.dirname, "NEIGHBOURS.md"),
  [
    "# Neighbours",
    "",
    `Written by \`npm run bench -- neighbours\`; the figures come unchanged from one run. A person of a tenant with ${members} members does one thing without a pause; a second tenant reads a page of its members and changes a role, one request of each kind after the other, for ${seconds} seconds. Both load generators, the service and PostgreSQL share the machine. The aim is a ratio of at most ${aim}.`,
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\``,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}`,
    "",
    "| meanwhile | list, p99 | ratio | role change, p99 | ratio | refused or failed |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n"),
);
process.stdout.write("wrote bench/NEIGHBOURS.md\n");

/** Founds the second tenant, whose owner is in no other organization, with one member. */
async function moveIn({ url, dataDir }: MeasuredService): Promise<Neighbour> {
  let founded = { organizationId: "", sessionToken: "" };
  process.env["DATA_DIR"] = dataDir;
  await withServices(async (services) => {
    founded = await bootstrap(services, { email: "next@example.com", organization: "Next door" });
  });
  const headers = {
    authorization: `Bearer ${founded.sessionToken}`,
    "content-type": "application/json",
  };
  const path = `${url}/v1/organizations/${founded.organizationId}/members`;
  const body = {
    email: "m@example.com",
    firstName: "M",
    lastName: "M",
    invite: { disabled: true },
  };
  const added = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const { userId } = (await added.json()) as { readonly userId: string };
  return { members: path, member: `${path}/${userId}`, headers };
}

async function under<Result>(
  index: number,
  attacker: Attacker,
  work: () => Promise<Result>,
): Promise<Result> {
  const worker = new Worker(new URL("./attacker.ts", import.meta.url), {
    workerData: { index, attacker },
  });
  await pause(1_000);
  const result = await work();
  await worker.terminate();
  await pause(2_000);
  return result;
}

async function measured(neighbour: Neighbour, forSeconds: number): Promise<Waits> {
  const end = performance.now() + forSeconds * 1_000;
  let failed = 0;
  let turn = 0;
  const loop = async (ask: () => Promise<Response>): Promise<number> => {
    const waits: number[] = [];
    while (performance.now() < end) {
      const since = performance.now();
      const answer = await ask();
      await answer.arrayBuffer();
      if (!answer.ok) failed += 1;
      waits.push(performance.now() - since);
    }
    return p99(waits);
  };
  const { headers } = neighbour;
  const change = (): Promise<Response> => {
    turn += 1;
    const body = JSON.stringify({ userRole: turn % 2 === 0 ? "USER" : "CREATOR" });
    return fetch(neighbour.member, { method: "PATCH", headers, body });
  };
  const [list, changed] = await Promise.all([
    loop(() => fetch(neighbour.members, { headers })),
    loop(change),
  ]);
  return { list, change: changed, failed };
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

function row(name: string, { list, change, failed }: Waits, alone: Waits): string {
  const ratio = (value: number, before: number): string => (value / before).toFixed(2);
  return `| ${name} | ${list.toFixed(1)} ms | ${ratio(list, alone.list)} | ${change.toFixed(1)} ms | ${ratio(change, alone.change)} | ${failed} |`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

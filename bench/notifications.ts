/**
 * `node bench/notifications.ts`: sends a notification to 10,000 people with a device each, and measures the
 * time until all have it in their list and until all devices have accepted it. Writes
 * bench/NOTIFICATIONS.md.
 */
import { createECDH, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { memberStream } from "../src/domain/streams.ts";
import { firstRunIn } from "../src/service/bootstrap.ts";
import { loadConfig } from "../src/platform/config.ts";
import { createLog } from "../src/platform/log.ts";
import { createPushSender } from "../src/platform/push/sender.ts";
import { saveSubscription } from "../src/commands/notifications/subscriptions.ts";
import { startService } from "../src/service/service.ts";
import { line } from "./row.ts";

const people = 10_000;
const mostSeconds = 60;

const loadBefore = loadavg()[0] ?? 0;
let accepted = 0;
/** Stands in for the push services and accepts every push. */
const devices = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    accepted += 1;
    response.writeHead(201).end();
  });
});
devices.listen(0, "127.0.0.1");
await once(devices, "listening");
const endpoint = `http://127.0.0.1:${(devices.address() as AddressInfo).port}`;

const DATA_DIR = await mkdtemp(join(tmpdir(), "muster-bench-"));
const config = loadConfig({ DATA_DIR, PORT: "0" });
const push = createPushSender({
  privateKey: Buffer.alloc(32, 7),
  subject: "mailto:bench@example.com",
  clock: () => new Date(),
  allowsLocal: true,
});
const service = await startService({ config, log: createLog("warn"), push });
try {
  const { services, url } = service;
  const founding = { email: "owner@example.com", organization: "Bench" };
  const { firstRun } = await firstRunIn(DATA_DIR, services, founding, url);
  if (firstRun === undefined) throw new Error("the new data directory has no first run");
  const { organizationId, sessionToken } = firstRun;
  await fill(organizationId, firstRun.userId);

  const path = `${url}/v1/organizations/${organizationId}/notifications`;
  const headers = {
    authorization: `Bearer ${sessionToken}`,
    "content-type": "application/json",
  };
  const body = JSON.stringify({ scope: "ORG", content: { title: "Bench", text: "Hello 👋" } });
  const began = performance.now();
  const { notificationId } = (await (
    await fetch(path, { method: "POST", headers, body })
  ).json()) as { notificationId: string };
  const seconds = (): number => (performance.now() - began) / 1000;
  const counts = async () =>
    (await (await fetch(`${path}/${notificationId}`, { headers })).json()) as {
      state: string;
      counts: { delivered: number; pushed: number };
    };
  let delivered = 0;
  let pushed = 0;
  while (pushed === 0) {
    const now = await counts();
    if (delivered === 0 && now.state === "SENT") delivered = seconds();
    if (now.counts.pushed >= people) pushed = seconds();
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    if (seconds() > 10 * mostSeconds)
      throw new Error(`not delivered after ten minutes: ${JSON.stringify(now)}`);
  }
  const cpu = cpus();
  await writeFile(
    join(import.meta.dirname, "NOTIFICATIONS.md"),
    [
      "# Notifications",
      "",
      `Written by \`node bench/notifications.ts\`; the figures come unchanged from one run. One notification to an organization of ${people} people, each with one device; service, PostgreSQL and a stand-in for the push services share the machine. Every push is encrypted and signed.`,
      "",
      `- ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
      `- Node.js ${process.versions.node}, embedded PostgreSQL, \`synchronous_commit=on\``,
      `- load of the machine at the start: ${loadBefore.toFixed(2)}; pushes accepted: ${accepted}`,
      "",
      "| what | measured | peer | ratio | bar | reached |",
      "|---|---|---|---|---|---|",
      line({
        name: "until everybody has it in their list",
        value: delivered,
        unit: "s",
        atMost: mostSeconds,
      }),
      line({
        name: "until every device has accepted it",
        value: pushed,
        unit: "s",
        atMost: mostSeconds,
      }),
      "",
    ].join("\n"),
  );
  process.stdout.write("wrote bench/NOTIFICATIONS.md\n");
} finally {
  await service.stop();
  devices.close();
  await rm(DATA_DIR, { recursive: true, force: true });
}

/** Adds active members with a device each. */
async function fill(organizationId: string, inviterId: string): Promise<void> {
  const { store, codec, pool, keys } = service.services;
  const at = new Date().toISOString();
  const curve = createECDH("prime256v1");
  const p256dh = curve.generateKeys("base64url");
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < people) {
      const number = next;
      next += 1;
      const userId = randomUUID();
      const person = { email: `p-${number}@example.com`, firstName: "P", lastName: `${number}` };
      const metadata = {
        occurredAt: at,
        organizationId,
        subjectId: userId,
        actor: { userId: inviterId, via: "SESSION" },
        correlationId: "bench",
      } as const;
      const stream = memberStream(organizationId, userId);
      const events = [
        { type: "MemberInvited", data: { role: "USER", grantedBy: inviterId }, personal: person },
        { type: "InviteAccepted", data: { acceptedAt: at } },
      ].map((event) => ({ event, eventId: randomUUID(), metadata }));
      await store.append(stream, "none", await codec.encode(stream, events));
      const device = {
        subscriptionId: randomUUID(),
        // Subscribed with an access token that has not ended.
        caller: { userId, via: "SESSION" as const, endsAt: "9999-12-31T23:59:59.999Z" },
        at,
        endpoint: `${endpoint}/${number}`,
        keys: { p256dh, auth: "A".repeat(22) },
      };
      await saveSubscription(pool, keys.pushSubscriptions, device, 1);
    }
  };
  await Promise.all(Array.from({ length: 16 }, writer));
  await service.services.directory.waitFor(await store.lastPosition(), 60_000);
}

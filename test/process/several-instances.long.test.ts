/**
 * Three real instances on the same stores, behind a proxy and under load. Each in turn is frozen, continued,
 * killed and started again. Nothing acknowledged is lost or done twice, a right that has ended is refused
 * by every instance, live streams resume elsewhere, and mails and notifications are sent.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ChangeType, isShown } from "../../src/domain/shown-changes.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import type { EventStore, StoredRecord } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { type Cluster, type ClusterInstance, startCluster } from "../support/cluster.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { followChanges } from "../support/follow-changes.ts";
import { outcomeOf, startLoad, untilFinal } from "../support/keyed-writers.ts";
import { listedMembers } from "../support/listed-members.ts";
import { startMailServer } from "../support/mail-server.ts";
import { type Answer, call, removeDataDir, temporaryDataDir } from "../support/process.ts";
import { addPerson, removedMember, type RightsSetting, rightKinds } from "../support/rights.ts";
import { masterKey } from "../support/services.ts";

/** Longer than a leader may be silent and than an idempotency key is held. */
const frozenMilliseconds = 11_000;
/** What one instance claims of the queue of mails. */
const mailBatch = 8;
const bulk = 40;

const kindsOfRights = [...rightKinds, removedMember];

interface Setting extends RightsSetting {
  readonly cluster: Cluster;
  readonly database: TestDatabase;
  readonly store: EventStore;
  /** The organization's path. */
  readonly organization: string;
  /** Sends a command through the proxy until its answer is final. */
  asOwner(method: string, path: string, body?: unknown): Promise<Answer>;
}

async function open(eventStoreUrl?: string): Promise<Setting> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const mailServer = await startMailServer();
  onTestFinished(() => mailServer.stop());
  const store =
    eventStoreUrl === undefined
      ? postgresEventStore(clientConfig(database.connection))
      : eventStoreDbStore({ connectionString: eventStoreUrl });
  onTestFinished(() => store.close());
  const cluster = await startCluster({
    database,
    masterKey,
    size: 3,
    environment: {
      SMTP_URL: mailServer.url,
      PUBLIC_URL: "https://app.muster.example",
      // A busy machine must not refuse requests for being late.
      MAX_EVENT_LOOP_DELAY: "60000",
      ...(eventStoreUrl !== undefined && { EVENTSTORE_URL: eventStoreUrl }),
    },
  });
  onTestFinished(() => cluster.stop());
  process.stdout.write(`behind ${cluster.proxy.kind}\n`);
  const { proxy, owner: token, organizationId } = cluster;
  const organization = `/v1/organizations/${organizationId}`;
  return {
    url: proxy.url,
    owner: token,
    organizationId,
    pool: database.pool,
    cluster,
    database,
    store,
    mailServer,
    organization,
    async asOwner(method, path, body) {
      const key = crypto.randomUUID();
      return (await untilFinal(proxy.url, method, path, { token, body, key })).answer;
    },
  };
}

const emailOf = (name: string, row: number) => `bulk-${name}-${row}@example.com`;

/**
 * Kills the instance in the middle of a bulk invitation.
 * @returns repeats it elsewhere, which takes until the killed instance's hold on the key ends
 */
async function killWithin(
  setting: Setting,
  killed: ClusterInstance,
  name: string,
): Promise<() => Promise<void>> {
  const { cluster, database, organization } = setting;
  const rows = Array.from({ length: bulk }, (_, row) => ({
    email: emailOf(name, row),
    firstName: "B",
    lastName: `${row}`,
  }));
  const request = { token: cluster.owner, body: { members: rows }, key: crypto.randomUUID() };
  const path = `${organization}/members/batch`;
  const first = call(killed.url, "POST", path, {
    ...request,
    headers: { "idempotency-key": request.key },
  }).catch(() => undefined);
  await eventually(async () => {
    const { rowCount } = await database.pool.query("select from members where email like $1", [
      `bulk-${name}-%`,
    ]);
    return (rowCount ?? 0) > 0;
  });
  await killed.kill();
  await first;
  return async () => {
    const { answer } = await untilFinal(cluster.proxy.url, "POST", path, request);
    expect(answer.status).toBe(207);
    const outcomes = answer.body.items.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes).toEqual(Array(bulk).fill("INVITED"));
  };
}

interface TriedRight {
  readonly end: (url: string) => Promise<unknown>;
  /** The status of a request that needs it. */
  readonly statusAt: (instance: ClusterInstance) => Promise<number>;
  readonly refused: number;
}

/** One right of each kind, each of another person. */
async function holdRights(setting: Setting, people: readonly string[]): Promise<TriedRight[]> {
  return Promise.all(
    kindsOfRights.map(async ({ hold, refused }, index) => {
      const { end, path, credential: token } = await hold(setting, people[index] ?? "");
      const statusAt = async ({ url }: ClusterInstance) =>
        (await call(url, "GET", path, { token })).status;
      return { end, statusAt, refused };
    }),
  );
}

/** Ends rights on one instance while another is frozen. No later request passes, on any of the three. */
async function endWhileFrozen(
  rights: readonly TriedRight[],
  frozen: ClusterInstance,
  [here, there]: readonly ClusterInstance[],
): Promise<() => Promise<void>> {
  if (!here || !there) throw new Error("three instances are needed");
  const waiting = await Promise.all(
    rights.map(async ({ end, statusAt, refused }) => {
      await end(here.url);
      // One after the other: the first request after the end already counts.
      expect(await statusAt(there)).toBe(refused);
      expect(await statusAt(here)).toBe(refused);
      const answer = statusAt(frozen);
      answer.catch(() => undefined);
      return { statusAt, refused, answer };
    }),
  );
  return async () => {
    for (const { statusAt, refused, answer } of waiting) {
      expect(await statusAt(frozen)).toBe(refused);
      expect(await answer).toBe(refused);
    }
  };
}

async function readLog(store: EventStore): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of store.readAll(0n)) records.push(...batch);
  return records;
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * The claims of killed instances end after minutes; the test ends them at once, and with them those of the
 * others, which may then send what they have in hand twice.
 */
async function endClaims({ pool }: TestDatabase): Promise<void> {
  await pool.query("update mailings set due_at = now() where due_at < 'infinity'");
  await pool.query("update dispatches set due_at = now()");
}

async function verifyAudit({ cluster, organization }: Setting): Promise<void> {
  const folder = await temporaryDataDir();
  const url = cluster.instances[0]?.url ?? "";
  const { body } = await call(url, "GET", "/v1/keys");
  const exported = await fetch(`${url}${organization}/export?format=bundle`, {
    headers: { authorization: `Bearer ${cluster.owner}` },
  });
  expect(exported.status).toBe(200);
  const file = join(folder, "bundle.zip");
  await writeFile(file, Buffer.from(await exported.arrayBuffer()));
  await cluster.muster("verify", file, "--key", body.items[0].publicKey);
  await removeDataDir(folder);
}

async function story(eventStoreUrl?: string): Promise<void> {
  const setting = await open(eventStoreUrl);
  const { cluster, database, store, organization, mailServer, asOwner } = setting;
  const { instances, organizationId } = cluster;
  const kinds = kindsOfRights.length;
  const solution = { name: "cluster", title: "Cluster" };
  const { solutionId } = (await asOwner("POST", `${organization}/solutions`, solution)).body;
  const people = await Promise.all(
    Array.from({ length: instances.length * kinds }, () => addPerson(setting)),
  );
  const begin = String(await store.lastPosition());
  const follower = followChanges(cluster, begin);
  const target = { url: cluster.proxy.url, token: cluster.owner, organizationId, solutionId };
  const load = startLoad(target, 4);
  const notified: string[] = [];
  const repeats: Promise<void>[] = [];
  await load.progress(20);

  for (const [index, instance] of instances.entries()) {
    const others = instances.filter((other) => other !== instance);
    const rights = await holdRights(setting, people.slice(index * kinds, (index + 1) * kinds));
    for (const { statusAt } of rights) {
      for (const each of instances) expect(await statusAt(each)).toBe(200);
    }
    const startAt = new Date(Date.now() + 2_000).toISOString();
    const notification = {
      scope: "ORG",
      content: { title: "Part", text: `Part ${index}` },
      startAt,
    };
    const sent = await asOwner("POST", `${organization}/notifications`, notification);
    expect(sent).toMatchObject({ status: 201 });
    notified.push(sent.body.notificationId);

    instance.freeze();
    const frozen = delay(frozenMilliseconds);
    const stayRefused = await endWhileFrozen(rights, instance, others);
    await load.progress(20);
    await frozen;
    instance.thaw();
    await stayRefused();
    await load.progress(20);

    const repeat = await killWithin(setting, instance, String(index));
    repeats.push(repeat());
    repeats.at(-1)?.catch(() => undefined);
    await load.progress(20);
    await instance.start();
    await load.progress(20);
  }
  await Promise.all(repeats);

  const record = await load.stop();
  process.stdout.write(`${record.acknowledged.length} commands were acknowledged\n`);
  const output = instances.map((instance) => instance.output()).join("");
  expect(output).toMatch(/"projection":"directory"[^\n]*is silent; taking over/);

  await endClaims(database);
  for (const id of notified) {
    await eventually(async () => {
      const { body } = await asOwner("GET", `${organization}/notifications/${id}`);
      expect(body.state).toBe("SENT");
    });
  }
  await eventually(async () => {
    const { rowCount } = await database.pool.query("select from outgoing_invitations");
    return rowCount === 0;
  });

  const log = await readLog(store);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  const written = log.filter(({ stream }) => record.streams.has(stream));
  expect(countBy(written.map(({ stream, type }) => `${stream} ${type}`))).toEqual(record.events);
  const shown = log
    .filter(({ metadata }) => metadata.includes(organizationId))
    .filter(({ position, type }) => position > BigInt(begin) && isShown(type as ChangeType))
    .map(({ position }) => String(position));
  await eventually(() => follower.last() === shown.at(-1), "the stream has caught up");
  await follower.stop();
  expect(follower.positions).toEqual(shown);
  expect(follower.resumed()).toBeGreaterThan(0);

  for (const { url } of instances) {
    const listed = await listedMembers({ url, organizationId, token: setting.cluster.owner });
    const byWriters = [...listed].filter(([email]) => email.startsWith("writer-"));
    expect(new Map(byWriters)).toEqual(record.members);
  }
  for (const { answer, repeat } of record.acknowledged) {
    expect(outcomeOf((await repeat()).answer)).toEqual(outcomeOf(answer));
  }
  await verifyAudit(setting);

  // Each at least once; twice at most what an instance had in hand when it was killed or its claims were
  // ended, with the same id.
  const mails = Array.from({ length: instances.length }, (_, index) =>
    Array.from({ length: bulk }, (__, row) =>
      mailServer.mails.filter(({ recipients }) => recipients.includes(emailOf(`${index}`, row))),
    ),
  ).flat();
  for (const received of mails) {
    expect(received.length).toBeGreaterThan(0);
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(1);
  }
  const twice = mails.flatMap((received) => received.slice(1)).length;
  expect(twice).toBeLessThanOrEqual(2 * mailBatch * instances.length);

  const delivered = log.filter(({ type }) => type === "NotificationDelivered");
  for (const id of notified) {
    const userIds = delivered
      .filter(({ stream }) => stream.includes(id))
      .flatMap(({ data }) => (JSON.parse(data) as { userIds: string[] }).userIds);
    expect(userIds.length).toBeGreaterThan(0);
    expect(new Set(userIds).size).toBe(userIds.length);
  }

  process.stdout.write(
    `${twice} mails came twice; the stream resumed ${follower.resumed()} times\n`,
  );
}

test("on PostgreSQL", () => story());

describe("on EventStoreDB", () => {
  test("the same", async ({ skip }) => {
    const url = process.env["TEST_EVENTSTORE_URL"];
    if (url === undefined) return skip("TEST_EVENTSTORE_URL is not set");
    await story(url);
  });
});

/**
 * A database of the previous release, made by its own program, under this program: it answers what that
 * release answered, its log verifies, each kind of change works on it, and a rebuild makes the same tables.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBundle } from "../../packages/verify/src/verify.ts";
import { definitions } from "../../src/domain/catalogue.ts";
import { parseRecord } from "../../src/eventstore/codec.ts";
import type { NewRecord, StoredRecord } from "../../src/eventstore/port.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { dumpSchema } from "../../scripts/dump-schema.ts";
import type { PushSender } from "../../src/platform/push/sender.ts";
import { rebuild } from "../../src/projections/engine/rebuild.ts";
import { projections } from "../../src/service/features.ts";
import { type RunningService, startService } from "../../src/service/service.ts";
import { databaseUrl, emptyTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually, patience } from "../support/eventually.ts";
import { keepMails } from "../support/mailing.ts";
import { testClock } from "../support/services.ts";
import { previousRelease } from "./release.ts";

const { folder, release } = await previousRelease();
const organization = `/v1/organizations/${release.organizationId}`;
const oldBundle = join(folder, "bundle.zip");

let scratch: string;
let database: TestDatabase;
let service: RunningService;

/** Answers for every device, instead of the network. */
const push: PushSender = {
  publicKey: "",
  accepts: () => true,
  send: async () => ({ kind: "sent" }),
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "muster-release-"));
  database = await emptyTestDatabase();
  await database.pool.query(await readFile(join(folder, "database.sql"), "utf8"));
  const config = loadConfig({
    DATABASE_URL: databaseUrl(database.connection),
    MUSTER_MASTER_KEY: release.masterKey,
    DATA_DIR: scratch,
    PORT: "0",
  });
  const log = pino({ level: "silent" });
  const clock = testClock(release.recordedAt).now;
  const { mailer } = keepMails().mailing;
  service = await startService({ config, log, clock, mailer, push });
});

afterAll(async () => {
  await service.stop();
  await database.drop();
  await rm(scratch, { recursive: true });
});

interface Given {
  readonly as?: string;
  readonly body?: unknown;
  readonly token?: string;
}

async function call(method: string, path: string, { as = "olga", body, token }: Given = {}) {
  return fetch(service.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token ?? release.sessions[as]}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Changes something with success; returns the answer. */
async function change(method: string, path: string, given?: Given) {
  const response = await call(method, path, given);
  const text = await response.text();
  expect(response.ok, `${method} ${path} was answered ${response.status}: ${text}`).toBe(true);
  return text === "" ? {} : JSON.parse(text);
}

test("the migrated database has the schema of a new one", async () => {
  const withoutComments = (text: string): string => text.replaceAll(/^\s*--.*\n/gm, "");
  const committed = await readFile("migrations/schema.sql", "utf8");
  expect(withoutComments(await dumpSchema(database.pool))).toBe(withoutComments(committed));
});

/** These are on record now, and their entries change what is answered to those before them here. */
const recorded = ["/access-review", "/role-history", "/events"];
const placeOf = (path: string): number =>
  recorded.findIndex((each) => path.split("?")[0]?.endsWith(each));
const inOrder = release.answers.toSorted((a, b) => placeOf(a.path) - placeOf(b.path));

describe("what the release answered is answered still, with additions at most:", () => {
  test.each(inOrder)("$path as $as", async ({ as, path, body }) => {
    const response = await call("GET", path, { as });
    expect(response.status).toBe(200);
    const text = await response.text();
    if (typeof body === "string") expect(text).toBe(body);
    else expect(withoutReadings(JSON.parse(text))).toMatchObject(body as object);
  });
});

/** The page of the log without the entries that these reads have added. */
function withoutReadings<Answer extends { items?: { type?: string }[] }>(answer: Answer): Answer {
  const items = answer.items?.filter(({ type }) => type !== "EventLogRead");
  return items?.length === answer.items?.length
    ? answer
    : { ...answer, items, count: items?.length };
}

test("a rebuild makes the tables that the release filled", async () => {
  const tables = async () => {
    const rows: Record<string, unknown> = {};
    for (const table of projections.flatMap((each) => each.tables)) {
      const found = await database.pool.query(
        `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text collate "C"`,
      );
      rows[table] = found.rows;
    }
    return rows;
  };
  // A new version of a projection is rebuilt in the background.
  await eventually(async () => {
    const { rows } = await database.pool.query("select name, version from projection_checkpoints");
    const current = projections.map(({ name, version }) => ({ name, version }));
    expect(rows).toEqual(expect.arrayContaining(current));
  });
  const { store, codec, readModel } = service.services;
  const end = await store.lastPosition();
  for (const projection of projections) {
    expect(await readModel(projection).waitFor(end, patience)).toBe(true);
  }
  const before = await tables();
  for (const projection of projections) {
    // The rebuild in the background may still be clearing up.
    await eventually(async () => {
      await rebuild({ projection, store, codec, connection: database.connection });
    });
  }
  expect(await tables()).toEqual(before);
});

test("each of its events reads, and is written again as it was", async () => {
  const { codec, store } = service.services;
  const records: StoredRecord[] = [];
  for await (const batch of store.readAll(0n)) records.push(...batch);
  for (const record of records) {
    const [event] = await codec.decode([record]);
    if (event === undefined) throw new Error("one record makes one event");
    const { eventId, metadata } = event;
    const [again] = await codec.encode(record.stream, [{ event, eventId, metadata }]);
    if (again === undefined) throw new Error("one event makes one record");
    expect(await codec.decode([{ ...record, ...again }])).toEqual([event]);
    const written = parseRecord(record).metadata.schemaVersion;
    if (written !== definitions.get(record.type)?.definition.version) continue;
    // Sealing depends on chance, and is not possible for an erased person.
    expect(unsealed(again)).toEqual(unsealed(record));
    if (!("personal" in event && event.personal === null)) {
      expect(Object.keys(JSON.parse(again.data))).toEqual(Object.keys(JSON.parse(record.data)));
    }
  }
});

function unsealed({ id, type, data, metadata }: NewRecord) {
  const { personal: _box, personalDigest: _digest, ...open } = JSON.parse(data);
  return { id, type, open, metadata: JSON.parse(metadata) };
}

/** The signing keys that the release published, the oldest first. */
function publishedKeys(): string[] {
  const answered = release.answers.find(({ path }) => path === "/v1/keys")?.body;
  return (answered as { items: { publicKey: string }[] }).items.map(({ publicKey }) => publicKey);
}

test("its bundle verifies, and a new bundle continues it", async () => {
  for (const pinned of publishedKeys()) {
    expect((await verifyBundle(oldBundle, { pinned })).failures).toEqual([]);
  }
  await expectExportToContinue();
});

/** Who has the release's bundle and pinned a key of then can verify what is exported now. */
async function expectExportToContinue(): Promise<void> {
  const response = await call("GET", `${organization}/export?format=bundle`);
  const path = join(scratch, "bundle.zip");
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
  const { failures, trust } = await verifyBundle(path, {
    pinned: publishedKeys()[0],
    previous: oldBundle,
  });
  expect({ failures, trust: trust.kind }).toEqual({ failures: [], trust: "PINNED" });
}

describe("each kind of change works on its data:", () => {
  const { made } = release;
  const member = (name: string): string => `${organization}/members/${release.members[name]}`;

  test("roles, ownership and assignments", async () => {
    await change("PATCH", member("bob"), { body: { userRole: "OWNER" } });
    const changed = await change("PATCH", member("bob"), { body: { userRole: "CREATOR" } });
    expect(changed.userRole).toBe("CREATOR");
    const path = `${member("bob")}/solutions/${made.crm}`;
    await change("PUT", path, { body: { userRole: "EDITOR" } });
    await change("DELETE", path);
  });

  test("disabling and enabling", async () => {
    await change("POST", `${member("bob")}/disable`);
    expect((await call("GET", organization, { as: "bob" })).status).toBe(404);
    await change("POST", `${member("bob")}/enable`);
    expect((await call("GET", organization, { as: "bob" })).status).toBe(200);
    await change("POST", `${member("fred")}/enable`);
  });

  test("an invitation that it mailed is accepted, and one that it could not mail is revoked", async () => {
    const body = { token: made.inviteSecret };
    expect((await change("POST", "/v1/invites/accept", { body })).sessionToken).toBeDefined();
    await change("POST", `${member("nobody")}/revoke-invite`);
  });

  test("its token still works, is extended and deleted", async () => {
    const used = await call("GET", `${organization}/members`, { token: made.tokenSecret });
    expect(used.status).toBe(200);
    const path = `/v1/users/me/tokens/${made.token}`;
    await change("POST", `${path}/extend-lease`, { as: "ada" });
    await change("DELETE", path, { as: "ada" });
    const after = await call("GET", `${organization}/members`, { token: made.tokenSecret });
    expect(after.status).toBe(401);
    await change("POST", "/v1/users/me/tokens", { as: "ada", body: { name: "new" } });
  });

  test("details, settings, profiles and solutions", async () => {
    await change("PATCH", organization, { body: { name: "Difference Engines" } });
    await change("PATCH", `${organization}/settings`, { body: { memberLimit: 50 } });
    await change("DELETE", `${organization}/invite-templates/de`);
    await change("PATCH", "/v1/users/me", { as: "ada", body: { phone: null } });
    await change("PATCH", `${organization}/solutions/${made.crm}`, { body: { title: "CRM" } });
    await change("DELETE", `${organization}/solutions/${made.wiki}`);
    await change("POST", `${organization}/solutions`, { body: { name: "n", title: "New" } });
  });

  test("a notification that it scheduled is withdrawn, and another is sent", async () => {
    await change("DELETE", `${organization}/notifications/${made.scheduled}`);
    const body = { scope: "ORG", content: { text: "Upgraded" } };
    await change("POST", `${organization}/notifications`, { body });
  });

  test("removing, erasing and signing out", async () => {
    await change("DELETE", member("fred"));
    await change("DELETE", "/v1/users/me", { as: "ada", body: { forgetMe: true } });
    expect((await call("GET", member("ada"))).status).toBe(404);
    await change("DELETE", "/v1/session", { as: "bob" });
    expect((await call("GET", organization, { as: "bob" })).status).toBe(401);
  });

  test("and its log has grown by them", async () => {
    await expectExportToContinue();
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  });
});

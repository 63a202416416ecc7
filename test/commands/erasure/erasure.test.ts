/**
 * After an erasure no table and no export contains the person, while the log, its proofs and the role
 * history stay the same. Everything that identifies the person contains "Canary".
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { verifyBundle } from "../../../packages/verify/src/verify.ts";
import { resumeErasure } from "../../../src/commands/erasure/erase-user.ts";
import { systemActor, systemContext } from "../../../src/commands/kit/system-context.ts";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { redactAnswers, redacted } from "../../../src/commands/erasure/redact.ts";
import { repair } from "../../support/services.ts";
import { notifications } from "../../../src/projections/notifications/notifications.ts";
import { usage } from "../../../src/projections/usage/usage.ts";
import { exportBundle, type Folder, temporaryFolder } from "../../support/bundle.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { patience } from "../../support/eventually.ts";

const canary = /canary/i;
const email = "Canary.Bird@example.com";

let service: TestService;
let folder: Folder;
let organization: string;
const forgotten: (string | undefined)[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startTestService({
    forgetElsewhere: async ({ email: address }) => void forgotten.push(address),
  });
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(async () => {
  await service.stop();
  await folder.remove();
});

const asOwner = async (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token: await service.signIn(service.ownerId), body, headers });

/** All rows of all tables that match the canary, as text. */
async function everything(): Promise<string> {
  const { rows } = await service.database.pool.query<{ table: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as table from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(rows.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { table } of rows) {
    const { rows: texts } = await service.database.pool.query<{ text: string }>(
      `select to_jsonb(t)::text as text from ${table} t`,
    );
    for (const { text } of texts)
      if (canary.test(text)) found.push(`${table}: ${text.slice(0, 300)}`);
  }
  return found.join("\n");
}

async function exported(format: string): Promise<string> {
  const response = await service.app.inject({
    url: `${organization}/export?format=${format}`,
    headers: { authorization: `Bearer ${await service.signIn(service.ownerId)}` },
  });
  expect(response.statusCode).toBe(200);
  return response.body;
}

/** Makes a person with data in every place where the service keeps some. */
async function canaryMember(address = email) {
  const key = { "idempotency-key": `invite ${address}` };
  const invited = await asOwner(
    "POST",
    `${organization}/members`,
    { email: address, firstName: "Canary", lastName: "O'Canary Bird", userRole: "ADMIN" },
    key,
  );
  expect(invited.status).toBe(201);
  const { userId } = invited.body;
  const rows = [{ email: address, firstName: "Canary", lastName: "Bird" }];
  await asOwner(
    "POST",
    `${organization}/members/batch`,
    { members: rows },
    { "idempotency-key": "batch" },
  );
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  expect(accepted.status).toBe(200);
  const session = await service.signIn(userId);
  const self = (method: string, path: string, body?: unknown, headers = {}) =>
    service.call(method, path, { token: session, body, headers });
  await self("PATCH", "/v1/users/me", { phone: "+1 555 CANARY", name: "Canary the Great" });
  await self("PUT", "/v1/users/me/settings", { canary: ["canary"] }, { "idempotency-key": "s" });
  await self(
    "POST",
    "/v1/users/me/tokens",
    { name: "canary's laptop" },
    { "idempotency-key": "t" },
  );
  await self("POST", `${organization}/logs`, {
    entries: [{ level: "INFO", category: "canary", message: "canary was here" }],
  });
  await self("POST", `${organization}/notifications`, {
    scope: "ORG",
    content: { title: "Canary", text: "canary sings", inputs: { who: "canary" } },
    startAt: "2026-04-01T00:00:00.000Z",
  });
  await service.call("POST", "/v1/sign-in", { body: { email: address } });
  await codeMailing.run(service.services);
  return { userId: userId as string, session, self };
}

describe("a person who erases themselves", () => {
  test("is found nowhere afterwards, and all proofs stay valid", async () => {
    const { userId, session } = await canaryMember();
    expect(await everything()).toMatch(canary);
    expect(await exported("ndjson")).toMatch(canary);
    const before = await exportBundle(service);
    const history = await asOwner("GET", `${organization}/members/${userId}/role-history`);
    const { body: events } = await asOwner("GET", `${organization}/events?limit=500`);

    service.clock.add(1000);
    const erased = await service.call("DELETE", "/v1/users/me", {
      token: session,
      body: { forgetMe: true },
    });
    expect(erased.status).toBe(204);
    expect(erased.headers["muster-position"]).toMatch(/^\d+$/);

    const end = await service.services.store.lastPosition();
    for (const projection of [audit, notifications, usage]) {
      expect(await service.services.readModel(projection).waitFor(end, patience)).toBe(true);
    }
    expect(await everything()).toBe("");
    expect(forgotten).toContain("canary.bird@example.com");
    for (const format of ["ndjson", "csv", "cloudevents"]) {
      expect(await exported(format)).not.toMatch(canary);
    }

    // Their credentials no longer work.
    expect((await service.call("GET", "/v1/users/me", { token: session })).status).toBe(401);

    // The log continues the previous one, and the role history keeps the id.
    const previous = await folder.write(before);
    const after = await exportBundle(service);
    const verdict = await verifyBundle(await folder.write(after), { previous });
    expect(verdict.failures).toEqual([]);
    const historyNow = await asOwner("GET", `${organization}/members/${userId}/role-history`);
    const intervals = (body: { items: Record<string, unknown>[] }) =>
      body.items.map(({ role, status, validFrom, position }) => ({
        role,
        status,
        validFrom,
        position,
      }));
    expect(intervals(historyNow.body)).toEqual(intervals(history.body));
    const { body: eventsNow } = await asOwner("GET", `${organization}/events?limit=500`);
    const ids = (items: { eventId: string }[]) => items.map(({ eventId }) => eventId);
    expect(ids(eventsNow.items).slice(0, events.items.length)).toEqual(ids(events.items));
    const own = eventsNow.items.filter((item: { subjectId: string }) => item.subjectId === userId);
    const invited = own.find(({ type }: { type: string }) => type === "MemberInvited");
    expect(invited.data).toMatchObject({ email: null, firstName: null, role: "ADMIN" });
    // The organization's log shows the erasure before the end of the membership.
    expect(own.slice(-4).map(({ type }: { type: string }) => type)).toEqual([
      "TokenDeleted",
      "PersonalDataErased",
      "NotificationCancelled",
      "MemberRemoved",
    ]);

    // A full rebuild does not bring the person back.
    const { connection } = service.database;
    for (const projection of [directory, audit]) {
      await rebuild({ projection, connection, ...service.services });
    }
    expect(await everything()).toBe("");
    const rebuilt = await asOwner("GET", `${organization}/members/${userId}/role-history`);
    expect(rebuilt.body).toEqual(historyNow.body);
  });

  test("can be invited again with the same address, as a new user", async () => {
    const { userId } = await canaryMember("canary.again@example.com");
    const token = await service.signIn(userId);
    await service.call("DELETE", "/v1/users/me", { token, body: { forgetMe: true } });
    const again = await asOwner("POST", `${organization}/members`, {
      email: "canary.again@example.com",
      firstName: "N",
      lastName: "N",
    });
    expect(again.status).toBe(201);
    expect(again.body.userId).not.toBe(userId);
  });

  test("must confirm it, and cannot use a token", async () => {
    const { self, userId } = await canaryMember("canary.two@example.com");
    for (const body of [undefined, {}, { forgetMe: false }, { forgetMe: true, more: 1 }]) {
      expect((await self("DELETE", "/v1/users/me", body)).status).toBe(400);
    }
    const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
      token: await service.signIn(userId),
      body: { name: "t" },
    });
    const byToken = await service.call("DELETE", "/v1/users/me", {
      token: token.secret,
      body: { forgetMe: true },
    });
    expect(byToken).toMatchObject({ status: 403, body: { code: "session-required" } });
    expect((await self("GET", "/v1/users/me")).status).toBe(200);
  });
});

describe("the last owner", () => {
  test("cannot be erased, and the refused erasure changes nothing", async () => {
    const end = await service.services.store.lastPosition();
    const token = await service.signIn(service.ownerId);
    const body = { forgetMe: true };
    const refused = await service.call("DELETE", "/v1/users/me", { token, body });
    expect(refused).toMatchObject({ status: 409, body: { code: "last-owner" } });
    expect(await service.services.store.lastPosition()).toBe(end);
    const { rows } = await service.database.pool.query(
      "select 1 from erasures where done_at is null",
    );
    expect(rows).toEqual([]);
  });

  test("one of two owners can be erased, and the other one stays", async () => {
    const other = await service.addMember("OWNER");
    const token = await service.signIn(other.userId);
    const erased = await service.call("DELETE", "/v1/users/me", {
      token,
      body: { forgetMe: true },
    });
    expect(erased.status).toBe(204);
    const { body } = await asOwner("GET", `${organization}/members?includeRoles=OWNER`);
    expect(body.items.map(({ userId }: { userId: string }) => userId)).toEqual([service.ownerId]);
  });

  test("of two owners who erase themselves at the same time, one stays", async () => {
    const { body: made } = await asOwner("POST", "/v1/organizations", { name: "Two" });
    const path = `/v1/organizations/${made.organizationId}`;
    const both = await Promise.all([service.addMember("CREATOR"), service.addMember("CREATOR")]);
    for (const { userId } of both) {
      const { body: user } = await asOwner("GET", `/v1/users/${userId}`);
      await asOwner("POST", `${path}/members`, {
        email: user.email,
        firstName: "T",
        lastName: "O",
        userRole: "OWNER",
      });
      const token = await service.inviteSecretOf(made.organizationId, userId);
      await service.call("POST", "/v1/invites/accept", { body: { token } });
    }
    await asOwner("DELETE", `${path}/members/${service.ownerId}`);
    const answers = await Promise.all(
      both.map(async ({ userId }) =>
        service.call("DELETE", "/v1/users/me", {
          token: await service.signIn(userId),
          body: { forgetMe: true },
        }),
      ),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["204", "409"]);
  });
});

describe("an interrupted erasure", () => {
  test("is finished by the repair, if its event was written", async () => {
    const { userId } = await canaryMember("canary.cut@example.com");
    const failing = {
      ...service.services,
      forgetElsewhere: () => Promise.reject(new Error("the disk is full")),
    };
    const context = systemContext(failing);
    const { eraseUser } = await import("../../../src/commands/erasure/erase-user.ts");
    await expect(eraseUser(context, userId, systemActor)).rejects.toThrow("the disk is full");
    // The key still exists, so the repair can read what it must find.
    service.clock.add(2 * 60_000);
    expect(await repair(service.services)).toBe(1);
    expect(forgotten).toContain("canary.cut@example.com");
    const { rows } = await service.database.pool.query<{ wrapped: string | null }>(
      "select wrapped from person_keys where person_id = $1",
      [userId],
    );
    expect(rows).toEqual([{ wrapped: null }]);
    expect(await repair(service.services)).toBe(0);
    const end = await service.services.store.lastPosition();
    await service.services.readModel(notifications).waitFor(end, patience);
    expect(await everything()).not.toContain("canary.cut");
  });

  test("is completed from before its event, because part of it may be done", async () => {
    const { userId } = await service.addMember("USER");
    await service.database.pool.query("insert into erasures values ($1, now())", [userId]);
    await resumeErasure(systemContext(service.services), userId, systemActor);
    const { body } = await asOwner("GET", `${organization}/members?userIds=${userId}`);
    expect(body.items).toEqual([]);
  });

  test("is withdrawn before its event, if it would be refused now", async () => {
    await service.database.pool.query("insert into erasures values ($1, now())", [service.ownerId]);
    await resumeErasure(systemContext(service.services), service.ownerId, systemActor);
    const { rows } = await service.database.pool.query("select from erasures where user_id = $1", [
      service.ownerId,
    ]);
    expect(rows).toEqual([]);
    expect((await asOwner("GET", "/v1/users/me")).status).toBe(200);
  });
});

test("redacting a stored answer removes the person and nothing else", () => {
  const person = {
    userId: "u",
    email: "ada@example.com",
    addresses: [],
    others: ["Ada", "Lovelace", "items", "@", "other@example.com"],
  };
  const body = {
    items: [
      { email: "Ada@Example.com", name: "Ada Lovelace", firstName: "ada", role: "ADMIN" },
      { email: "bob@example.com", name: "Adam Lovelace", text: "write to ada@example.com.", n: 1 },
      { email: "nevada@example.com", name: "nobody", title: "Ada", userRole: "items" },
      { userId: "u", name: "as they are called since", userRole: "USER" },
      // They once had this as a name.
      { text: "write to other@example.com" },
    ],
  };
  expect(JSON.parse(redacted(JSON.stringify(body), person))).toEqual({
    items: [
      { email: "", name: "", firstName: "", role: "ADMIN" },
      { email: "bob@example.com", name: "Adam Lovelace", text: "", n: 1 },
      { email: "nevada@example.com", name: "nobody", title: "Ada", userRole: "items" },
      { userId: "u", name: "", userRole: "USER" },
      { text: "write to other@example.com" },
    ],
  });
  expect(redacted("no json", person)).toBe("");
  const named = redacted('{"name":"STRASSE ΣΑΣ"}', { ...person, others: ["Straße", "σας"] });
  expect(JSON.parse(named)).toEqual({ name: "" });
});

test("kept answers are redacted some at a time, however many name the person", async () => {
  const { pool } = service.database;
  await pool.query(
    `insert into idempotency_keys (caller, route, key, request_digest, created_at, locked_until, body)
     select 'c' || n % 3, 'r' || n % 5, 'many ' || n, '', now(), now(), $1 from generate_series(1, 45) n`,
    [JSON.stringify({ text: "to many@example.com" })],
  );
  const query = vi.spyOn(pool, "query");
  const person = { userId: "u", email: "many@example.com", addresses: [], others: [] };
  await redactAnswers(pool, person);
  const answers = (await Promise.all(query.mock.results.map(({ value }) => value))) as {
    readonly rows: readonly unknown[];
  }[];
  query.mockRestore();
  expect(Math.max(...answers.map(({ rows }) => rows.length))).toBe(20);
  const { rows } = await pool.query(
    "select distinct body from idempotency_keys where key like 'many %'",
  );
  expect(rows).toEqual([{ body: '{"text":""}' }]);
});

test("redacting knows both forms of an internationalized domain", () => {
  const person = {
    userId: "u",
    email: "ada@xn--bcher-kva.example",
    addresses: ["Ada@Bücher.example"],
    others: [],
  };
  const body = {
    text: "ada@bücher.example and eve@bücher.example",
    other: "ADA@XN--BCHER-KVA.example",
  };
  expect(JSON.parse(redacted(JSON.stringify(body), person))).toEqual({ text: "", other: "" });
  const others = { text: "eve@bücher.example" };
  expect(JSON.parse(redacted(JSON.stringify(others), person))).toEqual(others);
});

/**
 * A change that a read model cannot hold sets aside its organization or its person: they are refused until
 * an operator repairs it, never answered with what was before, and nobody else notices.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { notificationDelivery } from "../../src/commands/notifications/notifier.ts";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";
import { rebuild } from "../../src/projections/engine/rebuild.ts";
import { notifications } from "../../src/projections/notifications/notifications.ts";
import { projections } from "../../src/service/features.ts";
import { eventually, patience } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
/** The organization that will be set aside, and another one of the same owner. */
let first: string;
let second: string;
let member: { readonly userId: string; readonly session: string };

const refused = {
  status: 503,
  headers: expect.objectContaining({ "retry-after": "60" }),
  body: expect.objectContaining({ code: "set-aside", status: 503 }),
};

const asOwner = async (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: await service.signIn(service.ownerId), body });
const asMember = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: member.session, body });

/** From now on the table refuses some rows. */
async function refuse(table: string, condition: string): Promise<void> {
  await service.database.pool.query(
    `alter table ${table} add constraint unstorable check (not (${condition})) not valid`,
  );
}

/** What an operator does: mends the cause, and retries. */
async function repair(projection: Projection = directory): Promise<void> {
  const { services, database } = service;
  for (const table of projection.tables) {
    await database.pool.query(`alter table ${table} drop constraint if exists unstorable`);
  }
  await rebuild({ ...services, connection: database.connection, projection });
}

beforeAll(async () => {
  service = await startTestService();
  member = await service.addMember("ADMIN");
  const founded = await asOwner("POST", "/v1/organizations", { name: "Second organization" });
  first = `/v1/organizations/${service.organizationId}`;
  second = `/v1/organizations/${founded.body.organizationId}`;
});
afterAll(() => service.stop());

describe("an organization that the directory sets aside", () => {
  afterEach(() => repair());

  test("is not shown as it was, to nobody and nowhere, and shows the change once it is repaired", async () => {
    await refuse("organizations", "name = 'Poison'");
    const invited = await asMember("POST", `${first}/members`, {
      email: "invited@example.com",
      firstName: "In",
      lastName: "Vited",
      userRole: "USER",
    });
    const secret = await service.inviteSecretOf(service.organizationId, invited.body.userId);
    expect(await asOwner("PATCH", first, { name: "Poison" })).toMatchObject(refused);

    for (const path of ["", "/members", "/settings", "/solutions", "/usage", "/notifications"]) {
      expect(await asOwner("GET", first + path)).toMatchObject(refused);
      expect(await asMember("GET", first + path)).toMatchObject(refused);
    }
    expect(await asOwner("DELETE", `${first}/members/${member.userId}`)).toMatchObject(refused);
    expect(
      await service.call("POST", "/v1/invites/accept", { body: { token: secret } }),
    ).toMatchObject(refused);
    expect((await asOwner("GET", "/v1/users")).body.items).toHaveLength(1);

    const own = await asOwner("GET", "/v1/users/me/organizations");
    expect(own.body.items).toMatchObject([{ name: "Second organization" }]);
    expect((await asOwner("GET", second)).status).toBe(200);
    expect((await asMember("GET", "/v1/users/me")).status).toBe(200);

    const ready = await service.call("GET", "/health/ready");
    expect(ready).toMatchObject({
      status: 200,
      body: {
        projections: [
          {
            name: "directory",
            status: "ok",
            setAside: [
              {
                key: `organization-${service.organizationId}`,
                eventType: "OrganizationDetailsChanged",
                error: expect.stringContaining("database error 23514"),
              },
            ],
          },
        ],
      },
    });
    expect(await service.services.metrics.text()).toContain(
      'muster_projection_set_aside{projection="directory"} 1',
    );

    await repair();
    expect(await asOwner("GET", first)).toMatchObject({ status: 200, body: { name: "Poison" } });
    expect((await asMember("GET", `${first}/members`)).body.items).toHaveLength(3);
  });

  test("keeps nobody's right that ended with the change", async () => {
    const demoted = await service.addMember("ADMIN");
    await refuse("members", `user_id = '${demoted.userId}' and role = 'USER'`);
    const path = `${first}/members/${demoted.userId}`;
    expect(await asOwner("PATCH", path, { userRole: "USER" })).toMatchObject(refused);
    const before = await service.services.store.lastPosition();
    const invitation = {
      email: "another@example.com",
      firstName: "An",
      lastName: "Other",
      userRole: "ADMIN",
    };
    expect(
      await service.call("POST", `${first}/members`, { token: demoted.session, body: invitation }),
    ).toMatchObject(refused);
    expect(await service.services.store.lastPosition()).toBe(before);
    await repair();
    expect((await asOwner("GET", path)).body).toMatchObject({ userRole: "USER" });
  });

  test("lets nobody be erased meanwhile, because what is to be erased is not known", async () => {
    await refuse("organizations", "name = 'Poison again'");
    expect(await asOwner("PATCH", first, { name: "Poison again" })).toMatchObject(refused);
    const session = await service.signIn(await otherPerson());
    const body = { forgetMe: true };
    expect(await service.call("DELETE", "/v1/users/me", { token: session, body })).toMatchObject(
      refused,
    );
  });
});

/** A member of the second organization only. */
async function otherPerson(): Promise<string> {
  const invited = await asOwner("POST", `${second}/members`, {
    email: `other-${crypto.randomUUID()}@example.com`,
    firstName: "Other",
    lastName: "Person",
    userRole: "ADMIN",
  });
  expect(invited.status).toBe(201);
  const { userId } = invited.body;
  const token = await service.inviteSecretOf(second.slice("/v1/organizations/".length), userId);
  await service.call("POST", "/v1/invites/accept", { body: { token } });
  return userId;
}

describe("a person whom the directory sets aside", () => {
  afterEach(() => repair());

  test("can act nowhere, by session or token, nor sign in; their organizations go on", async () => {
    const token = (await asMember("POST", "/v1/users/me/tokens", { name: "one" })).body.secret;
    const profile = await asMember("GET", "/v1/users/me");
    await refuse("users", "given_name = 'Poison'");
    expect(await asMember("PATCH", "/v1/users/me", { name: "Poison" })).toMatchObject(refused);
    expect(await asMember("GET", "/v1/users/me")).toMatchObject(refused);
    expect(await asMember("GET", first)).toMatchObject(refused);
    expect(await service.call("GET", first, { token })).toMatchObject(refused);
    await expect(service.signIn(member.userId)).rejects.toMatchObject({ code: "set-aside" });

    expect((await asOwner("GET", `${first}/members`)).status).toBe(200);
    const invitation = {
      email: profile.body.email,
      firstName: "P",
      lastName: "N",
      userRole: "USER",
    };
    expect((await asOwner("POST", `${second}/members`, invitation)).status).toBe(201);

    await repair();
    expect((await asMember("GET", "/v1/users/me")).body).toMatchObject({ name: "Poison" });
    expect((await service.call("GET", first, { token })).status).toBe(200);
  });
});

/** Sets the first organization aside while the work runs. */
async function whileAside(name: string, work: () => Promise<void>): Promise<void> {
  const { pool } = service.database;
  await pool.query(
    `insert into projection_set_aside values ($1, $2, 1, gen_random_uuid(), 'X', 'x', null, now())`,
    [`organization-${service.organizationId}`, name],
  );
  try {
    await work();
  } finally {
    await pool.query("delete from projection_set_aside");
  }
}

describe.each([
  ["usage", "/usage"],
  ["notifications", "/notifications"],
  ["audit", "/events"],
  ["audit", "/export?format=ndjson"],
  ["audit", "/access-review"],
  ["audit", "/access-review/changes?from=2026-01-01"],
  ["changes", "/changes?follow=false"],
])("an organization that %s sets aside", (name, path) => {
  test(`is refused at ${path}, and everything else is shown`, async () => {
    await whileAside(name, async () => {
      expect(await asOwner("GET", first + path)).toMatchObject(refused);
      expect((await asOwner("GET", `${first}/members`)).status).toBe(200);
    });
    expect((await asOwner("GET", first + path)).status).not.toBe(503);
  });
});

test("live changes do not go on without those that are held back", async () => {
  const { services, changes, ownerId, organizationId } = service;
  const sessionId = crypto.randomUUID();
  await openSession(services, ownerId, sessionId);
  let isOver = false;
  const caller = { userId: ownerId, via: "SESSION", sessionId } as const;
  const end = await changes.watch(
    { caller, organizationId, follow: true },
    {
      begin: () => undefined,
      reset: () => undefined,
      deliver: () => undefined,
      ready: async () => undefined,
      end: () => (isOver = true),
    },
  );
  await whileAside("changes", async () => {
    await eventually(() => isOver, "the connection is closed");
  });
  end();
});

test("a notification is neither sent nor lost while the directory does not know its recipients", async () => {
  const { services } = service;
  const { body } = await asOwner("POST", `${first}/notifications`, {
    scope: "ORG",
    content: { title: "Hello", text: "there" },
  });
  const path = `${first}/notifications/${body.notificationId}`;
  await whileAside("directory", () => notificationDelivery.run(services));
  expect((await asOwner("GET", path)).body).toMatchObject({ state: "SCHEDULED" });
  await notificationDelivery.run(services);
  const end = await services.store.lastPosition();
  expect(await services.readModel(notifications).waitFor(end, patience)).toBe(true);
  expect((await asOwner("GET", path)).body).toMatchObject({ state: "SENT" });
});

test("a log that is set aside continues without a gap after the repair", async () => {
  const audit = projections.find(({ name }) => name === "audit");
  if (audit === undefined) throw new Error("no feature has the projection audit");
  const read = async () => (await asOwner("GET", `${first}/events?limit=500`)).body.items;
  const before = await read();
  await refuse("audit_entries", "record like '%Unwritable%'");
  expect((await asOwner("PATCH", first, { name: "Unwritable" })).status).toBe(200);
  expect(await asOwner("GET", `${first}/events`)).toMatchObject(refused);
  expect((await asOwner("GET", `${second}/events`)).status).toBe(200);
  await asOwner("PATCH", first, { name: "Writable" });
  await repair(audit);
  const after = await read();
  const positions = after.map(({ position }: { readonly position: number }) => position);
  expect(positions.toSorted((x: number, y: number) => x - y)).toEqual(
    Array.from({ length: after.length }, (_, index) => index + 1),
  );
  const ids = after.map(({ eventId }: { readonly eventId: string }) => eventId);
  for (const { eventId } of before) expect(ids).toContain(eventId);
});

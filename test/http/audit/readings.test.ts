/** Reading the log is on record: one entry per reader, kind and hour, and each bundle. */
import { afterAll, beforeEach, beforeAll, expect, test, vi } from "vitest";
import { recordRead } from "../../../src/commands/audit/readers.ts";
import { type AllTurns, usedUp } from "../../../src/commands/kit/turns.ts";
import { openLog } from "../../../src/commands/audit/audit.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { session, startInstance } from "../../support/services.ts";

let service: TestService;
let organization: string;
let owner: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

/** Each test has an hour of its own. */
beforeEach(async () => {
  service.clock.add(3_600_000);
  owner = await service.signIn(service.ownerId);
});

const read = (path: string, token = owner, headers: Record<string, string> = {}) =>
  service.call("GET", organization + path, { token, headers });

/** The entries about readings since the test began, as kinds; asking for them is no further reading. */
async function recorded(by?: string): Promise<string[]> {
  const { store, pool, clock, readModel } = service.services;
  await readModel(audit).waitFor(await store.lastPosition(), patience);
  const { rows } = await pool.query<{ kind: string }>(
    `select coalesce(record::jsonb #>> '{data,kind}', record::jsonb #>> '{data,format}') as kind
     from audit_entries
     where organization_id = $1 and type in ('EventLogRead', 'EventLogExported')
       and occurred_at >= $2 and ($3::uuid is null or actor_id = $3)
     order by position`,
    [service.organizationId, clock().toISOString(), by],
  );
  return rows.map(({ kind }) => kind);
}

const cloudEvents = "application/cloudevents-batch+json";

const ways: readonly (readonly [string, string, Record<string, string>?])[] = [
  ["EVENTS", "/events"],
  ["EVENTS", "/events?limit=1&order=desc"],
  ["EVENTS", "/events?after=0"],
  ["EVENTS", "/events", { accept: "application/x-ndjson" }],
  ["EVENTS", "/events", { accept: cloudEvents }],
  ["ACCESS_REVIEW", "/access-review"],
  ["ACCESS_REVIEW", "/access-review", { accept: "text/csv" }],
  ["ndjson", "/export"],
  ["csv", "/export?format=csv"],
  ["cloudevents", "/export?format=cloudevents"],
];

test("every way of reading leaves one entry per kind, however often it is read", async () => {
  for (const [, path, headers] of [...ways, ["ROLE_HISTORY", history()] as const]) {
    for (let each = 0; each < 2; each += 1) {
      expect((await read(path, owner, headers)).status).toBe(200);
    }
  }
  const kinds = new Set([...ways.map(([kind]) => kind), "ROLE_HISTORY"]);
  expect((await recorded()).toSorted()).toEqual([...kinds].toSorted());
});

test("the entry says who read, and which kind", async () => {
  const admin = await service.addMember("ADMIN");
  await read("/access-review", admin.session);
  const { items } = (await read("/events?types=EventLogRead&order=desc&limit=1")).body;
  expect(items).toMatchObject([
    { actor: { userId: admin.userId, role: "ADMIN" }, data: { kind: "ACCESS_REVIEW" } },
  ]);
});

test("each reader and each hour has an entry", async () => {
  const { session: admin, userId } = await service.addMember("ADMIN");
  await read("/events");
  await read("/events", admin);
  await read("/events", admin);
  expect(await recorded()).toEqual(["EVENTS", "EVENTS"]);
  service.clock.add(3_600_000);
  await read("/events", await service.signIn(userId));
  expect(await recorded(userId)).toEqual(["EVENTS"]);
});

test("parallel reads on several instances leave one entry", async () => {
  const { database, clock, organizationId, ownerId } = service;
  const others = [
    await startInstance(database, { clock }),
    await startInstance(database, { clock }),
  ];
  const reading = { organizationId, kind: "EVENTS" } as const;
  await Promise.all(
    [...others, service].flatMap((instance) =>
      Array.from({ length: 5 }, async () => {
        const context = instance.run(session(ownerId));
        await recordRead(context, reading, await openLog(context, organizationId));
      }),
    ),
  );
  expect(await recorded()).toEqual(["EVENTS"]);
  await Promise.all(others.map((instance) => instance.stop()));
});

test("a follower does not feed itself", async () => {
  const start = (await read("/events")).body.nextPosition;
  let after = start;
  const found: { type: string }[] = [];
  for (let poll = 0; poll < 5; poll += 1) {
    const { body } = await read(`/events?after=${after}`);
    found.push(...body.items);
    after = body.nextPosition;
  }
  expect(found).toMatchObject(
    [{ type: "UserLoggedIn" }, { type: "EventLogRead" }].slice(-found.length),
  );
  expect(found.filter(({ type }) => type === "EventLogRead")).toHaveLength(1);
  const { headers } = await read(`/export?after=${after}`);
  expect(headers["content-type"]).toContain("ndjson");
  expect(
    String((await read(`/export?after=${after}`)).body)
      .trimEnd()
      .split("\n"),
  ).toHaveLength(1);
  expect((await read(`/export?after=${after + 1}`)).body).toBe("");
});

test("each bundle has an entry", async () => {
  for (let each = 0; each < 2; each += 1) await read("/export?format=bundle");
  expect(await recorded()).toEqual(["bundle", "bundle"]);
});

test("what is refused and what reads no entries is not recorded", async () => {
  const { session: user } = await service.addMember("USER");
  expect((await read("/events", user)).status).toBe(403);
  expect((await read("/events?after=1000000")).status).toBe(400);
  expect((await read("/access-review?at=2100-01-01")).status).toBe(400);
  expect((await read("/checkpoint")).status).toBe(200);
  expect((await read("/proofs/inclusion?position=1")).status).toBe(200);
  const head = { method: "HEAD", url: `${organization}/events` } as const;
  const { statusCode } = await service.app.inject({
    ...head,
    headers: { authorization: `Bearer ${owner}` },
  });
  expect(statusCode).toBe(404);
  const cookie = `muster_session=${owner}`;
  const elsewhere = { cookie, "sec-fetch-site": "cross-site" };
  const refused = await service.call("GET", `${organization}/events`, { headers: elsewhere });
  expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(await recorded()).toEqual([]);
});

const history = () => `/members/${service.ownerId}/role-history`;

const refused: readonly {
  what: string;
  path: () => string;
  status: number;
  accept?: string;
}[] = [
  {
    what: "an unknown person's role history",
    path: () => `/members/${crypto.randomUUID()}/role-history`,
    status: 404,
  },
  {
    what: "a role history with another list's token",
    path: () => `${history()}?continuationToken=jct-x`,
    status: 400,
  },
  {
    what: "the log with another list's token",
    path: () => "/events?continuationToken=jct-x",
    status: 400,
  },
  {
    what: "the log as CloudEvents in descending order",
    path: () => "/events?order=desc",
    status: 400,
    accept: cloudEvents,
  },
];

test.each(refused)("$what: refused with $status, and not recorded", async (asked) => {
  const { path, status, accept = "*/*" } = asked;
  expect((await read(path(), owner, { accept })).status).toBe(status);
  expect(await recorded()).toEqual([]);
});

const withoutPlace: readonly {
  kind: keyof AllTurns;
  what: string;
  path: () => string;
  accept?: string;
}[] = [
  { kind: "follows", what: "a wait", path: () => "/events?wait=30&after=1&types=TokenDeleted" },
  { kind: "reads", what: "a page of the log", path: () => "/events" },
  { kind: "reads", what: "a page of CloudEvents", path: () => "/events", accept: cloudEvents },
  { kind: "reads", what: "a role history", path: history },
  { kind: "downloads", what: "a stream", path: () => "/events", accept: "application/x-ndjson" },
  { kind: "exports", what: "a stream", path: () => "/events", accept: "application/x-ndjson" },
  { kind: "reviews", what: "a review", path: () => "/access-review" },
  { kind: "exports", what: "an export", path: () => "/export" },
];

test.each(withoutPlace)("$what without a place among the $kind is not recorded", async (asked) => {
  const { turns, clock } = service.services;
  const { kind, path, accept = "*/*" } = asked;
  const take = vi.spyOn(turns[kind], "take").mockRejectedValue(usedUp(clock, "of the test", "."));
  expect((await read(path(), owner, { accept })).status).toBe(429);
  take.mockRestore();
  expect(await recorded()).toEqual([]);
});

test("what cannot be recorded is not read; what is recorded already can be", async () => {
  await read("/events");
  const append = vi
    .spyOn(service.services.store, "append")
    .mockRejectedValue(new EventStoreUnavailable("away"));
  expect((await read("/events")).status).toBe(200);
  expect(await read("/access-review")).toMatchObject({
    status: 503,
    body: { code: "unavailable" },
  });
  append.mockRestore();
  expect((await read("/access-review")).status).toBe(200);
});

test("while an instance runs that does not know the entry, reads are answered without it", async () => {
  const mayWrite = vi
    .spyOn(service.services.instances, "mayWrite")
    .mockImplementation(async (types) => !types.includes("EventLogRead"));
  expect((await read("/events")).status).toBe(200);
  expect((await read("/export")).status).toBe(200);
  mayWrite.mockRestore();
  expect(await recorded()).toEqual(["ndjson"]);
});

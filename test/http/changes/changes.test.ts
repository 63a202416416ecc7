/** Live changes over real connections to two instances on one database. */
import { once } from "node:events";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { changeIn } from "../../../src/projections/changes/changes.ts";
import { pruneChanges } from "../../../src/projections/changes/queries.ts";
import { buildApp } from "../../../src/http/app.ts";
import { routes } from "../../../src/service/features.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { addDays } from "../../../src/domain/time.ts";
import { type ChangeStream, openChanges, type Opening } from "../../support/change-stream.ts";
import { type Answer, startTestService, type TestService } from "../../support/http.ts";
import { type Instance, startInstance } from "../../support/services.ts";
import { eventually } from "../../support/eventually.ts";

let service: TestService;
let second: Instance;
let secondApp: FastifyInstance;
let urls: readonly string[];
let organization: string;
let made = 0;
const opened: ChangeStream[] = [];

beforeAll(async () => {
  service = await startTestService();
  second = await startInstance(service.database, { clock: service.clock });
  const { group, changes } = second;
  secondApp = await buildApp(second.services, {
    routes,
    groups: [group],
    changes,
    config: loadConfig({}),
  });
  for (const instance of [service, second]) instance.changeGroup.start();
  const at = { port: 0, host: "127.0.0.1" };
  urls = [await service.app.listen(at), await secondApp.listen(at)];
  organization = `/v1/organizations/${service.organizationId}`;
});

afterEach(() => {
  for (const stream of opened.splice(0)) stream.leave();
});

afterAll(async () => {
  await secondApp.close();
  await second.stop();
  await service.stop();
});

async function watch(asked: Opening = {}, instance = 0): Promise<ChangeStream> {
  const opening = { token: service.owner, ...asked };
  const stream = await openChanges(urls[instance] ?? "", service.organizationId, opening);
  opened.push(stream);
  return stream;
}

async function asOwner(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await service.call(method, path, { token: service.owner, body });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return answer;
}

const invite = (): Promise<Answer> => {
  made += 1;
  const body = { email: `guest-${made}@example.com`, firstName: "G", lastName: `${made}` };
  return asOwner("POST", `${organization}/members`, body);
};

const member = (userId: string, below = "") => `${organization}/members/${userId}${below}`;

async function solution(): Promise<string> {
  made += 1;
  const body = { name: `solution-${made}`, title: "Solution" };
  return (await asOwner("POST", `${organization}/solutions`, body)).body.solutionId;
}

const problemIn = ({ text }: ChangeStream) => JSON.parse(text);
const typesIn = ({ changes }: ChangeStream) => changes.map(({ type }) => type);

/** The changes that the owner, who sees everything, must receive according to the stored events. */
async function shownAfter(position: string): Promise<string[]> {
  const { store, codec } = service.services;
  const positions: string[] = [];
  for await (const batch of store.readAll(BigInt(position))) {
    for (const event of await codec.decode(batch)) {
      if (changeIn(event)?.organizationId === service.organizationId) {
        positions.push(String(event.position));
      }
    }
  }
  return positions;
}

describe("a stream", () => {
  test("sends its position first, then each change in order, with the command's position", async () => {
    const stream = await watch();
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-request-id": expect.any(String),
    });
    expect(stream.text).toMatch(/^retry: 3000\nid: \d+\n\n$/);
    const invited = await invite();
    const { userId } = invited.body;
    const changed = await asOwner("PATCH", member(userId), { userRole: "CREATOR" });
    await stream.reached(changed.headers["muster-position"]);
    expect(typesIn(stream)).toEqual(["MemberInvited", "InviteIssued", "OrgRoleChanged"]);
    expect(stream.changes.at(-1)).toEqual({
      type: "OrgRoleChanged",
      userId,
      actor: { userId: service.ownerId, name: "First Owner" },
      position: changed.headers["muster-position"],
      occurredAt: service.clock.now().toISOString(),
    });
    expect(stream.lastEventId).toBe(changed.headers["muster-position"]);
    const received = stream.changes.map(({ position }) => BigInt(position));
    expect(received).toEqual(received.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test("names who made the change, as the organization knows them", async () => {
    const { userId, session } = await service.addMember("ADMIN", { name: "Ada" });
    const stream = await watch();
    const body = { email: "by-ada@example.com", firstName: "G", lastName: "H" };
    const path = `${organization}/members`;
    const invited = await service.call("POST", path, { token: session, body });
    await stream.reached(invited.headers["muster-position"]);
    expect(stream.changes.map(({ actor }) => actor)).toEqual([
      { userId, name: "Ada" },
      { userId, name: "Ada" },
    ]);
  });

  test("contains nothing of the content: no name of who is changed, no address", async () => {
    const stream = await watch();
    const invited = await invite();
    await stream.reached(invited.headers["muster-position"]);
    expect(stream.text).not.toContain("example.com");
    expect(stream.text).not.toContain("firstName");
  });

  test("sends a change only when reads on the same instance show it", async () => {
    const stream = await watch({}, 1);
    const { userId } = (await invite()).body;
    await eventually(() => stream.changes.some((change) => change.userId === userId));
    const { authorization } = { authorization: `Bearer ${service.owner}` };
    const read = await secondApp.inject({ url: member(userId), headers: { authorization } });
    expect(read.statusCode).toBe(200);
  });

  test("starts at the present", async () => {
    await invite();
    const stream = await watch();
    expect(stream.changes).toEqual([]);
  });

  test("sends a profile change to the organizations of its person", async () => {
    const stream = await watch();
    const { userId, session } = await service.addMember("ADMIN");
    const stranger = (await invite()).body.userId;
    const strangers = await service.signIn(stranger);
    await service.call("PATCH", "/v1/users/me", { token: strangers, body: { firstName: "Else" } });
    const changed = await service.call("PATCH", "/v1/users/me", {
      token: session,
      body: { firstName: "New" },
    });
    await stream.reached(changed.headers["muster-position"]);
    const profiles = stream.changes.filter(({ type }) => type === "ProfileChanged");
    expect(profiles.map((change) => change.userId)).toEqual([userId]);
  });

  test("of another organization sends nothing of this one", async () => {
    const other = (await asOwner("POST", "/v1/organizations", { name: "Other" })).body;
    const url = urls[0] ?? "";
    const stream = await openChanges(url, other.organizationId, { token: service.owner });
    opened.push(stream);
    await invite();
    const path = `/v1/organizations/${other.organizationId}`;
    const renamed = await asOwner("PATCH", path, { name: "Renamed" });
    await stream.reached(renamed.headers["muster-position"]);
    expect(typesIn(stream)).toEqual(["OrganizationDetailsChanged"]);
  });
});

describe("Last-Event-ID", () => {
  test("resumes from there without gaps or repeats, on either instance", async () => {
    const first = await watch();
    const began = first.lastEventId;
    const writing = new AbortController();
    let last: string | undefined;
    const written = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!writing.signal.aborted) last = (await invite()).headers["muster-position"];
      }),
    );
    const received: string[] = [];
    let stream = first;
    for (let pause = 1; pause <= 12; pause += 1) {
      const before = stream.changes.length;
      await eventually(() => stream.changes.length > before + 3);
      stream.leave();
      received.push(...stream.changes.map(({ position }) => position));
      stream = await watch({ lastEventId: stream.lastEventId }, pause % 2);
    }
    writing.abort();
    await written;
    const end = (await invite()).headers["muster-position"];
    await stream.reached(end);
    received.push(...stream.changes.map(({ position }) => position));
    expect(received).toEqual(await shownAfter(began));
    expect(Number(last)).toBeLessThan(Number(end));
  });

  test("also advances on a quiet stream, so that it can be resumed", async () => {
    const stream = await watch({ query: "?follow=false" });
    await stream.ended();
    await service.call("GET", "/v1/session", { token: service.owner });
    const token = (await asOwner("POST", "/v1/users/me/tokens", { name: "hidden" })).headers;
    const hidden = token["muster-position"] ?? "";
    await eventually(async () => {
      const again = await watch({ query: "?follow=false", lastEventId: stream.lastEventId });
      await again.ended();
      expect(again.changes).toEqual([]);
      return again.lastEventId >= hidden;
    });
  });

  test("with follow=false answers the kept changes and ends", async () => {
    const { lastEventId } = await watch();
    await invite();
    const last = (await invite()).headers["muster-position"] ?? "";
    await eventually(async () => {
      const stream = await watch({ lastEventId, query: "?follow=false" });
      await stream.ended();
      return stream.changes.at(-1)?.position === last;
    });
  });

  test.each(["-1", "x", "1.5", "9".repeat(19)])(
    "must not be %s: 400 names it",
    async (lastEventId) => {
      const refused = await watch({ lastEventId });
      expect(refused.status).toBe(400);
      expect(problemIn(refused)).toMatchObject({
        code: "invalid-input",
        errors: [{ pointer: "last-event-id" }],
      });
    },
  );

  test("from the future gets a reset and continues from the present", async () => {
    const stream = await watch({ lastEventId: "999999999" });
    await eventually(() => stream.resets === 1);
    const invited = await invite();
    await stream.reached(invited.headers["muster-position"]);
    expect(typesIn(stream)).toEqual(["MemberInvited", "InviteIssued"]);
  });

  test("of a command that was just answered works on every instance", async () => {
    const position = (await invite()).headers["muster-position"];
    const stream = await watch({ lastEventId: position }, 1);
    const next = (await invite()).headers["muster-position"];
    await stream.reached(next);
    expect(stream.resets).toBe(0);
    expect(typesIn(stream)).toEqual(["MemberInvited", "InviteIssued"]);
  });

  test("that is too many changes behind gets a reset instead", async () => {
    const { pool } = service.database;
    const { lastEventId } = await watch();
    await pool.query(
      `insert into changes select $1, 100000000 + n, 'MemberInvited', null, null, now()
       from generate_series(1, 10001) n`,
      [service.organizationId],
    );
    try {
      const stream = await watch({ lastEventId });
      await eventually(() => stream.resets === 1);
      expect(stream.changes).toEqual([]);
    } finally {
      await pool.query("delete from changes where position > 100000000");
    }
  });

  test("from before the kept changes gets a reset; a later one resumes", async () => {
    const { pool } = service.database;
    const old = await watch();
    await old.reached((await invite()).headers["muster-position"]);
    const now = service.clock.now().toISOString();
    await pruneChanges(pool, now);
    const unpruned = await watch({ lastEventId: old.lastEventId });
    expect(unpruned.resets).toBe(0);
    await pool.query("update changes set occurred_at = $1", [addDays(now, -8)]);
    const recent = (await invite()).headers["muster-position"] ?? "";
    await old.reached(recent);
    await pruneChanges(pool, now);
    const { rows } = await pool.query("select distinct position > $1 as is_kept from changes", [
      old.changes[0]?.position,
    ]);
    expect(rows).toEqual([{ is_kept: true }]);
    const reset = await watch({ lastEventId: "1" });
    await eventually(() => reset.resets === 1);
    const resumed = await watch({ lastEventId: String(BigInt(recent) - 2n) });
    await resumed.reached(recent);
    expect(resumed.resets).toBe(0);
  });
});

describe("a caller receives only what they may see:", () => {
  test("only active owners, admins and creators can open a stream", async () => {
    expect((await watch({ token: (await service.addMember("USER")).session })).status).toBe(403);
    expect((await watch({ token: (await service.addMember("ADMIN")).session })).status).toBe(200);
    const nobody = await watch({ token: "mst_pat_none" });
    expect(nobody.status).toBe(401);
    const invited = await service.signIn((await invite()).body.userId);
    expect(problemIn(await watch({ token: invited }))).toMatchObject({ code: "not-found" });
  });

  test("a creator sees members, their own solutions and what is done to themselves", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const [own, others] = [await solution(), await solution()];
    const stream = await watch({ token: session });
    const guest = (await invite()).body.userId;
    await asOwner("PUT", member(guest, `/solutions/${others}`));
    await asOwner("PATCH", `${organization}/solutions/${own}`, { title: "Unseen yet" });
    await asOwner("PUT", member(userId, `/solutions/${own}`), { userRole: "EDITOR" });
    await asOwner("PATCH", `${organization}/solutions/${own}`, { title: "Seen" });
    await asOwner("PUT", member(guest, `/solutions/${own}`));
    await asOwner("PATCH", `${organization}/solutions/${others}`, { title: "Unseen" });
    const denied = { userRole: "DENY" };
    await asOwner("PUT", member(userId, `/solutions/${own}`), denied);
    await asOwner("PATCH", `${organization}/solutions/${own}`, { title: "Unseen again" });
    await asOwner("DELETE", member(userId, `/solutions/${own}`));
    await asOwner("DELETE", `${organization}/solutions/${own}`);
    const end = await invite();
    await stream.reached(end.headers["muster-position"]);
    const seen = stream.changes.map((change) => [change.type, change.userId, change.solutionId]);
    // Rights are checked when a change is sent, so changes shortly before a lost right may be missing.
    const certain = seen.filter(
      ([type, user]) => type !== "SolutionDetailsChanged" && user !== guest,
    );
    expect(certain).toEqual([
      ["SolutionAssigned", userId, own],
      ["SolutionRoleChanged", userId, own],
      ["SolutionUnassigned", userId, own],
      ["MemberInvited", end.body.userId, undefined],
      ["InviteIssued", end.body.userId, undefined],
    ]);
    expect(seen.filter(([, , solutionId]) => solutionId === others)).toEqual([]);
    expect(seen).not.toContainEqual(["SolutionDeleted", undefined, own]);
  });

  test("a creator sees changes of a solution that they may view", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const own = await solution();
    await asOwner("PUT", member(userId, `/solutions/${own}`), { userRole: "EDITOR" });
    const stream = await watch({ token: session });
    const changed = await asOwner("PATCH", `${organization}/solutions/${own}`, { title: "Seen" });
    await stream.reached(changed.headers["muster-position"]);
    expect(stream.changes).toMatchObject([{ type: "SolutionDetailsChanged", solutionId: own }]);
  });

  test("a token sees only what its scopes allow", async () => {
    const tokenWith = async (...scopes: string[]) =>
      (await asOwner("POST", "/v1/users/me/tokens", { name: "t", scopes })).body.secret;
    const none = await watch({ token: await tokenWith("solutions:view") });
    expect(problemIn(none)).toMatchObject({ status: 403, code: "scope-missing" });
    const stream = await watch({ token: await tokenWith("users:view") });
    await solution();
    const end = await invite();
    await stream.reached(end.headers["muster-position"]);
    expect(typesIn(stream)).toEqual(["MemberInvited", "InviteIssued"]);
  });

  test("a token that may read the log sees what its owner's role allows", async () => {
    const body = { name: "siem", scopes: ["audit:read"] };
    const made = await asOwner("POST", "/v1/users/me/tokens", body);
    const stream = await watch({ token: made.body.secret });
    await solution();
    const end = await invite();
    await stream.reached(end.headers["muster-position"]);
    expect(typesIn(stream)).toEqual([
      "SolutionRegistered",
      "SolutionAssigned",
      "MemberInvited",
      "InviteIssued",
    ]);
    const creator = await service.addMember("CREATOR");
    const own = await service.call("POST", "/v1/users/me/tokens", {
      token: await service.signIn(creator.userId),
      body,
    });
    expect(problemIn(await watch({ token: own.body.secret }))).toMatchObject({ status: 403 });
  });

  test("an admin who becomes a creator keeps the stream and sees less", async () => {
    const { userId, session } = await service.addMember("ADMIN");
    const stream = await watch({ token: session });
    await asOwner("PATCH", member(userId), { userRole: "CREATOR" });
    await solution();
    const end = await invite();
    await stream.reached(end.headers["muster-position"]);
    expect(typesIn(stream)).toEqual(["OrgRoleChanged", "MemberInvited", "InviteIssued"]);
  });
});

describe("a stream ends within a second on every instance when", () => {
  const ends: Record<string, (userId: string) => Promise<unknown>> = {
    "the caller is disabled": (userId) => asOwner("POST", member(userId, "/disable")),
    "the caller is removed": (userId) => asOwner("DELETE", member(userId)),
    "the caller is demoted below seeing": (userId) =>
      asOwner("PATCH", member(userId), { userRole: "USER" }),
  };
  test.each(Object.keys(ends))("%s, and sends nothing about it or after it", async (end) => {
    const { userId, session } = await service.addMember("ADMIN");
    const streams = [await watch({ token: session }), await watch({ token: session }, 1)];
    const staying = await watch();
    await ends[end]?.(userId);
    const after = (await invite()).headers["muster-position"];
    await Promise.all(streams.map((stream) => stream.ended()));
    for (const stream of streams) expect(stream.changes).toEqual([]);
    await staying.reached(after);
    expect(staying.changes.length).toBeGreaterThan(2);
    expect([403, 404]).toContain((await watch({ token: session })).status);
  });

  test.each([0, 1])("the caller signs out (watching on instance %s)", async (instance) => {
    const { userId, session } = await service.addMember("ADMIN");
    const another = await service.signIn(userId);
    const [gone, staying] = [
      await watch({ token: session }, instance),
      await watch({ token: another }, instance),
    ];
    await service.call("DELETE", "/v1/session", { token: session });
    await gone.ended();
    expect(staying.isOver).toBe(false);
  });

  test("the token is deleted", async () => {
    const token = (await asOwner("POST", "/v1/users/me/tokens", { name: "short" })).body;
    const stream = await watch({ token: token.secret }, 1);
    await asOwner("DELETE", `/v1/users/me/tokens/${token.tokenId}`);
    await stream.ended();
  });

  test("the session was idle: watching does not count as using it", async () => {
    const { clock } = service;
    const now = clock.now().toISOString();
    const { session } = await service.addMember("ADMIN");
    const stream = await watch({ token: session });
    clock.add(119 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(stream.isOver).toBe(false);
    clock.add(2 * 60_000);
    await stream.ended();
    clock.set(now);
  });

  test("the session was idle for longer than the organization allows, although it is valid elsewhere", async () => {
    const { clock } = service;
    const now = clock.now().toISOString();
    const { session } = await service.addMember("ADMIN");
    const settings = `/v1/organizations/${service.organizationId}/settings`;
    await asOwner("PATCH", settings, { idleLogoutMinutes: 10 });
    const stream = await watch({ token: session });
    clock.add(11 * 60_000);
    await stream.ended();
    expect((await service.call("GET", "/v1/session", { token: session })).status).toBe(200);
    clock.set(now);
    await asOwner("PATCH", settings, { idleLogoutMinutes: null });
  });

  test("the token's lease has lapsed", async () => {
    const { clock } = service;
    const now = clock.now().toISOString();
    const token = (await asOwner("POST", "/v1/users/me/tokens", { name: "lapses" })).body;
    const stream = await watch({ token: token.secret });
    clock.set(addDays(now, 15));
    await stream.ended();
    clock.set(now);
  });
});

test("a caller may have fifty streams; the next is refused until one is closed", async () => {
  const { session: token } = await service.addMember("ADMIN");
  const streams = await Promise.all(Array.from({ length: 50 }, () => watch({ token })));
  const refused = await watch({ token });
  expect(problemIn(refused)).toMatchObject({ status: 429, code: "limit-reached" });
  expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
  streams[0]?.leave();
  await eventually(async () => (await watch({ token })).status === 200);
});

test("a reader who leaves while the stream opens takes up no place", async () => {
  const { session: token } = await service.addMember("ADMIN");
  const { port } = new URL(urls[0] ?? "");
  const request = `GET ${organization}/changes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  for (let left = 0; left < 40; left += 1) {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(request);
    await new Promise((resolve) => setTimeout(resolve, left / 8));
    socket.destroy();
  }
  const streams: ChangeStream[] = [];
  await eventually(async () => {
    const stream = await watch({ token });
    if (stream.status === 200) streams.push(stream);
    return streams.length === 10;
  });
});

describe("over time", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
  afterEach(() => void vi.useRealTimers());

  test("a quiet stream is kept alive, and its position advances", async () => {
    const stream = await watch();
    await asOwner("POST", "/v1/users/me/tokens", { name: "hidden" });
    const began = stream.lastEventId;
    await eventually(() => {
      vi.advanceTimersByTime(15_000);
      return stream.lastEventId !== began;
    });
    expect(stream.text).toMatch(/\n\n:\nid: \d+\n\n$/);
    expect(BigInt(stream.lastEventId)).toBeGreaterThan(BigInt(began));
    expect(stream.changes).toEqual([]);
  });

  test("a stream ends after an hour, so that its reader reconnects", async () => {
    const stream = await watch();
    vi.advanceTimersByTime(59 * 60_000);
    expect(stream.isOver).toBe(false);
    vi.advanceTimersByTime(60_000);
    await stream.ended();
  });
});

test("an instance that stops ends its streams at once, and another instance resumes them", async () => {
  const instance = await startInstance(service.database, { clock: service.clock });
  const { group, changes } = instance;
  const app = await buildApp(instance.services, {
    routes,
    groups: [group],
    changes,
    config: loadConfig({}),
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const open = (lastEventId?: string) =>
    openChanges(url, service.organizationId, { token: service.owner, lastEventId });
  const streams = [await open(), await open("1")];
  // An open stream would make the instance wait for its reader.
  await app.close();
  await Promise.all(streams.map((stream) => stream.ended()));
  await instance.stop();
  const resumed = await watch({ lastEventId: streams[0]?.lastEventId });
  await resumed.reached((await invite()).headers["muster-position"]);
  expect(typesIn(resumed)).toEqual(["MemberInvited", "InviteIssued"]);
});

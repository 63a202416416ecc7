/** Following an organization's log: pages by position, waiting for entries, and the other media types. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseCloudEventLine } from "../../../src/audit/cloud-event.ts";
import { systemId } from "../../../src/domain/primitives.ts";
import { eventually } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let owner: string;

beforeAll(async () => {
  service = await startTestService({ environment: { LIMIT_FOLLOWS_PER_CALLER: "3" } });
  organization = `/v1/organizations/${service.organizationId}`;
  owner = await service.signIn(service.ownerId);
  for (let each = 0; each < 3; each += 1) await service.addMember("USER");
  await settle();
});
afterAll(() => service.stop());

const get = async (query: string, headers: Record<string, string> = {}, token = owner) =>
  service.call("GET", `${organization}/events${query}`, { token, headers });
const rename = (name: string) =>
  service.call("PATCH", organization, { token: owner, body: { name } });

/** Reads once, so that the entry about this reader's reading is in the log already. */
async function settle(): Promise<number> {
  await get("");
  return (await get("?limit=500")).body.nextPosition;
}

interface Entry {
  readonly position: number;
  readonly type: string;
}
const positions = (items: readonly Entry[]): number[] => items.map(({ position }) => position);

/** Resolves once so many requests wait for entries. */
function waiting(count: number): Promise<unknown> {
  return eventually(() => follows === count, `${count} requests wait`);
}
let follows = 0;
beforeAll(() => {
  const { follows: turns } = service.services.turns;
  const { take } = turns;
  vi.spyOn(turns, "take").mockImplementation(async (holder) => {
    const end = await take(holder);
    follows += 1;
    return () => {
      follows -= 1;
      end();
    };
  });
});

describe("pages", () => {
  test("every page says up to where it covers the log, also the last and the empty one", async () => {
    const size = await settle();
    const found: number[] = [];
    let after = 0;
    for (;;) {
      const { body } = await get(`?after=${after}&limit=4`);
      expect(body).not.toHaveProperty("continuationToken");
      found.push(...positions(body.items));
      expect(body.nextPosition).toBe(found.at(-1));
      if (body.nextPosition === after || body.count < 4) break;
      after = body.nextPosition;
    }
    expect(found).toEqual(Array.from({ length: size }, (_, index) => index + 1));
    expect((await get(`?after=${size}`)).body).toMatchObject({ count: 0, nextPosition: size });
  });

  test("with a filter the position moves past what was filtered out", async () => {
    const size = await settle();
    const { body } = await get("?after=0&types=OrganizationFounded");
    expect(body).toMatchObject({ count: 1, nextPosition: size });
    const none = await get("?after=0&types=TokenDeleted");
    expect(none.body).toMatchObject({ count: 0, nextPosition: size });
    const cut = await get("?after=0&types=MemberInvited&limit=1");
    expect(cut.body.nextPosition).toBe(cut.body.items[0].position);
  });

  test("a list without `after` says where to follow from, in either order", async () => {
    const size = await settle();
    const ascending = (await get("?limit=5")).body;
    expect(ascending.nextPosition).toBe(5);
    const first = (await get("?limit=5&order=desc")).body;
    expect(first.nextPosition).toBe(size);
    await rename("Grown");
    const token = `&continuationToken=${first.continuationToken}`;
    const second = (await get(`?limit=5&order=desc${token}`)).body;
    expect(second).toMatchObject({
      nextPosition: size,
      items: [{ position: size - 5 }, {}, {}, {}, {}],
    });
    expect((await get(`?after=${size}`)).body.items).toMatchObject([
      { type: "OrganizationDetailsChanged" },
    ]);
  });

  test("includeTotal counts all pages, with and without a filter, after the position", async () => {
    const size = await settle();
    const all = (await get("?limit=500")).body.items as Entry[];
    const invited = all.filter(({ type }) => type === "MemberInvited").map((each) => each.position);
    expect(invited.length).toBeGreaterThan(1);
    const total = async (query: string) => (await get(`?limit=1&includeTotal=true${query}`)).body;
    expect(await total("")).toMatchObject({ count: 1, total: size });
    expect(await total("&after=2")).toMatchObject({ count: 1, total: size - 2 });
    const first = await total("&types=MemberInvited&order=desc");
    expect(first).toMatchObject({ count: 1, total: invited.length });
    const next = await total(
      `&types=MemberInvited&order=desc&continuationToken=${first.continuationToken}`,
    );
    expect(next.total).toBe(invited.length);
    const [one] = invited;
    const after = await total(`&types=MemberInvited&after=${one}`);
    expect(after).toMatchObject({ count: 1, total: invited.length - 1 });
    expect((await get("?includeTotal=false")).body).not.toHaveProperty("total");
  });

  test.each([
    ["?after=1&order=desc", "?order"],
    ["?after=1&continuationToken=jct-x", "?continuationToken"],
    ["?wait=1", "?wait"],
    ["?after=1&wait=31", "?wait"],
    ["?after=1&wait=-1", "?wait"],
    ["?after=-1", "?after"],
    ["?after=x", "?after"],
    ["?after=100000", "?after"],
  ])("%s is refused at %s", async (query, pointer) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("a position beyond the end of the log is refused, because what follows it would be missed", async () => {
    const size = await settle();
    const { status, body } = await get(`?after=${size + 1}&wait=30`);
    expect(status).toBe(400);
    expect(body.detail).toMatch(/backup was restored/);
  });
});

test("a position is refused if the log has another event there, as after a backup was restored", async () => {
  const size = await settle();
  const { items } = (await get(`?after=${size - 1}`)).body;
  const known = `?after=${size}&afterEventId=${items[0].eventId}`;
  expect((await get(known)).body).toMatchObject({ count: 0, nextPosition: size });
  const other = `?after=${size - 1}&afterEventId=${items[0].eventId}`;
  for (const headers of [{}, { accept: "application/x-ndjson" }]) {
    expect(await get(other, headers)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "?afterEventId" }] },
    });
  }
});

test("the answer has the media type that Accept prefers, in whatever form it is written", async () => {
  const json = "application/json; charset=utf-8";
  for (const [accept, expected] of [
    ["*/*", json],
    ["text/html, */*;q=0.8", json],
    ["application/x-ndjson;q=0, */*", json],
    ["application/x-ndjsonfoo", json],
    ["application/json;q=0.5, application/x-ndjson", "application/x-ndjson"],
    ["Application/X-NDJSON", "application/x-ndjson"],
    [
      "application/cloudevents-batch+json, */*;q=0.1",
      "application/cloudevents-batch+json; charset=utf-8",
    ],
  ] as const) {
    const { headers } = await get("?after=0&limit=1", { accept });
    expect([accept, headers["content-type"]]).toEqual([accept, expected]);
  }
});

describe("waiting", () => {
  test("for one log does not depend on how long another log's entries take to search", async () => {
    const { userId } = await service.addMember("ADMIN");
    const token = await service.signIn(userId);
    const body = { name: "Neighbour" };
    const founded = await service.call("POST", "/v1/organizations", { token, body });
    const other = `/v1/organizations/${founded.body.organizationId}`;
    const follow = (after: number) =>
      service.call("GET", `${other}/events?after=${after}&wait=30`, { token });
    await service.call("GET", `${other}/events`, { token });
    const { nextPosition } = (await service.call("GET", `${other}/events`, { token })).body;
    const size = await settle();
    const { pool } = service.services;
    const { query } = pool;
    const { promise, resolve } = Promise.withResolvers<void>();
    let searches = 0;
    Object.assign(pool, {
      query: async (...asked: unknown[]) => {
        if (JSON.stringify(asked[0]).includes("as matches")) {
          searches += 1;
          await promise;
        }
        return (query as (...given: unknown[]) => Promise<unknown>).apply(pool, asked);
      },
    });
    const slow = get(`?after=${size}&wait=2&types=OrganizationDeleted`);
    const followed = follow(nextPosition);
    await waiting(2);
    await rename("Searched for long");
    await eventually(() => searches === 1);
    await service.call("PATCH", other, { token, body: { name: "Not held up" } });
    expect((await followed).body).toMatchObject({ items: [{ position: nextPosition + 1 }] });
    expect(searches).toBe(1);
    Object.assign(pool, { query });
    resolve();
    expect((await slow).body).toMatchObject({ count: 0 });
  });

  test("is over as soon as there is an entry, for all who wait", async () => {
    const size = await settle();
    const answers = [1, 2].map(() => get(`?after=${size}&wait=30`));
    await waiting(2);
    await rename("Awaited");
    for (const { body } of await Promise.all(answers)) {
      expect(body).toMatchObject({
        items: [{ position: size + 1, type: "OrganizationDetailsChanged" }],
        nextPosition: size + 1,
      });
    }
    expect(follows).toBe(0);
  });

  test("with a filter lasts until an entry matches", async () => {
    const size = await settle();
    const answer = get(`?after=${size}&wait=30&types=SolutionRegistered`);
    const other = get(`?after=${size}&wait=1&actorId=${systemId}&correlationId=none`);
    await waiting(2);
    await rename("Filtered out");
    const path = `${organization}/solutions`;
    await service.call("POST", path, { token: owner, body: { name: "wanted", title: "W" } });
    const { body } = await answer;
    expect(body.items).toMatchObject([{ type: "SolutionRegistered" }]);
    expect(body.nextPosition).toBeGreaterThan(size + 1);
    // It lasts its second, whatever is filtered out meanwhile.
    expect((await other).body).toMatchObject({ count: 0, items: [] });
  });

  test("ends empty after its time, up to the log's end", async () => {
    const size = await settle();
    const answer = await get(`?after=${size}&wait=1`);
    expect(answer).toMatchObject({
      status: 200,
      body: { count: 0, items: [], nextPosition: size },
    });
  });

  test("asks the database once for all who wait", async () => {
    const size = await settle();
    const query = vi.spyOn(service.services.pool, "query");
    const answers = [1, 2, 3].map(() => get(`?after=${size}&wait=2&types=OrganizationDeleted`));
    await waiting(3);
    await rename("Seen by three");
    await Promise.all(answers);
    const matching = query.mock.calls.filter(([asked]) =>
      JSON.stringify(asked).includes("as matches"),
    );
    query.mockRestore();
    expect(matching).toHaveLength(1);
  });

  test("ends with a refusal when the caller loses the right", async () => {
    const admin = await service.addMember("ADMIN");
    await get("", {}, admin.session);
    const size = await settle();
    const answer = get(`?after=${size}&wait=30&types=OrganizationDeleted`, {}, admin.session);
    await waiting(1);
    const path = `${organization}/members/${admin.userId}`;
    await service.call("PATCH", path, { token: owner, body: { userRole: "USER" } });
    expect(await answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("ends with a refusal when the credential ends", async () => {
    const body = { name: "siem", scopes: ["audit:read"] };
    const made = await service.call("POST", "/v1/users/me/tokens", { token: owner, body });
    const size = await settle();
    const answer = get(`?after=${size}&wait=30&types=OrganizationDeleted`, {}, made.body.secret);
    await waiting(1);
    await service.call("DELETE", `/v1/users/me/tokens/${made.body.tokenId}`, { token: owner });
    expect(await answer).toMatchObject({ status: 401 });
  });

  test("takes a turn of the caller, which ends when the client leaves", async () => {
    const { port } = new URL(await service.app.listen({ port: 0, host: "127.0.0.1" }));
    const size = await settle();
    const path = `${organization}/events?after=${size}&wait=30&types=OrganizationDeleted`;
    const sockets = [1, 2, 3].map(() => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${owner}\r\n\r\n`);
      return socket;
    });
    await waiting(3);
    expect(await get(`?after=${size}&wait=30`)).toMatchObject({
      status: 429,
      body: { code: "limit-reached" },
    });
    // Only waiting takes a turn.
    expect((await get(`?after=${size - 1}&wait=30`)).status).toBe(200);
    const { session } = await service.addMember("ADMIN");
    await get("", {}, session);
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, "close")));
    await waiting(0);
  });
});

describe("other media types", () => {
  test("ndjson streams everything after a position", async () => {
    const size = await settle();
    const all = (await get("?limit=500")).body.items as Entry[];
    const { headers, body } = await get("?after=3", { accept: "application/x-ndjson" });
    expect(headers).toMatchObject({
      "content-type": "application/x-ndjson",
      "muster-next-position": String(size),
    });
    const lines = String(body).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as Entry)).toEqual(all.slice(3));
    const filtered = await get("?types=MemberInvited", { accept: "application/x-ndjson" });
    expect(String(filtered.body).trimEnd().split("\n")).toHaveLength(
      all.filter(({ type }) => type === "MemberInvited").length,
    );
    const none = await get(`?after=${size}`, { accept: "application/x-ndjson" });
    expect(none.body).toBe("");
  });

  test("cloudevents-batch is a page of CloudEvents 1.0", async () => {
    const accept = "application/cloudevents-batch+json";
    const { headers, body } = await get("?after=2&limit=3", { accept });
    expect(headers).toMatchObject({
      "content-type": expect.stringContaining(accept),
      "muster-next-position": "5",
    });
    expect(positions(body)).toEqual([3, 4, 5]);
    for (const event of body) {
      const { record } = parseCloudEventLine(JSON.stringify(event));
      expect(record.organizationId).toBe(service.organizationId);
    }
  });

  test.each(["order=desc", "continuationToken=jct-x", "includeTotal=true"])(
    "has no %s",
    async (query) => {
      const [name] = query.split("=");
      for (const accept of ["application/x-ndjson", "application/cloudevents-batch+json"]) {
        expect(await get(`?${query}`, { accept })).toMatchObject({
          status: 400,
          body: { errors: [{ pointer: `?${name}` }] },
        });
      }
    },
  );
});

test("a service that stops answers those who wait", async () => {
  const stopped = await startTestService();
  const path = `/v1/organizations/${stopped.organizationId}/events`;
  const { owner: token } = stopped;
  await stopped.call("GET", path, { token });
  const { nextPosition } = (await stopped.call("GET", path, { token })).body;
  const taken = vi.spyOn(stopped.services.turns.follows, "take");
  const answer = stopped.call("GET", `${path}?after=${nextPosition}&wait=30`, { token });
  await eventually(() => taken.mock.calls.length === 1);
  await stopped.app.close();
  expect(await answer).toMatchObject({ status: 200, body: { count: 0, nextPosition } });
  await stopped.stop();
});

/** One person, or one organization, does not make others wait: places are taken per caller and organization. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { streamDownload, takeDownload } from "../../src/commands/audit/downloads.ts";
import { eventually } from "../support/eventually.ts";
import { type Answer, startTestService, type TestService } from "../support/http.ts";
import { lastAnswerIn, say } from "../support/raw-http.ts";

let service: TestService;
afterEach(() => service.stop());

const home = () => `/v1/organizations/${service.organizationId}`;
const read = (path: string, token: string, headers = {}): Promise<Answer> =>
  service.call("GET", path, { token, headers });
const refused = { status: 429, body: { code: "limit-reached" }, headers: { "retry-after": "1" } };

/** Another organization, with an owner who is in no other. */
async function neighbour(): Promise<{ path: string; token: string }> {
  const { userId } = await service.addMember("ADMIN");
  const token = await service.signIn(userId);
  const body = { name: "Neighbour" };
  const founded = await service.call("POST", "/v1/organizations", { token, body });
  return { path: `/v1/organizations/${founded.body.organizationId}`, token };
}

describe("who waits for positions", () => {
  test("does not wait at all for one that does not exist", async () => {
    service = await startTestService();
    const waitFor = vi.spyOn(service.services.directory, "waitFor");
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        read(home(), service.owner, { "muster-min-position": "999999999" }),
      ),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, body: { code: "not-yet-visible" } });
    }
    expect(waitFor.mock.calls.every(([, milliseconds]) => milliseconds === 0)).toBe(true);
  });

  test("takes no place from others, and only some of those for waiting", async () => {
    const environment = { MAX_IN_FLIGHT: "2", LIMIT_WAITS_PER_CALLER: "4" };
    service = await startTestService({ environment });
    const { session: other } = await service.addMember("USER");
    const { directory, store } = service.services;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let waiting = 0;
    const waitFor = vi.spyOn(directory, "waitFor").mockImplementation(async (_, milliseconds) => {
      if (milliseconds === 0) return false;
      waiting += 1;
      return promise;
    });
    const headers = { "muster-min-position": String(await store.lastPosition()) };
    const waits: Promise<Answer>[] = [];
    for (let each = 1; each <= 4; each += 1) {
      waits.push(read(home(), service.owner, headers));
      await eventually(() => waiting === each);
    }
    expect(await read(home(), service.owner, headers)).toMatchObject(refused);
    expect((await read(home(), other)).status).toBe(200);
    waitFor.mockRestore();
    resolve(true);
    const answers = await Promise.all(waits);
    expect(answers.map(({ status }) => status)).toContain(200);
    expect((await read(home(), service.owner, headers)).status).toBe(200);
  });
});

test("who waits for entries of a log takes no place from others, nor from their own other requests", async () => {
  const environment = {
    MAX_IN_FLIGHT: "2",
    LIMIT_REQUESTS_AT_ONCE_PER_CALLER: "2",
    LIMIT_FOLLOWS_PER_ORGANIZATION: "3",
  };
  service = await startTestService({ environment });
  const elsewhere = await neighbour();
  const { session: admin } = await service.addMember("ADMIN");
  const ended = vi.fn<() => void>();
  const { follows } = service.services.turns;
  const take = follows.take.bind(follows);
  const taken = vi.spyOn(follows, "take").mockImplementation(async (holder) => {
    const end = await take(holder);
    return () => (ended(), end());
  });
  const follow = async (path: string, token: string) => {
    await read(`${path}/events`, token);
    const { nextPosition } = (await read(`${path}/events`, token)).body;
    const query = `after=${nextPosition}&wait=30&types=OrganizationDeleted`;
    return read(`${path}/events?${query}`, token);
  };
  const waits: Promise<Answer>[] = [];
  for (const token of [service.owner, service.owner, service.owner]) {
    waits.push(follow(home(), token));
    await eventually(() => taken.mock.calls.length === waits.length);
  }
  expect((await read(home(), service.owner)).status).toBe(200);
  expect(await follow(home(), admin)).toMatchObject(refused);
  waits.push(follow(elsewhere.path, elsewhere.token));
  await eventually(() => taken.mock.results.length === 5);
  expect((await read(elsewhere.path, elsewhere.token)).status).toBe(200);
  expect(ended).not.toHaveBeenCalled();
  await service.app.close();
  // All wake at the same moment, and only some of them find a place.
  const statuses = (await Promise.all(waits)).map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(new Set(statuses).isSubsetOf(new Set([200, 503]))).toBe(true);
});

describe("who sends many requests at once", () => {
  const environment = { MAX_IN_FLIGHT: "3", LIMIT_REQUESTS_AT_ONCE_PER_CALLER: "2" };

  test("has only some worked on, and the others take no place", async () => {
    service = await startTestService({ environment });
    const { session: other } = await service.addMember("USER");
    const { promise, resolve } = Promise.withResolvers<void>();
    const { store } = service.services;
    let appends = 0;
    const { append } = store;
    Object.assign(store, {
      append: async (...args: Parameters<typeof append>) => {
        appends += 1;
        await promise;
        return append(...args);
      },
    });
    const create = (name: string) =>
      service.call("POST", "/v1/organizations", { token: service.owner, body: { name } });
    const many = Promise.all(Array.from({ length: 9 }, (_, number) => create(`Many ${number}`)));
    await eventually(() => appends === 2);
    // The seven others take places until they are known to be the same person's, and then none.
    await eventually(async () => (await read(home(), other)).status === 200);
    expect(appends).toBe(2);
    Object.assign(store, { append });
    resolve();
    const statuses = (await many).map(({ status }) => status);
    // Those that arrived at the same moment may have found all places of the service taken.
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(2);
    expect((await create("One more")).status).toBe(201);
  });

  test("cannot fill with one credential the places of the others, such as of who deletes it", async () => {
    service = await startTestService({ environment });
    const body = { name: "stolen" };
    const made = await service.call("POST", "/v1/users/me/tokens", { token: service.owner, body });
    const take = vi.spyOn(service.services.turns.requests, "take");
    for (const token of [made.body.secret, service.owner, made.body.secret]) {
      expect((await read(home(), token)).status).toBe(200);
    }
    const credentials = take.mock.calls.map(([{ credential }]) => credential);
    expect(credentials).toEqual([made.body.tokenId, expect.any(String), made.body.tokenId]);
    expect(credentials[1]).not.toBe(made.body.tokenId);
  });

  test("does not lose places to requests whose body never arrives", async () => {
    service = await startTestService({ environment });
    const { port } = new URL(await service.app.listen({ port: 0, host: "127.0.0.1" }));
    const head = `POST /v1/organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${service.owner}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`;
    for (let round = 0; round < 4; round += 1) {
      const socket = connect(Number(port), "127.0.0.1");
      await once(socket, "connect");
      socket.write(head);
      await new Promise((done) => setImmediate(done));
      socket.destroy();
    }
    const own = () => read(home(), service.owner);
    // Until the service has heard that they have left.
    await eventually(async () => (await own()).status === 200);
    const [one, other] = await Promise.all([own(), own()]);
    expect([one.status, other.status]).toEqual([200, 200]);
  });
});

/** Whose download holds a place. */
const asOwner = () =>
  ({
    caller: { userId: service.ownerId, via: "SESSION", endsAt: "2199-01-01T00:00:00.000Z" },
    organizationId: service.organizationId,
  }) as const;

describe("who reads slowly", () => {
  async function* content() {
    for (let piece = 0; piece < 20; piece += 1) yield Buffer.alloc(100_000);
  }

  test("holds no place for making exports and access reviews", async () => {
    service = await startTestService();
    const { services } = service;
    for (const kind of ["exports", "reviews"] as const) {
      const slow = streamDownload(
        services,
        await takeDownload(services, kind, asOwner()),
        content(),
      );
      slow.read(0);
      const { userId } = asOwner().caller;
      await eventually(async () => {
        const end = await services.turns[kind].take({ userId }).catch(() => undefined);
        end?.();
        return end !== undefined;
      });
      slow.destroy();
    }
  });

  test("is left, and what they held is free again", async () => {
    service = await startTestService({ environment: { LIMIT_DOWNLOADS_PER_CALLER: "1" } });
    const download = await takeDownload(service.services, "exports", asOwner());
    await expect(takeDownload(service.services, "exports", asOwner())).rejects.toMatchObject({
      code: "limit-reached",
    });
    const hurried = { milliseconds: 20, bytesPerSecond: 1_000_000_000 };
    const stream = streamDownload(service.services, download, content(), hurried);
    stream.read(0);
    await expect(once(stream, "end")).rejects.toThrow("too slow");
    (await takeDownload(service.services, "exports", asOwner())).end();
  });
});

test("who asks for many access reviews at once gets few, and another gets theirs", async () => {
  service = await startTestService();
  const { session: other } = await service.addMember("ADMIN");
  const many = Promise.all(
    Array.from({ length: 12 }, () => read(`${home()}/access-review`, service.owner)),
  );
  expect((await read(`${home()}/access-review`, other)).status).toBe(200);
  const answers = await many;
  const done = answers.filter(({ status }) => status === 200);
  expect(done.length).toBeGreaterThan(0);
  expect(done.length).toBeLessThanOrEqual(6);
  for (const answer of answers.filter((each) => !done.includes(each))) {
    expect(answer).toMatchObject(refused);
  }
  expect((await read(`${home()}/access-review`, service.owner)).status).toBe(200);
});

test("who streams the log has few streams at once, and another gets theirs", async () => {
  const environment = { LIMIT_DOWNLOADS_PER_CALLER: "1" };
  service = await startTestService({ environment });
  const { session: other } = await service.addMember("ADMIN");
  const end = await takeDownload(service.services, "exports", asOwner());
  const lines = { accept: "application/x-ndjson" };
  const stream = (token: string) => read(`${home()}/events?after=0`, token, lines);
  expect(await stream(service.owner)).toMatchObject(refused);
  expect(await stream(other)).toMatchObject({
    status: 200,
    headers: { "content-type": "application/x-ndjson" },
  });
  // Pages are no streams.
  expect((await read(`${home()}/events?after=0`, service.owner)).status).toBe(200);
  end.end();
  expect((await stream(service.owner)).status).toBe(200);
});

test("who compares access takes the place of access reviews, and another gets theirs", async () => {
  service = await startTestService({ environment: { LIMIT_DOWNLOADS_PER_CALLER: "1" } });
  const { session: other } = await service.addMember("ADMIN");
  const end = await takeDownload(service.services, "reviews", asOwner());
  const compare = (token: string) => read(`${home()}/access-review/changes?from=2026-01-01`, token);
  expect(await compare(service.owner)).toMatchObject(refused);
  expect((await compare(other)).status).toBe(200);
  end.end();
  expect((await compare(service.owner)).status).toBe(200);
});

test("an organization's long reads do not hold up another's", async () => {
  service = await startTestService();
  const { organizationId } = service;
  const { path, token } = await neighbour();
  const { reads } = service.services.turns;
  const held = await Promise.all(
    ["a", "b", "c", "d"].map((userId) => reads.take({ userId, organizationId })),
  );
  let isAnswered = false;
  const waiting = read(`${home()}/members`, service.owner).finally(() => (isAnswered = true));
  expect((await read(`${path}/members`, token)).status).toBe(200);
  expect(isAnswered).toBe(false);
  held[0]?.();
  expect((await waiting).status).toBe(200);
});

test("an organization's streams of changes leave room for another's", async () => {
  service = await startTestService({ environment: { LIMIT_STREAMS_PER_ORGANIZATION: "1" } });
  const { path, token } = await neighbour();
  const holder = { userId: crypto.randomUUID(), organizationId: service.organizationId };
  const end = await service.services.turns.streams.take(holder);
  const query = "/changes?follow=false";
  const answer = await read(home() + query, service.owner);
  expect(answer).toMatchObject(refused);
  const headers = { authorization: `Bearer ${token}` };
  expect((await service.app.inject({ url: path + query, headers })).statusCode).toBe(200);
  end();
});

describe("one address cannot open connections without bound", () => {
  const ask = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  test("one too many is told so, and a closed one makes room", async () => {
    service = await startTestService({ environment: { LIMIT_CONNECTIONS_PER_ADDRESS: "2" } });
    const { port } = new URL(await service.app.listen({ port: 0, host: "127.0.0.1" }));
    const held = [1, 2].map(() => connect(Number(port), "127.0.0.1"));
    await Promise.all(held.map((socket) => once(socket, "connect")));
    const answer = lastAnswerIn(await say(Number(port), ask));
    expect(answer).toMatchObject({ status: 429, body: { code: "limit-reached" } });
    expect(answer.head).toMatch(/retry-after: 1/i);
    held[0]?.destroy();
    await eventually(async () => lastAnswerIn(await say(Number(port), ask)).status === 200);
    held[1]?.destroy();
  });

  test("but a proxy carries everybody's", async () => {
    const environment = { LIMIT_CONNECTIONS_PER_ADDRESS: "1", TRUST_PROXY: "loopback" };
    service = await startTestService({ environment });
    const { port } = new URL(await service.app.listen({ port: 0, host: "127.0.0.1" }));
    const held = [1, 2, 3].map(() => connect(Number(port), "127.0.0.1"));
    await Promise.all(held.map((socket) => once(socket, "connect")));
    expect(lastAnswerIn(await say(Number(port), ask)).status).toBe(200);
    for (const socket of held) socket.destroy();
  });
});

test("one person's large bodies that arrive or wait do not fill the memory, and leave room for another's", async () => {
  const environment = { LIMIT_BODY_BYTES_AT_ONCE_PER_CALLER: "2000" };
  service = await startTestService({ environment });
  const { path, token } = await neighbour();
  const { port } = new URL(await service.app.listen({ port: 0, host: "127.0.0.1" }));
  const rename = (organization: string, by: string, description: string) =>
    service.call("PATCH", organization, { token: by, body: { name: "Acme", description } });
  const head = `PATCH ${home()} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${service.owner}\r\nContent-Type: application/json\r\nContent-Length: 1500\r\n\r\n{`;
  const arrive = () => connect(Number(port), "127.0.0.1", () => arriving.write(head)).resume();
  let arriving = arrive();
  await eventually(async () => {
    // Refused itself when it came beside the one below: it comes again.
    if (arriving.bytesRead > 0) {
      arriving.destroy();
      arriving = arrive();
    }
    return (await rename(home(), service.owner, "x".repeat(900))).status === 429;
  });
  expect(await rename(home(), service.owner, "x".repeat(900))).toMatchObject(refused);
  expect((await rename(home(), service.owner, "small")).status).toBe(200);
  expect((await rename(path, token, "x".repeat(900))).status).toBe(200);
  arriving.destroy();
  await eventually(
    async () => (await rename(home(), service.owner, "x".repeat(900))).status === 200,
  );
  // One body alone is bounded by its route.
  expect((await rename(home(), service.owner, "x".repeat(4_000))).status).not.toBe(429);
});

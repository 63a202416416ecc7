/** Idempotency-Key: a repeat gets the first answer and appends nothing. */
import { DatabaseError } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { digestRequest } from "../../../src/commands/kit/idempotency.ts";
import { eventually } from "../../support/eventually.ts";
import { type Asked, startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let members: string;

const start = "2026-03-01T12:00:00.000Z";
const minute = 60_000;
const day = 24 * 60 * minute;
let people = 0;

beforeAll(async () => {
  service = await startTestService();
  members = `/v1/organizations/${service.organizationId}/members`;
});

beforeEach(() => service.clock.set(start));

afterAll(() => service.stop());

function person() {
  people += 1;
  return { email: `once-${people}@example.com`, firstName: "Once", lastName: "Only" };
}

const post = (path: string, key: string, body: unknown, asked: Asked = {}) =>
  service.call("POST", path, {
    token: service.owner,
    body,
    ...asked,
    headers: { "idempotency-key": key, ...asked.headers },
  });

const end = () => service.services.store.lastPosition();

/** A crash between append and answer: the answer is not stored, and its worker is dead. */
async function crashBeforeAnswer(key: string): Promise<void> {
  const { rowCount } = await service.database.pool.query(
    "update idempotency_keys set status = null, headers = null, body = null where key = $1",
    [digestRequest(key)],
  );
  expect(rowCount).toBe(1);
}

test("a repeat gets the same answer and appends nothing", async () => {
  const body = person();
  const first = await post(members, "same", body);
  expect(first.status).toBe(201);
  expect(first.headers).not.toHaveProperty("idempotency-replayed");
  const position = await end();
  for (let repeats = 0; repeats < 2; repeats += 1) {
    const again = await post(members, "same", body);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers["idempotency-replayed"]).toBe("true");
    for (const name of ["location", "etag", "muster-position", "content-type"]) {
      expect(again.headers[name]).toBe(first.headers[name]);
    }
  }
  expect(await end()).toBe(position);
});

test("a repeat gets the first answer even if things have changed since", async () => {
  const { userId } = await service.addMember("USER");
  const path = `${members}/${userId}`;
  const change = (userRole: string, headers: Record<string, string> = {}) =>
    service.call("PATCH", path, { token: service.owner, body: { userRole }, headers });
  const keyed = { "idempotency-key": "older" };
  expect((await change("CREATOR", keyed)).body.userRole).toBe("CREATOR");
  expect((await change("ADMIN")).body.userRole).toBe("ADMIN");
  expect((await change("CREATOR", keyed)).headers["idempotency-replayed"]).toBe("true");
  const now = await service.call("GET", path, { token: service.owner });
  expect(now.body.userRole, "and the change of the meantime stays").toBe("ADMIN");
});

test("an answer without a body is repeated too", async () => {
  const { userId } = await service.addMember("USER");
  const remove = () =>
    service.call("DELETE", `${members}/${userId}`, {
      token: service.owner,
      headers: { "idempotency-key": "gone" },
    });
  const first = await remove();
  expect(first.status).toBe(204);
  const again = await remove();
  expect(again).toMatchObject({ status: 204, body: undefined });
  expect(again.headers["idempotency-replayed"]).toBe("true");
});

test("a refusal is repeated too", async () => {
  const body = person();
  await post(members, "taken-by", body);
  const refused = await post(members, "taken", body);
  expect(refused).toMatchObject({ status: 409, body: { code: "already-a-member" } });
  const again = await post(members, "taken", body);
  expect(again).toMatchObject({ status: 409, body: refused.body });
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.headers["content-type"]).toBe(refused.headers["content-type"]);
});

test("the same key with another body or path of the same route is refused", async () => {
  const body = person();
  await post(members, "other-body", body);
  const position = await end();
  for (const refused of [
    await post(members, "other-body", { ...body, lastName: "Else" }),
    await post(members, "other-body", person()),
    await post(`/v1/organizations/${crypto.randomUUID()}/members`, "other-body", body),
  ]) {
    expect(refused).toMatchObject({ status: 422, body: { code: "idempotency-key-reused" } });
  }
  expect(await end()).toBe(position);
});

test("the same key is separate for each route and caller", async () => {
  const { session } = await service.addMember("ADMIN");
  const mine = await post(members, "shared", person());
  const theirs = await post(members, "shared", person(), { token: session });
  const route = await post("/v1/organizations", "shared", { name: "Shared" });
  for (const answer of [mine, theirs, route]) {
    expect(answer.status).toBe(201);
    expect(answer.headers).not.toHaveProperty("idempotency-replayed");
  }
});

test("many concurrent requests under one key are done once", async () => {
  const body = person();
  const before = await service.call("GET", `${members}?search=once`, { token: service.owner });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post(members, "at-once", body)),
  );
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map((answer) => answer.body.userId)).size).toBe(1);
  expect(made.filter(({ headers }) => headers["idempotency-replayed"] === undefined)).toHaveLength(
    1,
  );
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer).toMatchObject({ status: 409, body: { code: "idempotency-in-progress" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  const after = await service.call("GET", `${members}?search=once`, { token: service.owner });
  expect(after.body.count).toBe(before.body.count + 1);
});

test("a token's secret is not in the repeat and is stored nowhere", async () => {
  const first = await post("/v1/users/me/tokens", "secret", { name: "laptop" });
  const { secret, ...shown } = first.body;
  expect(secret).toMatch(/^mst_pat_/);
  const again = await post("/v1/users/me/tokens", "secret", { name: "laptop" });
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again).toMatchObject({ status: 201, body: shown });
  expect(again.body).not.toHaveProperty("secret");
  const { rows } = await service.database.pool.query(
    "select body from idempotency_keys where key = $1",
    [digestRequest("secret")],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].body).not.toContain(secret);
});

test("an accepted invitation's session is not in the repeat", async () => {
  const { userId } = (await post(members, "to-accept", person())).body;
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const first = await post("/v1/invites/accept", "accept", { token }, { token: undefined });
  expect(first).toMatchObject({
    status: 200,
    body: { sessionToken: expect.stringMatching(/^mst_ses_/) },
  });
  const again = await post("/v1/invites/accept", "accept", { token }, { token: undefined });
  expect(again).toMatchObject({ status: 200, body: { user: { userId } } });
  expect(again.body).not.toHaveProperty("sessionToken");
});

test.each([
  ["empty", ""],
  ["too long", "k".repeat(201)],
  ["not ASCII", "clé"],
  ["with a control character", "a\tb"],
])("a key that is %s is refused", async (_, key) => {
  const position = await end();
  expect(await post(members, key, person())).toMatchObject({
    status: 400,
    body: { code: "invalid-input", errors: [{ pointer: "Idempotency-Key" }] },
  });
  expect(await end()).toBe(position);
});

test("a key may have 200 characters, and a read ignores it", async () => {
  const key = "k".repeat(200);
  expect((await post(members, key, person())).status).toBe(201);
  const asked = { token: service.owner, headers: { "idempotency-key": "x".repeat(300) } };
  expect((await service.call("GET", members, asked)).status).toBe(200);
});

test("a key is forgotten after 24 hours", async () => {
  const body = { name: "Daily" };
  const first = await post("/v1/organizations", "daily", body);
  const later = async () => {
    const token = await service.signIn(service.ownerId);
    return post("/v1/organizations", "daily", body, { token });
  };
  service.clock.add(day - 1);
  expect((await later()).body.organizationId).toBe(first.body.organizationId);
  service.clock.add(1);
  const anew = await later();
  expect(anew.headers).not.toHaveProperty("idempotency-replayed");
  expect(anew.body.organizationId).not.toBe(first.body.organizationId);
});

describe("after a crash between append and answer", () => {
  test("the repeat waits for a worker that may still be running", async () => {
    const body = person();
    await post(members, "locked", body);
    await crashBeforeAnswer("locked");
    const refused = await post(members, "locked", body);
    expect(refused).toMatchObject({ status: 409, body: { code: "idempotency-in-progress" } });
    expect(Number(refused.headers["retry-after"])).toBe(10);
    service.clock.add(9_999);
    expect((await post(members, "locked", body)).status).toBe(409);
    service.clock.add(1);
    expect((await post(members, "locked", body)).status).toBe(201);
  });

  test("but a request that runs for longer keeps its key", async () => {
    const { store } = service.services;
    const { append } = store;
    const gate = Promise.withResolvers<undefined>();
    const entered = Promise.withResolvers<undefined>();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      Object.assign(store, {
        async append(...values: Parameters<typeof append>) {
          entered.resolve(undefined);
          await gate.promise;
          return append(...values);
        },
      });
      const body = person();
      const first = post(members, "long", body);
      await entered.promise;
      service.clock.add(9_000);
      vi.advanceTimersByTime(3_000);
      const lockedUntil = () =>
        service.database.pool.query("select locked_until from idempotency_keys where key = $1", [
          digestRequest("long"),
        ]);
      await eventually(async () =>
        expect((await lockedUntil()).rows[0].locked_until).toBe("2026-03-01T12:00:19.000Z"),
      );
      service.clock.add(9_000);
      expect((await post(members, "long", body)).status).toBe(409);
      gate.resolve(undefined);
      expect((await first).status).toBe(201);
      expect(vi.getTimerCount()).toBe(0);
      expect((await post(members, "long", body)).headers["idempotency-replayed"]).toBe("true");
    } finally {
      vi.useRealTimers();
      Object.assign(store, { append });
    }
  });

  test.each([
    ["done", 201],
    ["refused", 409],
  ])("a command that is %s is answered 503 if its answer cannot be kept", async (name, status) => {
    const body = person();
    if (name === "refused") await post(members, "invited before", body);
    const { pool } = service.database;
    const { query } = pool;
    const lost = Object.assign(new DatabaseError("the server ended", 1, "error"), {
      code: "57P01",
    });
    const failing = vi.fn<typeof query>((...values: unknown[]) =>
      (values[0] as { name?: string }).name === "keep-idempotent-answer"
        ? Promise.reject(lost)
        : Reflect.apply(query, pool, values),
    );
    Object.assign(pool, { query: failing });
    const answer = await post(members, name, body).finally(() => Object.assign(pool, { query }));
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(answer.headers).toMatchObject({
      "content-type": expect.stringContaining("application/problem+json"),
      "retry-after": "1",
    });
    expect(answer.headers["location"]).toBeUndefined();
    service.clock.add(10_000);
    expect((await post(members, name, body)).status).toBe(status);
  });

  test("a request that was frozen answers like the repeat that took over its key", async () => {
    const { userId } = await service.addMember("USER");
    const path = `${members}/${userId}`;
    const change = (userRole: string, headers: Record<string, string> = {}) =>
      service.call("PATCH", path, { token: service.owner, body: { userRole }, headers });
    const keyed = { "idempotency-key": "frozen" };
    const { store } = service.services;
    const { readStream } = store;
    const gate = Promise.withResolvers<undefined>();
    const entered = Promise.withResolvers<undefined>();
    try {
      Object.assign(store, {
        async readStream(...values: Parameters<typeof readStream>) {
          entered.resolve(undefined);
          await gate.promise;
          return readStream(...values);
        },
      });
      const frozen = change("CREATOR", keyed);
      await entered.promise;
      Object.assign(store, { readStream });
      service.clock.add(10_000);
      const repeat = await change("CREATOR", keyed);
      expect(repeat).toMatchObject({ status: 200, body: { userRole: "CREATOR" } });
      await service.call("DELETE", path, { token: service.owner });
      gate.resolve(undefined);
      const late = await frozen;
      expect(late).toMatchObject({ status: 200, body: repeat.body });
      expect(late.headers).toMatchObject({ etag: repeat.headers["etag"] });
      expect(await change("CREATOR", keyed)).toMatchObject({ status: 200, body: repeat.body });
    } finally {
      Object.assign(store, { readStream });
    }
  });

  test.each([
    ["InviteUser", () => members, person, "userId"],
    [
      "CreateOrganization",
      () => "/v1/organizations",
      () => ({ name: "Crashed" }),
      "organizationId",
    ],
    [
      "RegisterSolution",
      () => `/v1/organizations/${service.organizationId}/solutions`,
      () => ({ name: "crashed", title: "Crashed" }),
      "solutionId",
    ],
    ["CreateToken", () => "/v1/users/me/tokens", () => ({ name: "crashed" }), "tokenId"],
  ])("the repeat of %s answers the same id and appends nothing", async (name, path, make, id) => {
    const body = make();
    const first = await post(path(), name, body);
    expect(first.status).toBe(201);
    const position = await end();
    await crashBeforeAnswer(name);
    service.clock.add(minute);
    const again = await post(path(), name, body);
    expect(again.status).toBe(201);
    expect(again.headers).not.toHaveProperty("idempotency-replayed");
    expect(again.body[id]).toBe(first.body[id]);
    expect(again.body, "that secret is kept nowhere").not.toHaveProperty("secret");
    expect(await end()).toBe(position);
    const replayed = await post(path(), name, body);
    expect(replayed.headers["idempotency-replayed"]).toBe("true");
  });

  test("the repeat of a role change appends nothing", async () => {
    const { userId } = await service.addMember("USER");
    const change = () =>
      service.call("PATCH", `${members}/${userId}`, {
        token: service.owner,
        body: { userRole: "OWNER" },
        headers: { "idempotency-key": "promoted" },
      });
    expect((await change()).status).toBe(200);
    const position = await end();
    await crashBeforeAnswer("promoted");
    service.clock.add(minute);
    expect(await change()).toMatchObject({ status: 200, body: { userRole: "OWNER" } });
    expect(await end()).toBe(position);
  });

  test("the repeat of a deletion succeeds instead of 404", async () => {
    const { userId } = await service.addMember("USER");
    const remove = () =>
      service.call("DELETE", `${members}/${userId}`, {
        token: service.owner,
        headers: { "idempotency-key": "removed" },
      });
    expect((await remove()).status).toBe(204);
    await crashBeforeAnswer("removed");
    service.clock.add(minute);
    expect((await remove()).status).toBe(204);
  });

  test("the repeat of a command that took the caller's own right succeeds", async () => {
    const solutions = `/v1/organizations/${service.organizationId}/solutions`;
    const { solutionId } = (await post(solutions, "made", { name: "gone", title: "Gone" })).body;
    const admin = await service.addMember("ADMIN");
    const requests = [
      ["DELETE", `${solutions}/${solutionId}`, service.owner, undefined, 204],
      ["PATCH", `${members}/${admin.userId}`, admin.session, { userRole: "USER" }, 200],
    ] as const;
    for (const [method, path, token, body, status] of requests) {
      const key = `own ${method}`;
      const ask = () =>
        service.call(method, path, { token, body, headers: { "idempotency-key": key } });
      expect((await ask()).status).toBe(status);
      const position = await end();
      await crashBeforeAnswer(key);
      service.clock.add(minute);
      expect((await ask()).status).toBe(status);
      expect(await end()).toBe(position);
    }
  });

  test("another body under the key is still refused", async () => {
    const body = person();
    await post(members, "stale", body);
    await crashBeforeAnswer("stale");
    service.clock.add(minute);
    expect(await post(members, "stale", person())).toMatchObject({ status: 422 });
  });
});

describe("an answer that the next try may change is not kept:", () => {
  test("401", async () => {
    const body = person();
    const refused = await post(members, "nobody", body, { token: "mst_ses_wrong" });
    expect(refused.status).toBe(401);
    const again = await post(members, "nobody", body);
    expect(again.status).toBe(201);
    expect(again.headers).not.toHaveProperty("idempotency-replayed");
  });

  test("429", async () => {
    const { userId } = (await post(members, "patient", person())).body;
    const resend = () => post(`${members}/${userId}/resend-invite`, "resent", undefined);
    for (let sent = 1; sent < 5; sent += 1) {
      await service.call("POST", `${members}/${userId}/resend-invite`, { token: service.owner });
    }
    expect((await resend()).status).toBe(429);
    service.clock.add(61 * minute);
    const again = await resend();
    expect(again.status).toBe(200);
    expect(again.headers).not.toHaveProperty("idempotency-replayed");
  });
});

test("after a 503 without the event store, the next try under the key succeeds", async () => {
  const { store } = service.services;
  const { append } = store;
  const body = person();
  const { EventStoreUnavailable } = await import("../../../src/eventstore/errors.ts");
  Object.assign(store, {
    append: () => Promise.reject(new EventStoreUnavailable("away")),
  });
  try {
    const refused = await post(members, "away", body);
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(refused.body.detail).toContain("Repeat it with the same Idempotency-Key");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  } finally {
    Object.assign(store, { append });
  }
  const again = await post(members, "away", body);
  expect(again.status).toBe(201);
  expect(again.headers).not.toHaveProperty("idempotency-replayed");
});

test("an idempotency key of one anonymous caller does not block another", async () => {
  const signIn = (email: string) =>
    post("/v1/sign-in", "anonymous", { email }, { token: undefined });
  await signIn("stranger@example.com");
  expect((await signIn("owner@example.com")).status).toBe(202);
});

test("an idempotency key can be used anew after 24 hours", async () => {
  const token = await service.signIn(service.ownerId);
  const headers = { "idempotency-key": "daily-job" };
  await service.call("PATCH", "/v1/users/me", { token, headers, body: { phone: "+1" } });
  service.clock.add(25 * 3_600_000);
  const again = await service.signIn(service.ownerId);
  const changed = await service.call("PATCH", "/v1/users/me", {
    token: again,
    headers,
    body: { phone: "+2" },
  });
  expect(changed.body.phone).toBe("+2");
});

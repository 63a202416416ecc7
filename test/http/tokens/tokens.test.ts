/** /v1/users/me/tokens: secrets shown once, leases, expiry, scopes, and what a token may not do. */
import { signInUser } from "../../../src/commands/sign-in/sessions.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { crc32 } from "node:zlib";
import pino from "pino";
import { tokenStream } from "../../../src/domain/streams.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { buildApp } from "../../../src/http/app.ts";
import { routes } from "../../../src/service/features.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let session: string;

const start = "2026-03-01T12:00:00.000Z";
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

beforeAll(async () => {
  service = await startTestService();
});

beforeEach(async () => {
  service.clock.set(start);
  session = await service.signIn(service.ownerId);
});

afterAll(() => service.stop());

const tokens = "/v1/users/me/tokens";
const at = (time: string, milliseconds: number) =>
  new Date(Date.parse(time) + milliseconds).toISOString();

/** Moves the clock and signs in again, because a session ends sooner than a token. */
async function wait(milliseconds: number): Promise<void> {
  service.clock.add(milliseconds);
  session = await service.signIn(service.ownerId);
}

async function create(body: object = { name: "laptop" }) {
  const created = await service.call("POST", tokens, { token: session, body });
  expect(created.status).toBe(201);
  return created.body;
}

const read = (tokenId: string) => service.call("GET", `${tokens}/${tokenId}`, { token: session });
const use = (secret: string) => service.call("GET", "/v1/users/me", { token: secret });
const extend = (tokenId: string, token = session) =>
  service.call("POST", `${tokens}/${tokenId}/extend-lease`, { token });
const remove = (tokenId: string, token = session) =>
  service.call("DELETE", `${tokens}/${tokenId}`, { token });

async function recordedUses(tokenId: string): Promise<number> {
  const events = await service.services.store.readStream(tokenStream(tokenId));
  return events.filter(({ type }) => type === "TokenUsed").length;
}

describe("the secret", () => {
  test("is mst_pat_, 40 base62 characters and 6 characters of CRC-32 over them", async () => {
    const { secret } = await create();
    expect(secret).toMatch(/^mst_pat_[0-9A-Za-z]{46}$/);
    let rest = crc32(secret.slice(0, -6));
    let check = "";
    for (let digit = 0; digit < 6; digit += 1) {
      check = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[rest % 62] + check;
      rest = Math.floor(rest / 62);
    }
    expect(secret.slice(-6)).toBe(check);
  });

  test("is shown once and stored nowhere", async () => {
    const created = await service.call("POST", tokens, {
      token: session,
      body: { name: "once" },
      headers: { "idempotency-key": "kept-nowhere" },
    });
    const { secret, ...shown } = created.body;
    expect(created.headers.location).toBe(`${tokens}/${shown.tokenId}`);
    await use(secret);
    expect((await read(shown.tokenId)).body).toMatchObject({
      ...shown,
      status: "ACTIVE",
      revision: 1,
    });
    const list = await service.call("GET", tokens, { token: session });
    const stored = [JSON.stringify(list.body), JSON.stringify((await read(shown.tokenId)).body)];
    for (const table of ["events", "tokens", "token_uses", "idempotency_keys"]) {
      const { rows } = await service.database.pool.query(
        `select coalesce(string_agg(t::text, ' '), '') as all_of_it from ${table} t`,
      );
      stored.push(rows[0].all_of_it);
    }
    expect(stored.join(" ")).toContain(shown.tokenId);
    expect(stored.join(" ")).not.toContain(secret.slice(8, 48));
  });

  test("is never logged, however the request ends", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
    const services = { ...service.services, log };
    const app = await buildApp(services, {
      routes,
      groups: [],
      changes: service.changes,
      config: loadConfig({}),
    });
    try {
      const ask = (url: string, bearer: string, payload = {}) =>
        app.inject({
          method: "POST",
          url,
          headers: { authorization: `Bearer ${bearer}` },
          payload,
        });
      const made = await ask(tokens, session, { name: "logged" });
      const { secret } = made.json<{ secret: string }>();
      await ask("/v1/organizations", secret, { name: "Logged" });
      await ask(`/nowhere?token=${secret}`, secret);
      await ask(tokens, secret, { name: secret, unknown: secret });
      expect(lines).toHaveLength(4);
      expect(lines.join("")).not.toContain(secret.slice(8, 48));
      expect(lines.join("")).not.toContain(session.slice(8, 48));
    } finally {
      await app.close();
    }
  });

  test("is refused without a look-up if mistyped", async () => {
    const { secret } = await create();
    const typo = secret.slice(0, 20) + (secret[20] === "a" ? "b" : "a") + secret.slice(21);
    const { pool } = service.services;
    const { query } = pool;
    let queries = 0;
    const counting = (...statement: unknown[]) => {
      queries += 1;
      return Reflect.apply(query, pool, statement) as unknown;
    };
    Object.assign(pool, { query: counting });
    try {
      for (const wrong of [typo, secret.slice(0, -1), `${secret}0`, secret.toLowerCase(), "x"]) {
        const refused = await use(wrong);
        expect(refused).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
        expect(refused.headers["www-authenticate"]).toMatch(/^Bearer/);
      }
      expect(queries).toBe(0);
      expect((await use(secret)).status).toBe(200);
      expect(queries, "the count counts").toBeGreaterThan(0);
    } finally {
      Object.assign(pool, { query });
    }
  });
});

describe("the lease", () => {
  test("starts at two weeks, and each use extends it to two weeks from then", async () => {
    const { tokenId, secret, leaseExpiresAt, expiresAt } = await create();
    expect(leaseExpiresAt).toBe("2026-03-15T12:00:00.000Z");
    expect(expiresAt).toBe("2026-09-01T12:00:00.000Z");
    await wait(10 * day);
    expect((await use(secret)).status).toBe(200);
    expect((await read(tokenId)).body).toMatchObject({
      lastUsedAt: at(start, 10 * day),
      leaseExpiresAt: at(start, 24 * day),
      expiresAt,
    });
  });

  test("lapses exactly at its end; its owner can revive the token, the token itself cannot", async () => {
    const { tokenId, secret } = await create();
    await wait(14 * day);
    const refused = await use(secret);
    expect(refused).toMatchObject({ status: 401, body: { code: "token-lease-lapsed" } });
    expect(refused.headers["www-authenticate"]).toMatch(/^Bearer/);
    expect((await use(secret)).status, "having tried does not help").toBe(401);
    expect((await read(tokenId)).body.status).toBe("LEASE_LAPSED");

    await wait(30 * day);
    expect(await extend(tokenId)).toMatchObject({
      status: 200,
      body: { status: "ACTIVE", leaseExpiresAt: at(start, (44 + 14) * day) },
    });
    expect((await use(secret)).status).toBe(200);
  });

  test("holds until the millisecond before its end", async () => {
    const { secret } = await create();
    service.clock.add(14 * day - 1);
    expect((await use(secret)).status).toBe(200);
  });

  test("can be extended by two weeks at a time, never past the expiry", async () => {
    const { tokenId, expiresAt } = await create();
    expect((await extend(tokenId)).body.leaseExpiresAt).toBe(at(start, 28 * day));
    expect((await extend(tokenId)).body.leaseExpiresAt).toBe(at(start, 42 * day));
    for (let more = 0; more < 12; more += 1) await extend(tokenId);
    expect((await read(tokenId)).body.leaseExpiresAt).toBe(expiresAt);
    const end = await service.services.store.lastPosition();
    expect((await extend(tokenId)).status).toBe(200);
    expect(await service.services.store.lastPosition()).toBe(end);
  });

  test("is not shortened by a use after an extension", async () => {
    const { tokenId, secret } = await create();
    await extend(tokenId);
    expect((await use(secret)).status).toBe(200);
    expect((await read(tokenId)).body.leaseExpiresAt).toBe(at(start, 28 * day));
  });

  test("many uses within an hour append one event, and the last use still counts", async () => {
    const { tokenId, secret } = await create();
    await Promise.all(Array.from({ length: 8 }, () => use(secret)));
    for (const minutes of [10, 30, 19]) {
      service.clock.add(minutes * minute);
      expect((await use(secret)).status).toBe(200);
    }
    expect(await recordedUses(tokenId)).toBe(1);

    // The service's timer does this after the hour: the last of these uses counts.
    service.clock.add(2 * minute);
    await service.services.tokenUses.flush();
    expect(await recordedUses(tokenId)).toBe(2);
    session = await service.signIn(service.ownerId);
    expect((await read(tokenId)).body).toMatchObject({
      lastUsedAt: at(start, 59 * minute),
      leaseExpiresAt: at(start, 14 * day + 59 * minute),
    });
  });

  test("a use after the hour is recorded again", async () => {
    const { tokenId, secret } = await create();
    await use(secret);
    service.clock.add(hour - 1);
    await use(secret);
    expect(await recordedUses(tokenId)).toBe(1);
    service.clock.add(1);
    await use(secret);
    expect(await recordedUses(tokenId)).toBe(2);
  });
});

describe("the expiry", () => {
  test("is six calendar months later; the 31st becomes the month's last day", async () => {
    service.clock.set("2026-08-31T23:59:59.999Z");
    session = await service.signIn(service.ownerId);
    const { tokenId, secret, expiresAt } = await create();
    expect(expiresAt).toBe("2027-02-28T23:59:59.999Z");

    // Uses extend the lease, but not the expiry.
    for (let weeks = 0; weeks < 26; weeks += 1) {
      service.clock.add(6.9 * day);
      expect((await use(secret)).status).toBe(200);
    }
    session = await service.signIn(service.ownerId);
    expect((await read(tokenId)).body).toMatchObject({ leaseExpiresAt: expiresAt, expiresAt });
    service.clock.set(expiresAt);
    session = await service.signIn(service.ownerId);
    const refused = await use(secret);
    expect(refused).toMatchObject({ status: 401, body: { code: "token-expired" } });
    expect(refused.headers["www-authenticate"]).toMatch(/^Bearer/);
    expect((await read(tokenId)).body.status).toBe("EXPIRED");
    expect(await extend(tokenId)).toMatchObject({ status: 409, body: { code: "token-ended" } });
  });
});

describe("deletion", () => {
  test("ends the token at once and for good", async () => {
    const { tokenId, secret } = await create();
    expect((await use(secret)).status).toBe(200);
    expect((await remove(tokenId)).status).toBe(204);
    expect(await use(secret)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect((await read(tokenId)).body.status).toBe("DELETED");
    expect(await extend(tokenId)).toMatchObject({ status: 409, body: { code: "token-deleted" } });
    expect((await remove(tokenId)).status, "again changes nothing").toBe(204);
  });

  test("keeps an ended token in the list for 90 days", async () => {
    const deleted = await create({ name: "deleted" });
    const lapsed = await create({ name: "lapsed" });
    await remove(deleted.tokenId);
    const listed = async () => {
      const { body } = await service.call("GET", `${tokens}?limit=500`, { token: session });
      return body.items
        .filter(({ tokenId }: { tokenId: string }) =>
          [deleted.tokenId, lapsed.tokenId].includes(tokenId),
        )
        .map(({ status }: { status: string }) => status)
        .toSorted();
    };
    expect(await listed()).toEqual(["ACTIVE", "DELETED"]);
    await wait(90 * day - 1);
    expect(await listed()).toEqual(["DELETED", "LEASE_LAPSED"]);
    await wait(1);
    expect(await listed()).toEqual(["LEASE_LAPSED"]);
    await wait(14 * day);
    expect(await listed()).toEqual([]);
  });
});

test("to others a token looks like a missing one", async () => {
  const { tokenId } = await create();
  const other = await service.addMember("OWNER");
  for (const refused of [
    await service.call("GET", `${tokens}/${tokenId}`, { token: other.session }),
    await extend(tokenId, other.session),
    await remove(tokenId, other.session),
    await read(crypto.randomUUID()),
    await remove(crypto.randomUUID()),
  ]) {
    expect(refused).toMatchObject({ status: 404, body: { code: "not-found" } });
  }
  const list = await service.call("GET", tokens, { token: other.session });
  expect(list.body).toEqual({ count: 0, items: [] });
});

test("a token cannot create, extend or delete tokens or end a session", async () => {
  const { tokenId, secret } = await create();
  for (const refused of [
    await service.call("POST", tokens, { token: secret, body: { name: "child" } }),
    await extend(tokenId, secret),
    await remove(tokenId, secret),
    await service.call("GET", "/v1/session", { token: secret }),
    await service.call("DELETE", "/v1/session", { token: secret }),
  ]) {
    expect(refused).toMatchObject({ status: 403, body: { code: "session-required" } });
  }
  expect((await service.call("GET", tokens, { token: secret })).status).toBe(200);
});

describe("scopes", () => {
  const organization = () => `/v1/organizations/${service.organizationId}`;

  test("narrow what the owner may do", async () => {
    const { secret, scopes } = await create({ name: "reader", scopes: ["users:view"] });
    expect(scopes).toEqual(["users:view"]);
    const members = `${organization()}/members`;
    expect((await service.call("GET", members, { token: secret })).status).toBe(200);
    const body = { email: "scoped@example.com", firstName: "S", lastName: "C" };
    for (const refused of [
      await service.call("POST", members, { token: secret, body }),
      await service.call("GET", `${organization()}/solutions`, { token: secret }),
      await service.call("PATCH", organization(), { token: secret, body: { name: "Renamed" } }),
      await service.call("PATCH", "/v1/users/me", { token: secret, body: { firstName: "X" } }),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { code: "scope-missing" } });
    }
  });

  test("never widen what the owner may do", async () => {
    const { session: user } = await service.addMember("USER");
    const body = { name: "hopeful", scopes: ["users:view", "settings:manage"] };
    const { secret } = (await service.call("POST", tokens, { token: user, body })).body;
    const refused = await service.call("GET", `${organization()}/members`, { token: secret });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("of a token of one organization do not reach the others", async () => {
    const other = (
      await service.call("POST", "/v1/organizations", { token: session, body: { name: "Other" } })
    ).body.organizationId;
    const { secret } = await create({ name: "narrow", organizationId: service.organizationId });
    const get = (path: string) => service.call("GET", path, { token: secret });
    expect((await get(organization())).status).toBe(200);
    expect((await get(`/v1/organizations/${other}`)).status).toBe(404);
    expect((await get("/v1/organizations")).body.count).toBe(1);
    expect((await get("/v1/users/me/organizations")).body.count).toBe(1);
    const foreign = { name: "foreign", organizationId: crypto.randomUUID() };
    expect((await service.call("POST", tokens, { token: session, body: foreign })).status).toBe(
      404,
    );
  });

  test("of a session of one organization work in that one only", async () => {
    const { userId } = await service.addMember("ADMIN");
    const context = service.run({ userId, via: "SESSION" });
    const narrowing = { only: service.organizationId };
    const { sessionToken } = await execute(context, signInUser, userId, "INVITATION", narrowing);
    const made = await service.call("POST", tokens, { token: sessionToken, body: { name: "n" } });
    const body = { name: "Further" };
    const wide = { token: await service.signIn(userId), body };
    const other = (await service.call("POST", "/v1/organizations", wide)).body.organizationId;
    const get = (path: string) => service.call("GET", path, { token: made.body.secret });
    expect((await get(organization())).status).toBe(200);
    expect((await get(`/v1/organizations/${other}`)).status).toBe(404);
  });

  test("end with the membership, in the same request", async () => {
    const { userId, session: admin } = await service.addMember("ADMIN");
    const body = { name: "admin's" };
    const { secret } = (await service.call("POST", tokens, { token: admin, body })).body;
    const members = `${organization()}/members`;
    expect((await service.call("GET", members, { token: secret })).status).toBe(200);
    await service.call("POST", `${members}/${userId}/disable`, { token: session });
    expect((await service.call("GET", members, { token: secret })).status).toBe(404);
  });
});

test.each([
  [{}, "/name"],
  [{ name: "" }, "/name"],
  [{ name: "n".repeat(101) }, "/name"],
  [{ name: "n", scopes: [] }, "/scopes"],
  [{ name: "n", scopes: ["everything"] }, "/scopes/0"],
  [{ name: "n", organizationId: "mine" }, "/organizationId"],
  [{ name: "n", expiresAt: "2099-01-01T00:00:00.000Z" }, "/expiresAt"],
])("creation with %j is refused", async (body, pointer) => {
  const refused = await service.call("POST", tokens, { token: session, body });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

/** OIDC access tokens, made by a real issuer on the loopback: discovery, keys, signatures. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createOidc } from "../../src/commands/oidc.ts";
import { startTestService, type TestService } from "../support/http.ts";

interface Key {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

const audience = "https://muster.test/api";
let server: Server;
let issuer: string;
let service: TestService;
let published: Key[] = [];
let discovery: Record<string, unknown> = {};
let isDown = false;
let asked: string[] = [];

async function newKey(alg: string, kid: string): Promise<Key> {
  return { alg, kid, ...(await generateKeyPair(alg)) };
}
let rsa: Key;
let ec: Key;

beforeAll(async () => {
  rsa = await newKey("RS256", "rsa-1");
  ec = await newKey("ES256", "ec-1");
  published = [rsa, ec];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    void (async () => {
      if (isDown) {
        response.destroy();
        return;
      }
      const keys = published.map(async ({ publicKey, alg, kid }) => ({
        ...(await exportJWK(publicKey)),
        alg,
        kid,
        use: "sig",
      }));
      const isDiscovery = request.url === "/.well-known/openid-configuration";
      const body = isDiscovery ? discovery : { keys: await Promise.all(keys) };
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  discovery = { issuer, jwks_uri: `${issuer}/keys` };
  let oidc: ReturnType<typeof createOidc> | undefined;
  // The service's clock is not there before the service.
  const now = (): Date => service.clock.now();
  service = await startTestService({
    oidc: {
      verify(token) {
        oidc ??= createOidc({ issuer, audience }, now);
        return oidc.verify(token);
      },
    },
  });
});

afterAll(async () => {
  await service.stop();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

afterEach(() => vi.useRealTimers());

interface Asked {
  readonly key?: Key;
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
}

/** A token about the owner, for us, good for an hour - but for what a test changes. */
async function tokenOf({ key = rsa, claims = {}, header = {} }: Asked = {}): Promise<string> {
  const seconds = Math.floor(service.clock.now().getTime() / 1000);
  const all = {
    iss: issuer,
    aud: audience,
    sub: "subject-1",
    email: "owner@example.com",
    email_verified: true,
    iat: seconds,
    exp: seconds + 3600,
    ...claims,
  };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(kept)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);
}

const me = (token: string) => service.call("GET", "/v1/users/me", { token });
const refused = { status: 401, body: { code: "unauthenticated" } };

test("a good token lets its person in, whoever of the issuer's keys signed it", async () => {
  expect(await me(await tokenOf())).toMatchObject({
    status: 200,
    body: { userId: service.ownerId },
  });
  expect((await me(await tokenOf({ key: ec }))).status).toBe(200);
  const other = { email: "OWNER@Example.com" };
  expect((await me(await tokenOf({ claims: other }))).status).toBe(200);
});

describe("is refused", () => {
  const hour = 3600;
  test.each<[string, () => Asked]>([
    ["of another issuer", () => ({ claims: { iss: "https://evil.example" } })],
    ["of the issuer with a slash more", () => ({ claims: { iss: `${issuer}/` } })],
    ["for another audience", () => ({ claims: { aud: "https://other.example" } })],
    ["without an audience", () => ({ claims: { aud: undefined } })],
    ["expired", () => ({ claims: { exp: service.clock.now().getTime() / 1000 - hour } })],
    ["without an end", () => ({ claims: { exp: undefined } })],
    ["not valid yet", () => ({ claims: { nbf: service.clock.now().getTime() / 1000 + hour } })],
    ["without a subject", () => ({ claims: { sub: undefined } })],
    ["with an address that was not verified", () => ({ claims: { email_verified: false } })],
    ["with `true` as a text", () => ({ claims: { email_verified: "true" } })],
    ["without the word that it was verified", () => ({ claims: { email_verified: undefined } })],
    ["without an address", () => ({ claims: { email: undefined } })],
    ["about a person who is not known", () => ({ claims: { email: "nobody@example.com" } })],
    ["signed with a key that is not the issuer's", () => ({ header: { kid: "ec-1" } })],
  ])("one %s", async (_, asked) => {
    expect(await me(await tokenOf(asked()))).toMatchObject(refused);
  });

  test("one that nobody signed, or with the public key as a shared secret", async () => {
    const [, payload = ""] = (await tokenOf()).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(await me(`${none}.${payload}.x`)).toMatchObject(refused);
    const secret = new TextEncoder().encode(await exportSPKI(rsa.publicKey));
    const forged = await new SignJWT(JSON.parse(Buffer.from(payload, "base64url").toString()))
      .setProtectedHeader({ alg: "HS256", kid: "rsa-1" })
      .sign(secret);
    expect(await me(forged)).toMatchObject(refused);
  });

  test("one that was changed, or is no token at all", async () => {
    const [head, payload = "", signature] = (await tokenOf()).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, email: "x@y.zz" }));
    const forged = `${head}.${changed.toString("base64url")}.${signature}`;
    for (const token of [forged, "a.b.c", `${"a".repeat(7000)}.b.c`]) {
      expect(await me(token)).toMatchObject(refused);
    }
  });
});

describe("roles are never read from the token", () => {
  test("a USER everywhere is refused, whatever the token says", async () => {
    await service.addMember("USER", { email: "plain@example.com" });
    const claims = { email: "plain@example.com", roles: ["OWNER"], role: "OWNER", scope: "admin" };
    expect(await me(await tokenOf({ claims }))).toMatchObject({
      status: 403,
      body: { code: "management-role-required" },
    });
  });

  test("a CREATOR stays one; once disabled, the token opens nothing", async () => {
    const { userId } = await service.addMember("CREATOR", { email: "creator@example.com" });
    const token = await tokenOf({ claims: { email: "creator@example.com", roles: ["OWNER"] } });
    const members = `/v1/organizations/${service.organizationId}/members`;
    const body = { email: "x@example.com", firstName: "X", lastName: "Y" };
    expect((await service.call("POST", members, { token, body })).status).toBe(403);
    await service.call("POST", `${members}/${userId}/disable`, { token: service.owner });
    expect((await me(token)).status).toBe(403);
  });
});

test("is as good as a session, but for what is about a session itself", async () => {
  const token = await tokenOf();
  const made = await service.call("POST", "/v1/users/me/tokens", { token, body: { name: "one" } });
  expect(made.status).toBe(201);
  for (const method of ["GET", "DELETE"]) {
    expect(await service.call(method, "/v1/session", { token })).toMatchObject({
      status: 403,
      body: { code: "session-required" },
    });
  }
});

test("a new key of the issuer's is found; unknown keys do not make us ask again and again", async () => {
  const fresh = await newKey("RS256", "rsa-2");
  published = [fresh, ec];
  asked = [];
  for (let count = 0; count < 20; count += 1) await me(await tokenOf({ key: fresh }));
  expect(asked.length).toBeLessThanOrEqual(1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  expect((await me(await tokenOf({ key: fresh }))).status).toBe(200);
});

describe("an issuer that cannot be asked", () => {
  const fresh = () => createOidc({ issuer, audience }, () => service.clock.now());

  test("is 503: the token may be good; once it is back, the token is", async () => {
    const oidc = fresh();
    isDown = true;
    const token = await tokenOf({ key: ec });
    await expect(oidc.verify(token)).rejects.toMatchObject({ code: "unavailable" });
    isDown = false;
    expect(await oidc.verify(token)).toMatchObject({ email: "owner@example.com" });
  });

  test("or says that it is another, or keeps its keys in the clear elsewhere, is not believed", async () => {
    const right = discovery;
    for (const wrong of [
      { ...right, issuer: "https://evil.example" },
      { ...right, jwks_uri: "http://keys.example.com/keys" },
      { issuer },
    ]) {
      discovery = wrong;
      const verified = fresh().verify(await tokenOf({ key: ec }));
      await expect(verified).rejects.toMatchObject({ code: "unavailable" });
    }
    discovery = right;
  });
});

/** OIDC access tokens of a real issuer: which ones are accepted, and which must be refused. */
import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { exportSPKI, importJWK } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createAccessTokens } from "../../../src/platform/oidc/access-tokens.ts";
import { type Answer, startTestService, type TestService } from "../../support/http.ts";
import {
  type IssuerKey,
  newKey,
  sign,
  startIssuer,
  type TestIssuer,
} from "../../support/issuer.ts";

const audience = "https://muster.test/api";
/** The start of the tests' clock, in seconds as in tokens. */
const now = Date.parse("2026-03-01T12:00:00.000Z") / 1000;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The claims of a valid token of the first owner. */
const claimsOf = ({ issuer }: Pick<TestIssuer, "issuer">, more: object = {}) => ({
  iss: issuer,
  aud: audience,
  sub: "staff-1",
  iat: now,
  exp: now + 300,
  email: "owner@example.com",
  email_verified: true,
  client_id: "front-end",
  scope: "openid email",
  ...more,
});

/** Claims of tokens as the providers send them, beside those of `claimsOf`; header `typ: JWT` or none. */
const bare = { client_id: undefined, scope: undefined };
const accessTokens: Readonly<Record<string, object>> = {
  Entra: { ...bare, ver: "2.0", azp: "front-end", azpacr: "0", scp: "access_as_user", tid: "t" },
  "Entra, one registration": { ...bare, ver: "2.0", azp: audience, scp: "access_as_user" },
  "Entra v1": { ...bare, ver: "1.0", appid: "front-end", appidacr: "0", scp: "user_impersonation" },
  Auth0: {
    ...bare,
    azp: "front-end",
    scope: "openid email",
    aud: [audience, "https://x.auth0.com/userinfo"],
  },
  Okta: { ...bare, ver: 1, cid: "front-end", uid: "u", scp: ["openid", "email"], auth_time: now },
  "Okta without scopes": { ...bare, ver: 1, cid: "front-end", uid: "u" },
  Keycloak: {
    ...bare,
    typ: "Bearer",
    azp: "front-end",
    sid: "s",
    acr: "1",
    scope: "email",
    realm_access: {},
  },
  "Keycloak before 25": {
    ...bare,
    typ: "Bearer",
    azp: "front-end",
    nonce: "n",
    session_state: "s",
  },
  Cognito: { ...bare, token_use: "access", client_id: "front-end", scope: "openid", version: 2 },
  ZITADEL: { ...bare, client_id: "front-end", jti: "j", aud: ["front-end", audience] },
  Logto: { ...bare, client_id: "front-end", jti: "j", scope: "read" },
};
const otherTokens: Readonly<Record<string, object>> = {
  "an ID token with a nonce": { nonce: "n" },
  "an ID token with a nonce and nothing else": { ...bare, nonce: "n" },
  "an ID token with at_hash": { at_hash: "x" },
  "an ID token with c_hash": { c_hash: "x" },
  "an ID token with s_hash": { s_hash: "x" },
  "an ID token for its client": { ...bare, aud: audience, azp: audience },
  "an ID token for its client, in a list": { ...bare, aud: [audience], azp: audience },
  "an ID token that names its client twice": { ...bare, client_id: audience, azp: audience },
  "an ID token without any mark (Entra)": {
    ...bare,
    ver: "2.0",
    tid: "t",
    preferred_username: "o",
  },
  "an ID token of Google": { ...bare, azp: audience, at_hash: "x", hd: "example.com" },
  "an ID token of Keycloak": { typ: "ID", azp: "front-end" },
  "an ID token of Cognito": { token_use: "id", "cognito:username": "o" },
  "a refresh token": { typ: "Refresh" },
  "an offline token": { typ: "Offline" },
  "a logout token of Keycloak": { typ: "Logout" },
  "a token for a DPoP key": { typ: "DPoP" },
  "a payload type that is no text": { typ: ["Bearer"] },
  "a logout token": {
    ...bare,
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  },
  "a logout token with a scope": { events: {} },
  "a use that is no text": { token_use: null },
};

const me = (service: TestService, token: string): Promise<Answer> =>
  service.call("GET", "/v1/users/me", { token });

const refused = { status: 401, body: { code: "unauthenticated" } };
const down = { status: 503, body: { code: "unavailable" } };

describe("a service with an identity provider", () => {
  let rsa: IssuerKey;
  let elliptic: IssuerKey;
  let issuer: TestIssuer;
  let service: TestService;

  beforeAll(async () => {
    rsa = await newKey("rsa", "RS256");
    elliptic = await newKey("elliptic", "ES256");
    const others = await Promise.all([newKey("pss", "PS256"), newKey("edwards", "EdDSA")]);
    issuer = await startIssuer(rsa, elliptic, ...others);
    service = await startTestService({ oidc: { issuer: issuer.issuer, audience } });
  });

  afterAll(async () => {
    await service.stop();
    await issuer.stop();
  });

  const signed = (claims: object = {}, header: Record<string, unknown> = {}) =>
    sign(elliptic, claimsOf(issuer, claims), header);

  describe("accepts a token with a known, verified address", () => {
    test.each(["RS256", "PS256", "ES256", "EdDSA"])("signed with %s", async (alg) => {
      const key = issuer.keys.find((key) => key.alg === alg);
      if (key === undefined) throw new Error(`the issuer has no key for ${alg}`);
      const answer = await me(service, await sign(key, claimsOf(issuer)));
      expect(answer).toMatchObject({ status: 200, body: { userId: service.ownerId } });
    });

    test.each<[string, object, Record<string, unknown>?]>([
      ["in another case", { email: "Owner@Example.COM" }],
      ["for several audiences", { aud: ["another", audience] }],
      ["as RFC 9068 has it", {}, { typ: "at+jwt" }],
      ["when the clocks differ by seconds", { nbf: now + 9, exp: now - 9 }],
      ["in a long token", { groups: "x".repeat(5000) }],
    ])("%s", async (_, claims, header = {}) => {
      expect((await me(service, await signed(claims, header))).status).toBe(200);
    });

    test.each(Object.entries(accessTokens))("as %s sends it", async (_, claims) => {
      for (const header of [{}, { typ: "JWT" }, { typ: "at+jwt" }]) {
        expect((await me(service, await signed(claims, header))).status).toBe(200);
      }
    });

    test("and its caller may do what a session may, such as create a token", async () => {
      const token = await signed();
      const body = { name: "made after signing in elsewhere" };
      const made = await service.call("POST", "/v1/users/me/tokens", { token, body });
      expect(made.status).toBe(201);
    });

    test("but does not open an organization that its person was removed from and invited to again later", async () => {
      const email = "staff@example.com";
      const { userId } = await service.addMember("ADMIN", { email });
      const old = await signed({ email });
      const organization = `/v1/organizations/${service.organizationId}`;
      const status = async (token: string) =>
        (await service.call("GET", organization, { token })).status;
      expect(await status(old)).toBe(200);
      expect((await me(service, old)).body.emailProved).toBe(true);
      const owner = await service.signIn(service.ownerId);
      await service.call("DELETE", `${organization}/members/${userId}`, { token: owner });
      service.clock.add(1000);
      await service.addMember("ADMIN", { email });
      expect(await status(old)).toBe(404);
      expect(await status(await signed({ email, iat: now + 1 }))).toBe(200);
      service.clock.add(-1000);
    });

    test("and sends nothing of the token to the issuer or to anybody else", async () => {
      const token = await signed();
      await me(service, token);
      const paths = issuer.requests.map(({ path }) => path);
      expect(new Set(paths)).toEqual(new Set(["/.well-known/openid-configuration", "/keys"]));
      for (const { request } of issuer.requests) {
        expect(request.method).toBe("GET");
        expect(request.headers).not.toHaveProperty("authorization");
        expect(JSON.stringify(request.headers)).not.toContain(token);
      }
    });
  });

  describe("refuses with 401", () => {
    test.each<[string, object, Record<string, unknown>?]>([
      ["another issuer", { iss: "https://login.example.com" }],
      ["no issuer", { iss: undefined }],
      ["another audience", { aud: "https://muster.test/API" }],
      ["no audience", { aud: undefined }],
      ["an end beyond all calendars", { exp: 1e15 }],
      ["an end beyond all numbers", { exp: Number.MAX_VALUE }],
      ["an end after the year 9999", { exp: 253_402_300_800 }],
      ["a token that has expired", { exp: now - 11 }],
      ["a token without an end", { exp: undefined }],
      ["an end that is no number", { exp: "tomorrow" }],
      ["a token not yet valid", { nbf: now + 11 }],
      ["no subject", { sub: undefined }],
      ["an empty subject", { sub: "" }],
      ["an address that is not verified", { email_verified: false }],
      ["an address without email_verified", { email_verified: undefined }],
      ["'true' as a text", { email_verified: "true" }],
      ["1 for true", { email_verified: 1 }],
      ["no address", { email: undefined }],
      ["a list of addresses", { email: ["owner@example.com"] }],
      ["an invalid address", { email: "owner" }],
      ["an unknown person", { email: "stranger@example.com" }],
      ["a token for another purpose", {}, { typ: "logout+jwt" }],
      ["an unknown key", {}, { kid: "another" }],
    ])("%s", async (_, claims, header) => {
      expect(await me(service, await signed(claims, header))).toMatchObject(refused);
    });

    test.each(Object.entries(otherTokens))("%s, whatever its header says", async (_, claims) => {
      const headers = [{}, { typ: "JWT" }, { typ: "at+jwt" }, { typ: "application/at+jwt" }];
      // RFC 9068's type is a mark of its own, if nothing speaks against it.
      const asked = "preferred_username" in claims ? headers.slice(0, 2) : headers;
      for (const header of asked) {
        expect(await me(service, await signed(claims, header))).toMatchObject(refused);
      }
    });

    test("an issuer with an extra slash", async () => {
      const token = await signed({ iss: `${issuer.issuer}/` });
      expect(await me(service, token)).toMatchObject(refused);
    });

    test("no algorithm, with and without a signature", async () => {
      for (const alg of ["none", "None", ""]) {
        const unsigned = `${encoded({ alg, kid: "rsa" })}.${encoded(claimsOf(issuer))}`;
        for (const signature of ["", "AAAA"]) {
          expect(await me(service, `${unsigned}.${signature}`)).toMatchObject(refused);
        }
      }
    });

    test("HS256 with the public key as its secret", async () => {
      const publicKey = await importJWK({ ...rsa.publicJwk }, "RS256", { extractable: true });
      if (publicKey instanceof Uint8Array) throw new Error("the RSA key must not be a byte array");
      const pem = await exportSPKI(publicKey);
      const jwk = JSON.stringify(rsa.publicJwk);
      const unsigned = `${encoded({ alg: "HS256", kid: "rsa" })}.${encoded(claimsOf(issuer))}`;
      for (const secret of [pem, pem.trim(), jwk]) {
        const signature = createHmac("sha256", secret).update(unsigned).digest("base64url");
        expect(await me(service, `${unsigned}.${signature}`)).toMatchObject(refused);
      }
    });

    test("an algorithm that is not allowed, with a key of the issuer", async () => {
      const { publicJwk, ...key } = await newKey("rsa-512", "RS512");
      const provider = await startIssuer({ ...key, publicJwk });
      const other = await startTestService({ oidc: { issuer: provider.issuer, audience } });
      const answer = await me(other, await sign({ ...key, publicJwk }, claimsOf(provider)));
      await other.stop();
      await provider.stop();
      expect(answer).toMatchObject(refused);
    });

    test("a key that is in the token, or that the token links to", async () => {
      const own = await newKey("elliptic");
      const elsewhere = await startIssuer(own);
      for (const header of [
        { jwk: own.publicJwk },
        { jku: `${elsewhere.issuer}/keys` },
        { x5u: `${elsewhere.issuer}/keys` },
      ]) {
        const token = await sign(own, claimsOf(issuer), header);
        expect(await me(service, token)).toMatchObject(refused);
      }
      await elsewhere.stop();
      expect(elsewhere.requests).toEqual([]);
    });

    test("a valid token with one claim replaced", async () => {
      const [header, , signature] = (await signed()).split(".");
      const others = encoded(claimsOf(issuer, { exp: now + 3000 }));
      expect(await me(service, `${header}.${others}.${signature}`)).toMatchObject(refused);
    });

    test("more than 8192 characters", async () => {
      const token = await signed({ groups: "x".repeat(8000) });
      expect(await me(service, token)).toMatchObject(refused);
    });

    test("strings that only look like a token", async () => {
      for (const token of [
        "a.b.c",
        "e30.e30.e30",
        `${encoded([])}.${encoded([])}.AA`,
        "a.b.c.d.e",
      ]) {
        expect(await me(service, token)).toMatchObject(refused);
      }
    });
  });

  describe("never reads rights from the token", () => {
    const grand = { roles: ["OWNER"], role: "OWNER", scope: "openid admin settings:manage" };
    const lacking = { status: 403, body: { code: "management-role-required" } };
    let people = 0;

    async function person(userRole: "ADMIN" | "CREATOR" | "USER") {
      people += 1;
      const email = `staff-${people}@example.com`;
      const { userId } = await service.addMember(userRole, { email });
      return { userId, token: await signed({ ...grand, email }) };
    }

    const members = () => `/v1/organizations/${service.organizationId}/members`;

    test("a person who is only a USER gets 403, even if the token says 'OWNER'", async () => {
      const { token } = await person("USER");
      expect(await me(service, token)).toMatchObject(lacking);
    });

    test("an invited person gets 403", async () => {
      const email = "invited@example.com";
      const body = { email, firstName: "In", lastName: "Vited", userRole: "ADMIN" };
      await service.call("POST", members(), { token: service.owner, body });
      expect(await me(service, await signed({ ...grand, email }))).toMatchObject(lacking);
    });

    test("a person who is disabled everywhere is refused from that moment on", async () => {
      const { userId, token } = await person("ADMIN");
      expect((await me(service, token)).status).toBe(200);
      const path = `${members()}/${userId}/disable`;
      expect((await service.call("POST", path, { token: service.owner })).status).toBe(200);
      expect(await me(service, token)).toMatchObject(lacking);
    });

    test("a CREATOR stays a CREATOR", async () => {
      const { token } = await person("CREATOR");
      const path = `/v1/organizations/${service.organizationId}`;
      const answer = await service.call("PATCH", path, { token, body: { name: "Mine" } });
      expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
    });
  });

  describe("does not treat a token as a session", () => {
    test.each(["GET", "DELETE"])("%s /v1/session requires a session", async (method) => {
      const answer = await service.call(method, "/v1/session", { token: await signed() });
      expect(answer).toMatchObject({ status: 403, body: { code: "session-required" } });
      expect((await me(service, service.owner)).status).toBe(200);
    });
  });
});

test("a service without an identity provider refuses all OIDC tokens", async () => {
  const key = await newKey("only");
  const service = await startTestService();
  const token = await sign(key, claimsOf({ issuer: "https://login.example.com" }));
  const answer = await me(service, token);
  await service.stop();
  expect(answer).toMatchObject(refused);
});

describe("between the service and the issuer", () => {
  let key: IssuerKey;
  let issuer: TestIssuer;
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService();
  });

  afterEach(async () => {
    vi.useRealTimers();
    await issuer.stop();
  });

  afterAll(() => service.stop());

  /** Connects the service with an issuer that it has not contacted yet. */
  async function connect(change: (issuer: TestIssuer) => void = () => undefined): Promise<string> {
    key = await newKey("first");
    issuer = await startIssuer(key);
    change(issuer);
    const { log } = service.services;
    const connection = { issuer: issuer.issuer, audience, clock: service.clock.now, log };
    Object.assign(service.services, { accessTokens: createAccessTokens(connection) });
    return sign(key, claimsOf(issuer));
  }

  const timesAsked = (path: string) =>
    issuer.requests.filter((request) => request.path === path).length;

  test("the issuer is contacted for the first token, not for each", async () => {
    const token = await connect();
    expect(issuer.requests).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => me(service, token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(issuer.requests).toHaveLength(2);
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ["hangs up", (response) => response.destroy()],
    ["answers 500", (response) => response.writeHead(500).end("{}")],
    ["answers no JSON", (response) => response.writeHead(200).end("<html>")],
    ["answers other JSON", (response) => response.writeHead(200).end("[]")],
    ["answers without end", (response) => response.writeHead(200).end(" ".repeat(1_100_000))],
    ["redirects", (response) => response.writeHead(302, { location: "/keys" }).end()],
  ])(
    "while the issuer %s its tokens get 503, and afterwards they work again",
    async (_, misbehave) => {
      const token = await connect((issuer) => {
        issuer.answerInstead = (response) => void misbehave(response);
      });
      const answer = await me(service, token);
      expect(answer).toMatchObject(down);
      expect(answer.headers["retry-after"]).toBe("5");
      // Other credentials and tokens of other issuers do not depend on it.
      expect((await me(service, service.owner)).status).toBe(200);
      const foreign = await sign(key, claimsOf({ issuer: "https://login.example.com" }));
      expect(await me(service, foreign)).toMatchObject(refused);

      issuer.answerInstead = undefined;
      expect(await me(service, token)).toMatchObject(down);
      expect(issuer.requests).toHaveLength(1);
      service.clock.add(5000);
      expect((await me(service, token)).status).toBe(200);
    },
  );

  test("known keys still work while the issuer is down", async () => {
    const token = await connect();
    expect((await me(service, token)).status).toBe(200);
    issuer.answerInstead = (response) => void response.destroy();
    expect((await me(service, token)).status).toBe(200);
  });

  test("a new key is found, but unknown keys are looked up at most twice a minute", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await connect();
    expect((await me(service, token)).status).toBe(200);
    const next = await newKey("next");
    issuer.keys = [next];
    const newer = await sign(next, claimsOf(issuer));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const unknown = await sign(key, claimsOf(issuer), { kid: `unknown-${attempt}` });
      expect(await me(service, unknown)).toMatchObject(refused);
    }
    expect(await me(service, newer)).toMatchObject(refused);
    expect(timesAsked("/keys")).toBe(1);

    vi.setSystemTime(Date.now() + 30_001);
    expect((await me(service, newer)).status).toBe(200);
    // A key that the issuer withdrew is no longer accepted.
    expect(await me(service, token)).toMatchObject(refused);
    expect(timesAsked("/keys")).toBe(2);
  });

  test("a clock that is set back by an hour keeps no withdrawn key alive, nor a new one from being found", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await connect();
    expect((await me(service, token)).status).toBe(200);
    const next = await newKey("next");
    issuer.keys = [next];
    vi.setSystemTime(Date.now() - 3_600_000);
    expect((await me(service, await sign(next, claimsOf(issuer)))).status).toBe(200);
    expect(await me(service, token)).toMatchObject(refused);
  });

  test("a clock that is set back by an hour does not prolong the pause after a failure", async () => {
    const token = await connect((issuer) => {
      issuer.answerInstead = (response) => void response.destroy();
    });
    expect(await me(service, token)).toMatchObject(down);
    issuer.answerInstead = undefined;
    service.clock.add(-3_600_000);
    expect((await me(service, token)).status).toBe(200);
    service.clock.add(3_600_000);
  });

  test("unknown keys cause no flood of requests while the issuer is down", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await connect();
    expect((await me(service, token)).status).toBe(200);
    issuer.answerInstead = (response) => void response.destroy();
    vi.setSystemTime(Date.now() + 30_001);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const unknown = await sign(key, claimsOf(issuer), { kid: `unknown-${attempt}` });
      expect(await me(service, unknown)).toMatchObject(down);
    }
    expect(timesAsked("/keys")).toBe(2);
    expect((await me(service, token)).status).toBe(200);
  });

  test.each<[string, (issuer: TestIssuer) => object]>([
    ["names another issuer", () => ({ issuer: "https://login.example.com" })],
    ["names it with a slash", ({ issuer }) => ({ issuer: `${issuer}/` })],
    ["names none", () => ({ issuer: undefined })],
    ["has its keys at an http address", () => ({ jwks_uri: "http://keys.example.com/keys" })],
    ["has its keys in a file", () => ({ jwks_uri: "file:///etc/keys.json" })],
    ["has no keys", () => ({ jwks_uri: undefined })],
  ])("a configuration that %s is refused", async (_, wrong) => {
    const token = await connect((issuer) => Object.assign(issuer.configuration, wrong(issuer)));
    expect(await me(service, token)).toMatchObject(down);
    expect(timesAsked("/keys")).toBe(0);
  });
});

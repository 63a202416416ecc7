/** Signing in by the identity provider, against a real provider's code: who gets in, and what is refused. */
import type { IncomingMessage, ServerResponse } from "node:http";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createIdentityProvider } from "../../../src/platform/oidc/identity-provider.ts";
import { tidy } from "../../../src/service/housekeeping.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import {
  type ProviderAccount,
  startProvider,
  type TestProvider,
} from "../../support/identity-provider.ts";

const start = "/v1/sign-in/identity-provider";
const callback = "http://muster.test/v1/sign-in/identity-provider/callback";
const publicClient = {
  client_id: "muster",
  redirect_uris: [callback],
  token_endpoint_auth_method: "none",
} as const;
const owner: ProviderAccount = { email: "owner@example.com", email_verified: true };

/** A browser with the cookies of one service. */
function openBrowser(service: TestService) {
  const cookies = new Map<string, string>();
  const attributes = new Map<string, string>();
  return {
    cookies,
    /** By the cookie's name, as it was last set. */
    attributes,
    async open(path: string) {
      const cookie = [...cookies].map((each) => each.join("=")).join("; ");
      const answer = await service.app.inject({ method: "GET", url: path, headers: { cookie } });
      for (const text of [answer.headers["set-cookie"] ?? []].flat()) {
        const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*); (.*)$/.exec(text) ?? [];
        attributes.set(name, rest);
        if (value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
      const { statusCode: status, headers } = answer;
      return { status, location: headers.location ?? "", headers, body: answer.body };
    },
  };
}
type Browser = ReturnType<typeof openBrowser>;

const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;
const problem = (code: string) => ({
  status: 302,
  location: `http://muster.test/sign-in?problem=${code}`,
});

/** Goes to the provider and back, but does not open the address to which it leads. */
async function goToProvider(
  provider: TestProvider,
  browser: Browser,
  { query = "", change }: { query?: string; change?: (address: URL) => void } = {},
): Promise<URL> {
  const { location } = await browser.open(`${start}${query}`);
  const address = new URL(location);
  change?.(address);
  return provider.visit(address.href);
}

async function signIn(provider: TestProvider, browser: Browser, query = "") {
  const back = await goToProvider(provider, browser, { query });
  return browser.open(pathOf(back));
}

const isSignedIn = async (browser: Browser) => (await browser.open("/v1/session")).status === 200;

describe("a service with an identity provider", () => {
  let provider: TestProvider;
  let service: TestService;
  let browser: Browser;

  beforeAll(async () => {
    provider = await startProvider(publicClient);
    const environment = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: "muster" };
    service = await startTestService({ environment });
  });

  beforeEach(() => {
    browser = openBrowser(service);
    provider.account = owner;
  });

  afterAll(async () => {
    await service.stop();
    await provider.stop();
  });

  test("offers it to sign-in pages", async () => {
    const answer = await service.call("GET", "/v1/sign-in/options");
    expect(answer.body).toEqual({
      signUp: true,
      identityProvider: { name: new URL(provider.issuer).host },
      region: "local",
    });
    expect(answer.headers["cache-control"]).toBe("public, max-age=60");
  });

  test("signs in to management, and returns to the page", async () => {
    const page = encodeURIComponent("/users?role=ADMIN#list");
    const back = await goToProvider(provider, browser, { query: `?returnTo=${page}` });
    expect(back.href).toMatch(new RegExp(`^${callback}\\?`));
    expect(browser.attributes.get("muster_identity_sign_in")).toBe(
      `Max-Age=600; Path=${start}; HttpOnly; SameSite=Lax`,
    );
    const answer = await browser.open(pathOf(back));
    expect(answer).toMatchObject({
      status: 302,
      location: "http://muster.test/users?role=ADMIN#list",
    });
    expect([...browser.cookies.keys()]).toEqual(["muster_session"]);
    expect(browser.attributes.get("muster_session")).toBe("Path=/; HttpOnly; SameSite=Lax");
    expect(JSON.parse((await browser.open("/v1/session")).body)).toMatchObject({
      userId: service.ownerId,
    });
    expect((await browser.open("/v1/organizations")).status).toBe(200);
  });

  test("asks the provider with PKCE, state and nonce, and for the address alone", async () => {
    const { location } = await browser.open(start);
    const asked = Object.fromEntries(new URL(location).searchParams);
    expect(asked).toEqual({
      client_id: "muster",
      redirect_uri: callback,
      response_type: "code",
      scope: "openid email",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("records the log-in with its method, and the address as proved", async () => {
    const email = "proved@example.com";
    const { userId } = await service.addMember("ADMIN", { email });
    provider.account = { email, email_verified: true };
    await signIn(provider, browser);
    const { rows } = await service.services.pool.query(
      "select data from events where type = 'UserLoggedIn' order by position desc limit 1",
    );
    expect(JSON.parse(rows[0].data)).toEqual({ method: "IDENTITY_PROVIDER" });
    const me = JSON.parse((await browser.open("/v1/users/me")).body);
    expect(me).toMatchObject({ userId, emailProved: true });
  });

  test("takes the address in any case", async () => {
    provider.account = { ...owner, email: "Owner@Example.COM" };
    await signIn(provider, browser);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test.each(["USER", "disabled"])(
    "opens their own account to a person whose role opens no management: %s",
    async (kind) => {
      const email = `${kind.toLowerCase()}@example.com`;
      const isDisabled = kind === "disabled";
      const { userId } = await service.addMember(isDisabled ? "ADMIN" : "USER", { email });
      const path = `/v1/organizations/${service.organizationId}/members/${userId}/disable`;
      if (isDisabled) await service.call("POST", path, { token: service.owner });
      provider.account = { email, email_verified: true };
      expect(await signIn(provider, browser)).toMatchObject({
        status: 302,
        location: "http://muster.test/",
      });
      expect((await browser.open("/v1/users/me")).status).toBe(200);
      const refused = await browser.open("/v1/organizations");
      expect(JSON.parse(refused.body)).toMatchObject({ code: "management-role-required" });
    },
  );

  describe("refuses", () => {
    afterEach(async () => expect(await isSignedIn(browser)).toBe(false));

    test.each<[string, ProviderAccount]>([
      ["whose address is not verified", { email: "owner@example.com", email_verified: false }],
      ["of whose address nothing is said", { email: "owner@example.com" }],
      ["whose address is verified in words", { ...owner, email_verified: "true" }],
      ["without an address", { email_verified: true }],
      ["with something else as address", { email: "<owner>", email_verified: true }],
    ])("a person %s", async (_, account) => {
      provider.account = account;
      expect(await signIn(provider, browser)).toMatchObject(problem("email-not-verified"));
    });

    test("a person who is not known here", async () => {
      provider.account = { email: "nobody@example.com", email_verified: true };
      expect(await signIn(provider, browser)).toMatchObject(problem("person-unknown"));
    });

    test("a person who cancels at the provider", async () => {
      provider.account = undefined;
      const answer = await signIn(provider, browser);
      expect(answer).toMatchObject(problem("identity-provider-refused"));
    });

    test("a code that was issued for another verifier", async () => {
      const change = ({ searchParams }: URL) => searchParams.set("code_challenge", "A".repeat(43));
      const back = await goToProvider(provider, browser, { change });
      const answer = await browser.open(pathOf(back));
      expect(answer).toMatchObject(problem("identity-provider-refused"));
    });

    test("an ID token with another nonce", async () => {
      const change = ({ searchParams }: URL) => searchParams.set("nonce", "another");
      const back = await goToProvider(provider, browser, { change });
      const answer = await browser.open(pathOf(back));
      expect(answer).toMatchObject(problem("identity-provider-refused"));
    });

    test("a forged code", async () => {
      const { location } = await browser.open(start);
      const state = new URL(location).searchParams.get("state");
      const iss = encodeURIComponent(provider.issuer);
      const answer = await browser.open(`${start}/callback?code=forged&state=${state}&iss=${iss}`);
      expect(answer).toMatchObject(problem("identity-provider-refused"));
    });

    test("the answer of another provider", async () => {
      const back = await goToProvider(provider, browser);
      back.searchParams.set("iss", "https://login.example.com");
      const answer = await browser.open(pathOf(back));
      expect(answer).toMatchObject(problem("identity-provider-refused"));
    });

    test("another state, or none", async () => {
      for (const state of ["another", ""]) {
        const back = await goToProvider(provider, browser);
        back.searchParams.set("state", state);
        expect(await browser.open(pathOf(back))).toMatchObject(problem("sign-in-expired"));
      }
    });

    test("a browser that did not begin the sign-in, and one that began another", async () => {
      const attacker = openBrowser(service);
      const back = await goToProvider(provider, attacker);
      expect(await browser.open(pathOf(back))).toMatchObject(problem("sign-in-expired"));
      await browser.open(start);
      expect(await browser.open(pathOf(back))).toMatchObject(problem("sign-in-expired"));
    });

    test("a cookie that the service did not make", async () => {
      const back = await goToProvider(provider, browser);
      const box = { state: back.searchParams.get("state"), nonce: "n", verifier: "v" };
      const forged = { ...box, returnTo: "//evil.example", expiresAt: "2027-01-01T00:00:00.000Z" };
      const text = Buffer.from(JSON.stringify(forged)).toString("base64");
      browser.cookies.set("muster_identity_sign_in", encodeURIComponent(text));
      expect(await browser.open(pathOf(back))).toMatchObject(problem("sign-in-expired"));
    });

    test("a person who took longer than 10 minutes", async () => {
      const back = await goToProvider(provider, browser);
      service.clock.add(600_000);
      expect(await browser.open(pathOf(back))).toMatchObject(problem("sign-in-expired"));
    });

    test.each([
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example",
      "https:evil.example",
      "javascript:alert(1)",
      "evil.example",
      "",
      "/..//evil.example",
      "/%2e%2e//evil.example",
      "/.//evil.example",
      "/a/../..//evil.example",
      "/\t/evil.example",
      "/\n/evil.example",
      "/\r\nSet-Cookie: a=b",
      "/a b",
      "/ä",
      " /users",
      "@evil.example",
      "/v1/users/me",
      "/docs",
      `/${"x".repeat(1000)}`,
    ])("to return to %j", async (page) => {
      const answer = await browser.open(`${start}?returnTo=${encodeURIComponent(page)}`);
      expect(answer).toMatchObject({ status: 400 });
      expect(JSON.parse(answer.body).errors).toMatchObject([{ pointer: "?returnTo" }]);
    });
  });

  test.each([
    ["/a/../users", "/users"],
    ["/..", "/"],
    ["/%2F/evil.example", "/%2F/evil.example"],
    ["/users?next=https://evil.example", "/users?next=https://evil.example"],
  ])("reads the page %s as a browser does", async (page, read) => {
    const { location } = await signIn(provider, browser, `?returnTo=${encodeURIComponent(page)}`);
    expect(location).toBe(`http://muster.test${read}`);
  });

  test("completes a sign-in once, also if it comes back twice at the same moment", async () => {
    const back = pathOf(await goToProvider(provider, browser));
    const kept = [...browser.cookies];
    const browsers = [1, 2, 3].map(() => {
      const copy = openBrowser(service);
      for (const [name, value] of kept) copy.cookies.set(name, value);
      return copy;
    });
    const answers = await Promise.all(browsers.map((each) => each.open(back)));
    const expired = problem("sign-in-expired").location;
    expect(answers.map(({ location }) => location).toSorted()).toEqual([
      "http://muster.test/",
      expired,
      expired,
    ]);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(await browser.open(back)).toMatchObject(problem("sign-in-expired"));
  });

  test("keeps of a completed sign-in a digest, and not for long", async () => {
    const { pool } = service.services;
    const count = async () =>
      (await pool.query("select count(*)::integer as n from used_sign_in_states")).rows[0].n;
    await signIn(provider, browser);
    expect(await count()).toBeGreaterThan(0);
    service.clock.add(4_300_000);
    await tidy(service.services);
    expect(await count()).toBe(0);
  });

  test("writes no token, code or address into its log", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line) => void lines.push(line) });
    const config = { issuer: provider.issuer, clientId: "muster", clientSecret: undefined };
    const own = createIdentityProvider({ ...config, clock: service.clock.now, log });
    const begun = await own.begin(callback);
    const back = await provider.visit(begun.url);
    await expect(own.finish(back, { ...begun, nonce: "another" })).rejects.toThrow("refused");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("a sign-in by the identity provider was refused");
    expect(lines[0]).not.toMatch(/owner@|eyJ/);
    expect(lines[0]).not.toContain(back.searchParams.get("code"));
  });
});

describe("a provider may", () => {
  const secret = "kept-by-the-operator-and-the-provider";
  test.each([
    ["tell the address at its userinfo endpoint", publicClient, "userinfo"],
    [
      "want the secret in the header",
      { token_endpoint_auth_method: "client_secret_basic", client_secret: secret },
      "ID token",
      ["client_secret_basic"],
    ],
    [
      "want the secret in the body",
      { token_endpoint_auth_method: "client_secret_post", client_secret: secret },
      "ID token",
      ["client_secret_post"],
    ],
  ] as const)("%s", async (_, client, claimsIn, methods?) => {
    const provider = await startProvider({ ...publicClient, ...client }, claimsIn, methods);
    const service = await startTestService({
      environment: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: "muster",
        ...("client_secret" in client && { OIDC_CLIENT_SECRET: secret }),
      },
    });
    const browser = openBrowser(service);
    provider.account = owner;
    await signIn(provider, browser);
    expect(await isSignedIn(browser)).toBe(true);
    await service.stop();
    await provider.stop();
  });
});

test("below a prefix, the addresses and the cookie are those that the browser sees", async () => {
  const publicUrl = "https://example.com/muster";
  const seen = `${publicUrl}/v1/sign-in/identity-provider`;
  const provider = await startProvider({ ...publicClient, redirect_uris: [`${seen}/callback`] });
  const service = await startTestService({
    environment: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: "muster",
      PUBLIC_URL: publicUrl,
    },
  });
  const browser = openBrowser(service);
  provider.account = owner;
  const back = await goToProvider(provider, browser, { query: "?returnTo=/../users" });
  expect(back.href).toMatch(new RegExp(`^${seen}/callback\\?`));
  expect(browser.attributes.get("muster_identity_sign_in")).toBe(
    `Max-Age=600; Path=/muster${start}; HttpOnly; Secure; SameSite=Lax`,
  );
  // The proxy removes the prefix.
  const answer = await browser.open(pathOf(back).slice("/muster".length));
  expect(answer).toMatchObject({ status: 302, location: `${publicUrl}/users` });
  expect(await isSignedIn(browser)).toBe(true);
  const refused = await browser.open(`${start}/callback`);
  expect(refused.location).toBe(`${publicUrl}/sign-in?problem=sign-in-expired`);
  await service.stop();
  await provider.stop();
});

test("without an identity provider, nothing is offered and there is no such address", async () => {
  const service = await startTestService({ environment: { SIGN_UP: "closed" } });
  expect((await service.call("GET", "/v1/sign-in/options")).body).toEqual({
    signUp: false,
    identityProvider: null,
    region: "local",
  });
  for (const path of [start, `${start}/callback?state=s&code=c`]) {
    expect(await service.call("GET", path)).toMatchObject({ status: 404 });
  }
  await service.stop();
});

describe("while the provider fails", () => {
  let provider: TestProvider;
  let service: TestService;
  let browser: Browser;

  beforeAll(async () => {
    provider = await startProvider(publicClient);
    service = await startTestService();
  });

  beforeEach(() => {
    const { log } = service.services;
    const config = { issuer: provider.issuer, clientId: "muster", clientSecret: undefined };
    // One that has not been contacted yet.
    const identityProvider = createIdentityProvider({ ...config, clock: service.clock.now, log });
    Object.assign(service.services, { identityProvider });
    browser = openBrowser(service);
    provider.account = owner;
  });

  afterEach(() => {
    vi.restoreAllMocks();
    provider.answerInstead = undefined;
  });

  afterAll(async () => {
    await service.stop();
    await provider.stop();
  });

  const misbehaviours: [string, (response: ServerResponse) => unknown][] = [
    ["hangs up", (response) => response.destroy()],
    ["answers 500", (response) => response.writeHead(500).end("{}")],
    ["answers no JSON", (response) => response.writeHead(200).end("<html>")],
    ["answers other JSON", (response) => response.writeHead(200).end("[]")],
    ["answers without end", (response) => response.writeHead(200).end(" ".repeat(1_100_000))],
  ];

  test.each(misbehaviours)("and %s, sign-in says so and works again later", async (_, answer) => {
    provider.answerInstead = (_, response) => {
      answer(response);
      return true;
    };
    expect(await browser.open(start)).toMatchObject(problem("unavailable"));
    provider.answerInstead = undefined;
    service.clock.add(5000);
    await signIn(provider, browser);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("and is silent, it is given up after some seconds", async () => {
    const over = new DOMException("the time is over", "TimeoutError");
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort(over));
    expect(await browser.open(start)).toMatchObject(problem("unavailable"));
  });

  test("and cannot be reached, it is not asked again for some seconds", async () => {
    let asked = 0;
    provider.answerInstead = (_, response) => {
      asked += 1;
      response.destroy();
      return true;
    };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await browser.open(start)).toMatchObject(problem("unavailable"));
    }
    expect(asked).toBe(1);
    service.clock.add(5000);
  });

  const atTokens =
    (answer: (response: ServerResponse) => unknown) =>
    ({ url }: IncomingMessage, response: ServerResponse): boolean => {
      if (url !== "/token") return false;
      answer(response);
      return true;
    };

  test.each(misbehaviours)("and %s at the end, nobody gets in", async (_, answer) => {
    const back = await goToProvider(provider, browser);
    provider.answerInstead = atTokens(answer);
    const { status, location } = await browser.open(pathOf(back));
    expect(status).toBe(302);
    expect(location).toMatch(/sign-in\?problem=(unavailable|identity-provider-refused)$/);
    expect(await isSignedIn(browser)).toBe(false);
    service.clock.add(5000);
  });

  test("an error to one code stops nobody else", async () => {
    const back = await goToProvider(provider, browser);
    provider.answerInstead = atTokens((response) => response.writeHead(500).end("{}"));
    expect(await browser.open(pathOf(back))).toMatchObject(problem("unavailable"));
    provider.answerInstead = undefined;
    await signIn(provider, browser);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("an ID token that somebody else signed is refused", async () => {
    const other = await startProvider(publicClient);
    const back = await goToProvider(provider, browser);
    provider.answerInstead = ({ url }, response) => {
      if (url !== "/jwks") return false;
      void fetch(`${other.issuer}/jwks`)
        .then((keys) => keys.text())
        .then((keys) =>
          response.writeHead(200, { "content-type": "application/jwk-set+json" }).end(keys),
        );
      return true;
    };
    const answer = await browser.open(pathOf(back));
    expect(answer).toMatchObject(problem("identity-provider-refused"));
    await other.stop();
  });

  test("addresses in its configuration that are not safe are not used", async () => {
    const evil = "http://login.example.com/authorize";
    provider.answerInstead = (_, response) => {
      const configuration = {
        issuer: provider.issuer,
        authorization_endpoint: evil,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
      };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(configuration));
      return true;
    };
    expect(await browser.open(start)).toMatchObject(problem("unavailable"));
    service.clock.add(5000);
  });
});

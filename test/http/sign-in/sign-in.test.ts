/** Sign-up, sign-in and log-out with a code by e-mail. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endIdleSessions, openSession } from "../../../src/commands/sign-in/sessions.ts";
import { type Mail, MailFailed } from "../../../src/platform/mail/mail.ts";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

let service: TestService;
let failure: MailFailed | undefined;
const { mails, mailing: keeping } = keepMails();
const mailing = {
  ...keeping,
  mailer: {
    ...keeping.mailer,
    async send(mail: Mail) {
      if (failure) throw failure;
      await keeping.mailer.send(mail);
    },
  },
};

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const post = (path: string, body: unknown, headers = {}) =>
  service.call("POST", path, { body, headers });
const verify = (email: string, code: string) => post("/v1/sign-in/verify", { email, code });
const mailTo = async (email: string) => {
  await codeMailing.run({ ...service.services, ...mailing });
  return mails.filter(({ to }) => to === email);
};
async function codeFor(email: string): Promise<string> {
  return /\d{8}/.exec((await mailTo(email)).at(-1)?.subject ?? "")?.[0] ?? "none";
}
const inLink = (mail: Mail | undefined): string => /code=(.*)$/.exec(mail?.link ?? "")?.[1] ?? "";
const eventsOf = async (category: string, userId: string) => {
  const { rows } = await service.database.pool.query<{ type: string; metadata: string }>(
    "select type, metadata from events where stream like $1 order by position",
    [`${category}-%`],
  );
  return rows.filter(({ metadata }) => JSON.parse(metadata).subjectId === userId);
};
/** Lets earlier codes expire. */
const nextQuarter = () => service.clock.add(11 * 60_000);

const carol = {
  email: "carol@example.com",
  firstName: "Carol",
  lastName: "Shaw",
  organizationName: "River Raid",
};

describe("sign-up", () => {
  test("a person who signs up is the first OWNER of the new organization", async () => {
    expect(await post("/v1/sign-up", carol)).toMatchObject({ status: 202 });
    const entered = await verify("Carol@Example.com", await codeFor(carol.email));
    expect(entered).toMatchObject({
      status: 200,
      body: { user: { email: carol.email, name: "Carol Shaw" } },
    });
    const token = entered.body.sessionToken;
    const { body } = await service.call("GET", "/v1/users/me/organizations", { token });
    expect(body.items).toMatchObject([{ name: "River Raid", userRole: "OWNER" }]);
  });

  test("the mail with a code shows no name that a stranger chose", async () => {
    const email = "anybody@example.com";
    const organizationName = "Payroll notice www.evil.example/login";
    await post("/v1/sign-up", { ...carol, email, firstName: "evil.example", organizationName });
    const sent = (await mailTo(email)).at(-1);
    expect(sent?.html).toMatch(/Your code to sign up: <strong>\d{8}</);
    expect(JSON.stringify(sent)).not.toMatch(/evil|Payroll/);
  });

  test("nothing is created before the code is entered", async () => {
    const before = await service.services.store.lastPosition();
    await post("/v1/sign-up", { ...carol, email: "never@example.com" });
    await mailTo("never@example.com");
    expect(await service.services.store.lastPosition()).toBe(before);
  });

  test("a known person gets the same answer and creates another organization", async () => {
    const asked = await post("/v1/sign-up", { ...carol, organizationName: "Second" });
    expect(asked).toMatchObject({ status: 202, body: { status: "ASKED" } });
    const { body } = await verify(carol.email, await codeFor(carol.email));
    expect(body.user.statistics.organizationCount).toBe(2);
  });

  test("closed sign-up is refused with 403 sign-up-closed", async () => {
    const closed = await startTestService({ isSignUpOpen: false });
    const refused = await closed.call("POST", "/v1/sign-up", { body: carol });
    expect(refused).toMatchObject({ status: 403, body: { code: "sign-up-closed" } });
    await closed.stop();
  });

  test.each([
    [{ ...carol, email: "nobody" }, "/email"],
    [{ ...carol, organizationName: " " }, "/organizationName"],
    [{ ...carol, role: "OWNER" }, "/role"],
  ])("%j is refused at %s", async (body, pointer) => {
    expect(await post("/v1/sign-up", body)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    });
  });
});

describe("sign-in", () => {
  test("mails a code of 8 digits and a link with it, and the code opens one session", async () => {
    nextQuarter();
    const { userId } = await service.addMember("CREATOR", { email: "dora@example.com" });
    await post("/v1/sign-in", { email: "DORA@example.com" });
    const code = await codeFor("dora@example.com");
    expect(code).toMatch(/^\d{8}$/);
    const mail = mails.at(-1);
    expect(mail?.link).toMatch(
      /^http:\/\/muster\.test\/sign-in#email=dora%40example\.com&code=[\w-]{43}$/,
    );
    expect(mail?.text).toContain(mail?.link);
    const entered = await verify("dora@example.com", code);
    expect(entered).toMatchObject({ status: 200, body: { user: { userId } } });
    const token = entered.body.sessionToken;
    expect((await service.call("GET", "/v1/session", { token })).status).toBe(200);
    expect(await verify("dora@example.com", code)).toMatchObject({ status: 401 });
    expect(await verify("dora@example.com", inLink(mail))).toMatchObject({ status: 401 });
  });

  test("the code in the link opens one session, too, and is of no use for another address", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    const code = inLink((await mailTo("dora@example.com")).at(-1));
    expect((await verify("owner@example.com", code)).status).toBe(401);
    expect((await verify("dora@example.com", code)).status).toBe(200);
    expect((await verify("dora@example.com", code)).status).toBe(401);
  });

  test("known and unknown addresses get the same answer and cause the same work", async () => {
    const strip = ({ status, body, headers }: Awaited<ReturnType<typeof post>>) => ({
      status,
      body,
      headers: { ...headers, date: "", "x-request-id": "", ratelimit: "" },
    });
    const unknown = await post("/v1/sign-in", { email: "stranger@example.com" });
    const known = await post("/v1/sign-in", { email: "owner@example.com" });
    expect(strip(unknown)).toEqual(strip(known));
    expect(await mailTo("stranger@example.com")).toEqual([]);
    const wrong = { code: "00000000" };
    const refusedUnknown = await post("/v1/sign-in/verify", {
      email: "stranger@example.com",
      ...wrong,
    });
    const refusedKnown = await post("/v1/sign-in/verify", { email: "owner@example.com", ...wrong });
    const { correlationId: _, ...told } = refusedUnknown.body;
    expect(refusedKnown.body).toMatchObject(told);
    expect(refusedKnown.status).toBe(401);
  });

  test("a code lives for ten minutes", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    const code = await codeFor("dora@example.com");
    service.clock.add(10 * 60_000);
    expect(await verify("dora@example.com", code)).toMatchObject({ status: 401 });
  });

  test("after five tries, even concurrent ones, the right code is refused", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    const code = await codeFor("dora@example.com");
    const guess = (number: number) => verify("dora@example.com", `${number}`.padStart(8, "0"));
    await Promise.all([1, 2, 3, 4, 5].map(guess));
    expect(await verify("dora@example.com", code)).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
  });

  test("the right code sent twice at once opens one session", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    const code = await codeFor("dora@example.com");
    const answers = await Promise.all([1, 2, 3].map(() => verify("dora@example.com", code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(2);
  });

  test("a code of one address does not work for another", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    await post("/v1/sign-in", { email: "owner@example.com" });
    const code = await codeFor("dora@example.com");
    expect((await verify("owner@example.com", code)).status).toBe(401);
  });

  test("at most five codes of an address are valid, and further requests get the same answer", async () => {
    nextQuarter();
    const before = (await mailTo("dora@example.com")).length;
    for (let count = 0; count < 8; count += 1) {
      expect((await post("/v1/sign-in", { email: "dora@example.com" })).status).toBe(202);
    }
    expect(await mailTo("dora@example.com")).toHaveLength(before + 5);
    expect((await verify("dora@example.com", await codeFor("dora@example.com"))).status).toBe(200);
  });

  test("a person who is only a USER cannot log in and learns whom to ask", async () => {
    nextQuarter();
    const settings = `/v1/organizations/${service.organizationId}/settings`;
    const token = await service.signIn(service.ownerId);
    const body = { requestAccessEmail: "ask@example.com" };
    await service.call("PATCH", settings, { token, body });
    await service.addMember("USER", { email: "user@example.com" });
    await post("/v1/sign-in", { email: "user@example.com" });
    const refused = await verify("user@example.com", await codeFor("user@example.com"));
    expect(refused).toMatchObject({ status: 403, body: { code: "management-role-required" } });
    expect(refused.body.detail).toContain("ask@example.com");
    expect(refused.body.detail).toContain('"access": "account"');
  });

  test("a person who is only a USER signs in to their own account with the same code, and to nothing else", async () => {
    const email = "user@example.com";
    const code = await codeFor(email);
    const entered = await post("/v1/sign-in/verify", { email, code, access: "account" });
    const scopes = ["solutions:run", "account:manage"];
    expect(entered).toMatchObject({
      status: 200,
      body: { access: "account", scopes, user: { email } },
    });
    const token = entered.body.sessionToken;
    const call = (method: string, path: string, body?: unknown) =>
      service.call(method, path, { token, body });
    const session = { access: "account", scopes };
    expect((await call("GET", "/v1/session")).body).toMatchObject(session);
    expect((await call("PATCH", "/v1/users/me", { phone: "+44 2" })).body).toMatchObject({
      phone: "+44 2",
      emailProved: true,
      credential: { kind: "SESSION", scopes },
    });
    const made = await call("POST", "/v1/users/me/tokens", { name: "phone" });
    expect(made.body.scopes).toEqual(scopes);
    const wide = { name: "wide", scopes: ["users:view"] };
    expect(await call("POST", "/v1/users/me/tokens", wide)).toMatchObject({
      status: 403,
      body: { code: "management-role-required" },
    });
    expect((await call("DELETE", "/v1/users/me", { forgetMe: true })).status).toBe(204);
  });

  test("an account session opens no management, even to an owner", async () => {
    nextQuarter();
    const email = "owner@example.com";
    await post("/v1/sign-in", { email });
    const given = { email, code: await codeFor(email), access: "account" };
    const { sessionToken: token } = (await post("/v1/sign-in/verify", given)).body;
    expect((await service.call("GET", "/v1/session", { token })).body.access).toBe("account");
    const management = await service.signIn(service.ownerId);
    const { body } = await service.call("GET", "/v1/session", { token: management });
    expect(body.access).toBe("management");
    const organization = `/v1/organizations/${service.organizationId}`;
    for (const [method, path, body] of [
      ["GET", `${organization}/members`],
      ["GET", "/v1/users"],
      ["GET", `${organization}/settings`],
      ["POST", "/v1/organizations", { name: "Another" }],
      ["GET", organization],
      ["GET", "/v1/organizations"],
      ["GET", `${organization}/members/${service.ownerId}`],
      ["GET", `/v1/users/${service.ownerId}`],
    ] as const) {
      expect(await service.call(method, path, { token, body })).toMatchObject({
        status: 403,
        body: { code: "management-role-required" },
      });
    }
  });

  test("an unavailable mail server does not lose the code", async () => {
    nextQuarter();
    failure = new MailFailed("421 busy", true);
    await post("/v1/sign-in", { email: "dora@example.com" });
    const before = (await mailTo("dora@example.com")).length;
    failure = undefined;
    service.clock.add(20_000);
    expect(await mailTo("dora@example.com")).toHaveLength(before + 1);
  });

  test("a clock that is set back by an hour delays no code", async () => {
    nextQuarter();
    const email = "dora@example.com";
    const before = (await mailTo(email)).length;
    await post("/v1/sign-in", { email });
    service.clock.add(-3_600_000);
    expect(await mailTo(email)).toHaveLength(before + 1);
    service.clock.add(3_600_000);
  });

  test("neither address nor code is in the database in plain text", async () => {
    nextQuarter();
    const email = "canary-address@example.com";
    await post("/v1/sign-up", { ...carol, email, organizationName: "Canary organization" });
    const code = await codeFor(email);
    const { rows } = await service.database.pool.query("select * from sign_in_codes");
    const text = JSON.stringify(rows);
    expect(text).not.toMatch(/canary/i);
    expect(text).not.toContain(code);
  });
});

describe("a session as a cookie, for browsers", () => {
  let cookie: string;
  const withCookie = (method: string, path: string, headers = {}, body?: unknown) =>
    service.call(method, path, { headers: { cookie, ...headers }, body });

  test("is set on request, with HttpOnly and SameSite=Lax", async () => {
    nextQuarter();
    await post("/v1/sign-in", { email: "dora@example.com" });
    const body = { email: "dora@example.com", code: await codeFor("dora@example.com") };
    const entered = await post("/v1/sign-in/verify?cookie=true", body);
    expect(entered.headers["set-cookie"]).toMatch(
      /^muster_session=mst_ses_\w+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    cookie = entered.headers["set-cookie"]?.split(";")[0] ?? "";
    expect((await withCookie("GET", "/v1/session")).status).toBe(200);
  });

  test("allows changes only with an allowed Origin", async () => {
    const patch = (headers: object) =>
      withCookie("PATCH", "/v1/users/me", headers, { phone: "+44 1" });
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://muster.test.evil.example" },
    ]) {
      expect(await patch(headers)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
    expect((await patch({ origin: "http://muster.test" })).status).toBe(200);
  });

  test("yields to a bearer token, even an invalid one", async () => {
    const bad = { authorization: "Bearer nonsense", origin: "http://muster.test" };
    expect((await withCookie("GET", "/v1/session", bad)).status).toBe(401);
  });

  test("is cleared on log-out", async () => {
    const left = await withCookie("DELETE", "/v1/session", { origin: "http://muster.test" });
    expect(left.status).toBe(204);
    expect(left.headers["set-cookie"]).toMatch(/^muster_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await withCookie("GET", "/v1/session")).status).toBe(401);
  });
});

describe("log-ins and log-outs are events", () => {
  test("a log-in, a log-out, and an idle log-out by the system", async () => {
    nextQuarter();
    const { userId } = await service.addMember("ADMIN", { email: "eve@example.com" });
    const enter = async () => {
      nextQuarter();
      await post("/v1/sign-in", { email: "eve@example.com" });
      const entered = await verify("eve@example.com", await codeFor("eve@example.com"));
      return { token: entered.body.sessionToken };
    };
    const first = await enter();
    expect((await service.call("DELETE", "/v1/session", first)).status).toBe(204);
    expect((await service.call("GET", "/v1/session", first)).status).toBe(401);
    await enter();
    service.clock.add(121 * 60_000);
    await endIdleSessions(service.services);
    const types = (await eventsOf("session", userId)).map(({ type, metadata }) => {
      const { actor } = JSON.parse(metadata);
      return `${type} ${actor.via}`;
    });
    expect(types.toSorted()).toEqual([
      "UserLoggedIn SESSION",
      "UserLoggedIn SESSION",
      "UserLoggedIn SESSION",
      "UserLoggedOut SESSION",
      "UserLoggedOut SYSTEM",
      "UserLoggedOut SYSTEM",
    ]);
    const token = await service.signIn(service.ownerId);
    const path = `/v1/organizations/${service.organizationId}/members/${userId}`;
    const { body } = await service.call("GET", path, { token });
    const idle = service.clock.now().getTime() - Date.parse(body.lastActiveAt);
    expect(idle).toBe(121 * 60_000);
  });
});

test("the answer to a log-out has Muster-Position", async () => {
  const { sessionToken } = await openSession(
    service.services,
    service.ownerId,
    crypto.randomUUID(),
  );
  const answer = await service.call("DELETE", "/v1/session", { token: sessionToken });
  expect(answer.headers["muster-position"]).toMatch(/^\d+$/);
});

test("all idle sessions are ended, however many there are", async () => {
  const { pool, clock } = service.services;
  await pool.query(
    `insert into sessions select md5(n::text), gen_random_uuid(), $1, $2, $2 from generate_series(1, 1000) n`,
    [service.ownerId, clock().toISOString()],
  );
  service.clock.add(121 * 60_000);
  await endIdleSessions(service.services);
  const { rows } = await pool.query("select count(*)::integer as left from sessions");
  expect(rows[0].left).toBe(0);
});

/** Sign-in codes must not let anybody be locked out, impersonated or found out. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { fileMailer } from "../../../src/platform/mail/files.ts";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

let service: TestService;
const { mails, mailing } = keepMails();
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const post = (path: string, body: unknown, headers = {}) =>
  service.call("POST", path, { body, headers });
const verify = (email: string, code: string, headers = {}) =>
  post("/v1/sign-in/verify", { email, code }, headers);
const mailTo = async (email: string) => {
  await codeMailing.run({ ...service.services, ...mailing });
  return mails.filter(({ to }) => to === email);
};
const codeFor = async (email: string) =>
  /\d{8}/.exec((await mailTo(email)).at(-1)?.subject ?? "")?.[0] ?? "none";
const wait = () => service.clock.add(11 * 60_000);

test("an address cannot have more than five valid codes, even if many are requested at once", async () => {
  await Promise.all(
    Array.from({ length: 60 }, () => post("/v1/sign-in", { email: "owner@example.com" })),
  );
  expect((await mailTo("owner@example.com")).length).toBeLessThanOrEqual(5);
});

test("an address cannot have more than 30 codes in an hour, even if each is used at once", async () => {
  const email = "busy@example.com";
  await service.addMember("ADMIN", { email });
  for (let round = 0; round < 8; round += 1) {
    for (let count = 0; count < 5; count += 1) await post("/v1/sign-in", { email });
    await mailTo(email);
    await service.services.pool.query("update sign_in_codes set used_at = $1", [
      service.clock.now().toISOString(),
    ]);
  }
  expect((await mailTo(email)).length).toBe(30);
});

test("many concurrent guesses neither succeed nor give a 500", async () => {
  const email = "owner@example.com";
  for (let count = 0; count < 5; count += 1) {
    await service.call("POST", "/v1/sign-in", { body: { email } });
    service.clock.add(10);
  }
  await codeMailing.run({ ...service.services, ...mailing });
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, index) =>
      service.call("POST", "/v1/sign-in/verify", {
        body: { email, code: String(index).padStart(8, "0") },
      }),
    ),
  );
  expect([...new Set(answers.map(({ status }) => status))]).toEqual([401]);
});

test("a stranger cannot lock somebody out of signing in", async () => {
  wait();
  const email = "victim@example.com";
  await service.addMember("ADMIN", { email });
  for (let count = 0; count < 5; count += 1) await post("/v1/sign-in", { email });
  for (let guess = 0; guess < 5; guess += 1) await verify(email, `0000000${guess}`);
  await mailTo(email);
  await post("/v1/sign-in", { email });
  expect((await verify(email, await codeFor(email))).status).toBe(200);
});

test("strangers cannot keep somebody from signing in for an hour: the link in the latest mail always works", async () => {
  wait();
  const email = "owner-2@example.com";
  await service.addMember("ADMIN", { email });
  const attack = async () => {
    for (let round = 0; round < 6; round += 1) {
      for (let count = 0; count < 5; count += 1) await post("/v1/sign-in", { email });
      for (let guess = 0; guess < 5; guess += 1) await verify(email, `0000000${guess}`);
      await mailTo(email);
    }
  };
  for (let minutes = 0; minutes < 60; minutes += 6) {
    await attack();
    await post("/v1/sign-in", { email });
    const link = (await mailTo(email)).at(-1)?.link;
    const code = new URLSearchParams(new URL(link ?? "").hash.slice(1)).get("code") ?? "";
    expect((await verify(email, code)).status, `after ${minutes} minutes`).toBe(200);
    service.clock.add(6 * 60_000);
  }
  // Nor is their mailbox flooded: a few at once, then one every few minutes.
  expect((await mailTo(email)).length).toBeLessThanOrEqual(30);
});

test("one network cannot use up an address's codes: another one gets digits that work", async () => {
  wait();
  const email = "owner-3@example.com";
  await service.addMember("ADMIN", { email });
  for (let round = 0; round < 6; round += 1) {
    for (let count = 0; count < 5; count += 1) await post("/v1/sign-in", { email });
    for (let guess = 0; guess < 5; guess += 1) await verify(email, `0000000${guess}`);
  }
  expect((await mailTo(email)).length).toBe(10);
  const asked = await service.app.inject({
    method: "POST",
    url: "/v1/sign-in",
    remoteAddress: "192.0.2.7",
    payload: { email },
  });
  expect(asked.statusCode).toBe(202);
  expect((await mailTo(email)).length).toBe(11);
  expect((await verify(email, await codeFor(email))).status).toBe(200);
});

test("the network that asks is stored only as a keyed digest", async () => {
  const { rows } = await service.services.pool.query("select * from sign_in_codes");
  expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|192\.0\.2\.7/);
});

test("a request that fails with 503 does not use up the code", async () => {
  wait();
  const email = "owner@example.com";
  await post("/v1/sign-in", { email });
  const code = await codeFor(email);
  const store = service.services.store as { append: unknown };
  const { append } = store;
  store.append = async () => {
    throw new EventStoreUnavailable("away");
  };
  const away = await verify(email, code);
  store.append = append;
  expect(away.status).toBe(503);
  expect((await verify(email, code)).status).toBe(200);
});

test("an earlier inviter cannot choose the name of a person who signs up", async () => {
  wait();
  const email = "invited@example.com";
  await service.call("POST", `/v1/organizations/${service.organizationId}/members`, {
    token: service.owner,
    body: { email, firstName: "Rude", lastName: "Word" },
  });
  const body = { email, firstName: "Grace", lastName: "Hopper", organizationName: "Compilers" };
  await post("/v1/sign-up", body);
  const entered = await verify(email, await codeFor(email));
  expect(entered.body.user).toMatchObject({ firstName: "Grace", lastName: "Hopper" });
});

test("a token is not accepted as a session cookie", async () => {
  const token = await service.signIn(service.ownerId);
  const made = await service.call("POST", "/v1/users/me/tokens", { token, body: { name: "t" } });
  const cookie = `muster_session=${made.body.secret}`;
  expect((await service.call("GET", "/v1/users/me", { headers: { cookie } })).status).toBe(401);
});

test("addresses and codes are never logged, even if mail is written to files", async () => {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const folder = join(await mkdtemp(join(tmpdir(), "muster-mail-")), "mail");
  const mailer = fileMailer(folder, service.services.mailSender, service.clock.now, log);
  await service.call("POST", "/v1/sign-in", { body: { email: "owner@example.com" } });
  await codeMailing.run({ ...service.services, mailer });
  expect(lines.join("")).toContain("a mail was written");
  expect(decodeURIComponent(lines.join(""))).not.toContain("owner@example.com");
});

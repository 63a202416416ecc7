/** /dev/mail shows the mails of a trial to the person at the machine, and to nobody else. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { fileMailer, mailFolderIn } from "../../../src/platform/mail/files.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { say } from "../../support/raw-http.ts";

let dataDir: string;
let service: TestService;

const start = (environment: Record<string, string> = {}) =>
  startTestService({ environment: { DATA_DIR: dataDir, ...environment } });
const here = { host: "127.0.0.1:3000" };

async function get(
  url: string,
  headers: Record<string, string> = here,
  remoteAddress = "127.0.0.1",
) {
  return service.app.inject({ url, headers, remoteAddress });
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "muster-dev-mail-"));
  service = await start();
});
afterAll(async () => {
  await service.stop();
  await rm(dataDir, { recursive: true });
});

describe("the page", () => {
  test("says that there is no mail yet", async () => {
    expect((await get("/dev/mail")).body).toContain("None yet");
  });

  test("lists the mails, and shows each in a frame without an origin, with links that can be clicked", async () => {
    const mailer = fileMailer(
      mailFolderIn(dataDir),
      "Muster <muster@example.com>",
      service.clock.now,
      pino({ level: "silent" }),
    );
    await service.call("POST", "/v1/sign-in", { body: { email: "owner@example.com" } });
    await codeMailing.run({ ...service.services, mailer });
    const page = await get("/dev/mail");
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.body).toMatch(/\d{8} is your code<small>owner@example.com, /);
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.body).not.toMatch(/<script|\son\w+=|allow-scripts|allow-same-origin/);
    const [, path = ""] = /href="(mail\/[^"]+)" target="mail"/.exec(page.body) ?? [];
    const mail = await get(`/dev/${path}`);
    expect(mail.body).toMatch(/^<!doctype html><base target="_blank"><p>/);
    expect(mail.body).toContain(
      '<a href="http://muster.test/sign-in#email=owner%40example.com&amp;code=',
    );
    expect(mail.headers).toMatchObject({
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      "x-frame-options": "SAMEORIGIN",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect(page.headers).toMatchObject({
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; frame-src 'self'; /,
      ),
      "x-frame-options": "DENY",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
  });

  test.each(["/dev/mail/2026-none.eml", "/dev/mail/..%2fmaster.key", "/dev/mail/"])(
    "has nothing at %s",
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});

describe("it is for this machine alone", () => {
  test.each(["localhost", "localhost:3000", "127.0.0.1", "[::1]:3000"])(
    "by the name %s",
    async (host) => {
      expect((await get("/dev/mail", { host })).statusCode).toBe(200);
    },
  );

  test.each([
    "muster.example.com",
    "127.0.0.1.evil.example",
    "localhost.evil.example:3000",
    "192.0.2.1",
    "a b",
  ])("not by the name %j", async (host) => {
    expect((await get("/dev/mail", { host })).statusCode).toBe(404);
  });

  test.each(["::1", "::ffff:127.0.0.1", "127.0.0.9"])("from the address %s", async (address) => {
    expect((await get("/dev/mail", here, address)).statusCode).toBe(200);
  });

  test.each(["192.0.2.1", "10.0.0.1", "::ffff:192.0.2.1", "fe80::1", "2001:db8::1"])(
    "not from the address %s",
    async (address) => {
      expect((await get("/dev/mail", here, address)).statusCode).toBe(404);
    },
  );

  test.each([
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-host": "muster.example.com" },
    { "x-forwarded-proto": "https" },
    { "x-real-ip": "127.0.0.1" },
    { "cf-connecting-ip": "192.0.2.1" },
    { forwarded: "for=127.0.0.1" },
    { via: "1.1 proxy" },
    { origin: "http://localhost:8080" },
    { origin: "null" },
  ])("not past a proxy, and not to a page of another origin: %o", async (headers) => {
    expect((await get("/dev/mail", { ...here, ...headers })).statusCode).toBe(404);
  });
});

test("not by HTTP/1.0: nginx asks so, and says nothing else of whom it asks for", async () => {
  const { port } = new URL(await service.app.listen({ port: 0 }));
  for (const [version, status] of [
    ["1.0", 404],
    ["1.1", 200],
  ] as const) {
    const request = `GET /dev/mail HTTP/${version}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;
    expect(await say(Number(port), request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  }
});

test.each([
  { NODE_ENV: "production" },
  { SMTP_URL: "smtp://mail:25" },
  { PUBLIC_URL: "https://muster.example.com" },
  { DATABASE_URL: "postgres://h/d", MUSTER_MASTER_KEY: Buffer.alloc(32).toString("base64") },
  { EVENTSTORE_URL: "esdb://h:2113", MUSTER_MASTER_KEY: Buffer.alloc(32).toString("base64") },
])("with %o it is an unknown address", async (environment) => {
  const other = await start(environment);
  for (const url of ["/dev/mail", "/dev/mail/x.eml"]) {
    const answer = await other.app.inject({ url, headers: { ...here, accept: "text/html" } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
  }
  await other.stop();
});

test("it is not in the published document: no program is written for it", () => {
  expect(JSON.stringify(service.app.swagger())).not.toContain("/dev/");
});

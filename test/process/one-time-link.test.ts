/** `npm start` shows its one-time link and the mails only to somebody who tries Muster, and no code in the log. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeDataDir, startService, temporaryDataDir } from "../support/process.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(() => removeDataDir(dataDir));

test("the banner's first link signs the owner in, once; the next start has another", async () => {
  const codes: string[] = [];
  for (const _start of ["first", "second"]) {
    const service = await startService(dataDir);
    const { url, email } = service.firstRun;
    const [link = ""] = /http:\S+\/sign-in#\S+/.exec(service.output()) ?? [];
    expect(service.output()).toContain(`  Muster is running at ${url}\n  Open       ${link}\n`);
    expect(link.startsWith(`${url}/sign-in#email=owner%40example.com&code=`)).toBe(true);
    const code = new URLSearchParams(new URL(link).hash.slice(1)).get("code") ?? "";
    for (const former of codes) {
      const refused = await service.call("POST", "/v1/sign-in/verify", {
        body: { email, code: former },
      });
      expect(refused.status).toBe(401);
    }
    if (codes.length === 1) {
      const path = "/v1/sign-in/verify";
      const signedIn = await service.call("POST", path, { body: { email, code } });
      expect(signedIn.status).toBe(200);
      expect((await service.call("POST", path, { body: { email, code } })).status).toBe(401);
    }
    codes.push(code);
    expect(service.output()).toContain(`\n  Mails      ${url}/dev/mail\n`);
    expect((await fetch(`${url}/dev/mail`)).status).toBe(200);
    await service.end("SIGTERM");
    // Once, in the banner; the log has lines of JSON.
    expect(service.output().split(code)).toHaveLength(2);
  }
  expect(new Set(codes).size).toBe(2);
});

test.each([
  { NODE_ENV: "production" },
  { SMTP_URL: "smtp://127.0.0.1:1" },
  { PUBLIC_URL: "https://muster.example.com" },
])("there is none with %o, and no session token", async (environment) => {
  const service = await startService(dataDir, environment);
  await service.end("SIGTERM");
  expect(service.output()).toContain("  API page ");
  expect(service.output()).not.toMatch(/sign-in#|code=|  Open|dev\/mail/);
  expect(service.output()).not.toContain(service.firstRun.sessionToken);
});

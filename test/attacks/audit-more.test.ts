/** More attacks on the audit: open files, full disks, large bodies, old events, tokens from before. */
import { execFile } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginExport, bundleOf, exportedEntries } from "../../src/commands/export-log.ts";
import { verifyBundle } from "../../src/audit/verify/verify.ts";
import { ownerRun, startTestService, type TestService } from "../support/http.ts";
import { exportBundle, type Folder, temporaryFolder } from "../audit/bundle.ts";

let service: TestService;

let organization: string;
let folder: Folder;
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  folder = await temporaryFolder();
});
afterAll(async () => {
  await service.stop();
  await folder.remove();
});
const owner = async () => service.signIn(service.ownerId);
const change = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, { token: await owner(), body });
const verifyOf = async (zip: Buffer) => verifyBundle(await folder.write(zip));

test("a token from before joining shows nothing of before", async () => {
  const ada = await service.addMember("ADMIN");
  const { body: elsewhere } = await service.call("POST", "/v1/organizations", {
    token: ada.session,
    body: { name: "Elsewhere" },
  });
  const adaNow = () => service.signIn(ada.userId);
  const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
    token: await adaNow(),
    body: { name: "wide" },
  });
  await service.call("GET", `/v1/organizations/${elsewhere.organizationId}`, {
    token: token.secret,
  });
  await sleep(300);
  // Another organization, which Ada joins only now.
  const { body: late } = await service.call("POST", "/v1/organizations", {
    token: await owner(),
    body: { name: "Late" },
  });
  service.clock.add(5 * 3_600_000);
  const before = service.clock.now().toISOString();
  const invited = await service.call("POST", `/v1/organizations/${late.organizationId}/members`, {
    token: await owner(),
    body: {
      email: (await service.call("GET", "/v1/users/me", { token: await adaNow() })).body.email,
      firstName: "A",
      lastName: "B",
      userRole: "ADMIN",
    },
  });
  expect(invited.status).toBe(201);
  const secret = await service.inviteSecretOf(late.organizationId, ada.userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  expect(accepted.status).toBe(200);
  service.clock.add(3_600_000);
  await service.call("GET", `/v1/organizations/${elsewhere.organizationId}`, {
    token: token.secret,
  });
  await sleep(500);
  const { body } = await service.call(
    "GET",
    `/v1/organizations/${late.organizationId}/events?limit=500`,
    { token: await owner() },
  );
  const used = body.items.filter((e: { type: string }) => e.type === "TokenUsed");
  const text = JSON.stringify(body);
  expect.soft(text).not.toContain(elsewhere.organizationId);
  expect.soft(text).not.toContain(service.organizationId);
  for (const { changes } of used) {
    const from = changes.lastUsedAt?.from;
    expect
      .soft(from === undefined || from >= before, `tells of a use at ${from}, before they joined`)
      .toBe(true);
  }
});

test("erased and removed: bundle and reviews of then", async () => {
  const ada = await service.addMember("USER");
  service.clock.add(60_000);
  const then = service.clock.now().toISOString();
  service.clock.add(60_000);
  await service.call("DELETE", "/v1/users/me", {
    token: await service.signIn(ada.userId),
    body: { forgetMe: true },
  });
  expect((await verifyOf(await exportBundle(service))).failures).toEqual([]);
  expect((await verifyOf(await exportBundle(service, `&to=${then}`))).failures).toEqual([]);
});

describe("bounds", () => {
  test("bundles whose readers go away leave no file open", async () => {
    const random = () =>
      Array.from({ length: 48_000 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
    const token = await owner();
    for (let n = 0; n < 30; n += 1)
      await service.call("PUT", `${organization}/invite-templates/de`, {
        token,
        body: { subject: "S", html: `<a href="{inviteLink}">x</a>${random()}` },
      });
    const files = () =>
      readdirSync("/proc/self/fd")
        .map((fd) => {
          try {
            return readlinkSync(`/proc/self/fd/${fd}`);
          } catch {
            return "";
          }
        })
        .filter((name) => name.includes("muster-export"));
    const run = await ownerRun(service);
    for (let n = 0; n < 10; n += 1) {
      const { organizationId } = service;
      const of = await beginExport(run, { organizationId, format: "bundle" });
      const stream = await bundleOf(service.services, run, of);
      of.release();
      stream.on("error", () => undefined);
      await new Promise((resolve) => stream.once("readable", resolve));
      await sleep(50);
      stream.destroy();
      await sleep(100);
    }
    (globalThis as { gc?: () => void }).gc?.();
    await sleep(1000);
    expect(files()).toEqual([]);
  }, 60_000);

  test("a full disk fails the export, not the service", async () => {
    const root = join(import.meta.dirname, "..", "..");
    const script = await folder.write("");
    const path = script.replace(/\.zip$/, ".ts");
    await writeFile(
      path,
      `
import fsp from "node:fs/promises"; import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
const real = fsp.mkdtemp;
fsp.mkdtemp = async (prefix) => { const dir = await real(prefix); fs.symlinkSync("/dev/full", dir + "/role-changes.csv"); return dir; };
syncBuiltinESMExports();
const { writeBundle } = await import("${root}/src/audit/bundle/write.ts");
const { createCodec } = await import("${root}/src/eventstore/codec.ts");
const { emptyRoot } = await import("${root}/src/audit/merkle.ts");
async function* entries() { await new Promise((r) => setTimeout(r, 500)); }
const stream = writeBundle({ organizationId: "o", filter: {}, head: { size: 0, root: emptyRoot }, entries: entries(), checkpoint: "", previous: undefined, requestedBy: "u", createdAt: new Date().toISOString(), keys: [], codec: createCodec({ forWriting: async () => undefined, forReading: async () => new Map() }), signer: {} });
stream.on("error", (e) => console.log("the export failed:", e.message)); stream.resume();
await new Promise((r) => setTimeout(r, 1500));
console.log("STILL ALIVE");
`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [path]).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    expect(stdout).toContain("STILL ALIVE");
  }, 30_000);

  test("who loses the session or token meanwhile gets no more", async () => {
    const run0 = await ownerRun(service);
    for (let n = 0; n < 300; n += 1) {
      const { organizationId } = service;
      (await beginExport(run0, { organizationId, format: "ndjson" })).release();
    }
    const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
      token: await owner(),
      body: { name: "export" },
    });
    // The caller as authenticate makes it of the token.
    const run = service.run({
      userId: service.ownerId,
      via: "TOKEN",
      tokenId: token.tokenId,
      scopes: token.scopes,
    } as never);
    const entries = exportedEntries(
      service.services,
      run,
      await beginExport(run, { organizationId: service.organizationId, format: "ndjson" }),
    );
    await entries.next();
    const { status } = await service.call("DELETE", `/v1/users/me/tokens/${token.tokenId}`, {
      token: await owner(),
    });
    expect(status).toBe(204);
    const next = await entries.next().catch((error: Error) => error);
    await entries.return(undefined);
    expect(next).toBeInstanceOf(Error);
  }, 120_000);
});

test("what one admin wrote to one person is not every admin's to read", async () => {
  const [ada, bob] = [await service.addMember("ADMIN"), await service.addMember("USER")];
  const sent = await change("POST", "/notifications", {
    scope: "USR",
    userIds: [bob.userId],
    content: { text: "between us" },
  });
  expect(sent.status).toBe(201);
  const adaNow = await service.signIn(ada.userId);
  const events = await service.call("GET", `${organization}/events?types=NotificationRequested`, {
    token: adaNow,
  });
  expect(JSON.stringify(events.body)).not.toContain("between us");
});

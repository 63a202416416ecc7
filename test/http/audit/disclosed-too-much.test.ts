/** More attacks on the audit: readers who go away, rights that end, large bodies, old events, tokens from before. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginExport, contentOf } from "../../../src/commands/audit/export-log.ts";
import { verifyBundle } from "../../../src/audit/verify/verify.ts";
import { ownerRun, startTestService, type TestService } from "../../support/http.ts";
import { exportBundle, type Folder, temporaryFolder } from "../../support/bundle.ts";

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

/** By more than a megabyte. */
async function growLog(): Promise<void> {
  const random = (): string =>
    Array.from({ length: 48_000 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  for (let count = 0; count < 30; count += 1) {
    await change("PUT", "/invite-templates/de", {
      subject: "S",
      html: `<a href="{inviteLink}">x</a>${random()}`,
    });
  }
}

describe("bounds", () => {
  test("exports whose readers go away leave no connection of theirs open", async () => {
    await growLog();
    const connections = async () => {
      const { rows } = await service.services.pool.query(
        "select from pg_stat_activity where datname = current_database() and application_name = 'muster export'",
      );
      return rows.length;
    };
    let most = 0;
    const context = await ownerRun(service);
    for (const format of ["bundle", "ndjson", "bundle", "csv"] as const) {
      const { organizationId } = service;
      const exported = await beginExport(context, { organizationId, format });
      const stream = await contentOf(service.services, context, exported);
      exported.release();
      stream.on("error", () => undefined);
      await new Promise((resolve) => {
        stream.once("readable", resolve);
      });
      most = Math.max(most, await connections());
      stream.destroy();
    }
    expect(most).toBeGreaterThan(0);
    await expect.poll(connections, { timeout: 10_000 }).toBe(0);
  }, 60_000);

  test("who loses the session or token meanwhile gets no more", async () => {
    // More than is handed out between two looks at the rights, and more than is on its way.
    await growLog();
    const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
      token: await owner(),
      body: { name: "export" },
    });
    // The caller as authenticate makes it of the token.
    const context = service.run({
      userId: service.ownerId,
      via: "TOKEN",
      tokenId: token.tokenId,
      scopes: token.scopes,
    } as never);
    const exported = await beginExport(context, {
      organizationId: service.organizationId,
      format: "ndjson",
    });
    const content = await contentOf(service.services, context, exported);
    exported.release();
    const reading = content[Symbol.asyncIterator]();
    await reading.next();
    const { status } = await service.call("DELETE", `/v1/users/me/tokens/${token.tokenId}`, {
      token: await owner(),
    });
    expect(status).toBe(204);
    // What was on its way already may still come.
    const toItsEnd = async (): Promise<void> => {
      while ((await reading.next()).done !== true);
    };
    await expect(toItsEnd()).rejects.toThrow("The credential has ended.");
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

/** An export stops when its reader leaves or loses the right to it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginExport, contentOf } from "../../../src/commands/audit/export-log.ts";
import { type Auditing, growLog, startAuditing } from "../../support/auditing.ts";
import { exportBundle, unpack } from "../../support/bundle.ts";
import { eventually } from "../../support/eventually.ts";
import { ownerContext, type TestService } from "../../support/http.ts";

let auditing: Auditing;
let service: TestService;
beforeAll(async () => {
  auditing = await startAuditing();
  ({ service } = auditing);
});
afterAll(() => auditing.stop());

test("an export whose reader goes away leaves no connection open", async () => {
  await growLog(auditing);
  const connections = async () => {
    const { rows } = await service.services.pool.query(
      "select from pg_stat_activity where datname = current_database() and application_name like 'muster export%'",
    );
    return rows.length;
  };
  let most = 0;
  const context = await ownerContext(service);
  for (const format of ["bundle", "ndjson", "bundle", "csv"] as const) {
    const { organizationId } = service;
    const exported = await beginExport(context, { organizationId, format });
    const stream = await contentOf(service.services, context, exported);
    stream.on("error", () => undefined);
    await new Promise((resolve) => {
      stream.once("readable", resolve);
    });
    most = Math.max(most, await connections());
    stream.destroy();
  }
  expect(most).toBeGreaterThan(0);
  await eventually(async () => (await connections()) === 0);
});

test("a reader whose token ends during an export gets no more of it", async () => {
  // More data than is sent between two checks of the rights, and more than fits into the buffers.
  await growLog(auditing);
  const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
    token: await service.signIn(service.ownerId),
    body: { name: "export" },
  });
  // The caller that `authenticate` returns for the token.
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
  const reading = content[Symbol.asyncIterator]();
  await reading.next();
  const { status } = await service.call("DELETE", `/v1/users/me/tokens/${token.tokenId}`, {
    token: await service.signIn(service.ownerId),
  });
  expect(status).toBe(204);
  // Data in the buffers may still arrive.
  const toItsEnd = async (): Promise<void> => {
    while ((await reading.next()).done !== true);
  };
  await expect(toItsEnd()).rejects.toThrow("The credential has ended. Sign in again.");
});

test("a hundred other exports do not hide the previous bundle", async () => {
  const context = await ownerContext(service);
  await exportBundle(service);
  for (let n = 0; n < 101; n += 1) {
    const { organizationId } = service;
    (await beginExport(context, { organizationId, format: "ndjson" })).download.end();
  }
  const manifest = JSON.parse(
    (await unpack(await exportBundle(service))).get("manifest.json") ?? "",
  );
  expect(manifest.previous).toBeDefined();
});

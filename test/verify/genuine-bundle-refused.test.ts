/** A genuine bundle is never refused, however odd its log, its keys or the clock. */
import { open, truncate } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginExport, contentOf } from "../../src/commands/audit/export-log.ts";
import { verifyBundle } from "../../packages/verify/src/verify.ts";
import { type Auditing, growLog, startAuditing } from "../support/auditing.ts";
import { exportBundle } from "../support/bundle.ts";
import { ownerContext, type TestService } from "../support/http.ts";

let auditing: Auditing;
let service: TestService;
let key: string;
let organization: string;
beforeAll(async () => {
  auditing = await startAuditing();
  ({ service, key, organization } = auditing);
  await service.addMember("ADMIN");
  service.clock.add(60_000);
});
afterAll(() => auditing.stop());

/** Why a bundle exported now is refused. */
async function failuresOf(query = "") {
  const bundle = await exportBundle(service, query);
  return (await auditing.verify(bundle, { pinned: key })).failures;
}

test("a bundle is not refused when the previous one has more than 2 GiB", async () => {
  const bundle = await exportBundle(service);
  // The same zip behind a hole of 2.2 GB, in a sparse file, which takes no disk space.
  const delta = 2_200_000_000;
  const moved = Buffer.from(bundle);
  const eocd = moved.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = moved.readUInt32LE(eocd + 16);
  moved.writeUInt32LE(at + delta, eocd + 16);
  for (const count = { n: moved.readUInt16LE(eocd + 10) }; count.n > 0; count.n -= 1) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + delta, at + 42);
    at +=
      46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  const path = await auditing.folder.write("PK");
  await truncate(path, delta);
  const file = await open(path, "r+");
  await file.write(moved, 0, moved.length, delta);
  await file.close();
  const itself = await verifyBundle(path, { pinned: key });
  expect(itself.failures.map(({ name }) => name)).toEqual(["zip-ambiguous"]); // only for the hole
  const verdict = await auditing.verify(bundle, { pinned: key, previous: path });
  expect(verdict.failures).toEqual([]);
});

test("a bundle is not refused when the key is replaced while it is written", async () => {
  // With this much data the export waits for its reader, so the key is replaced while it is written.
  await growLog(auditing);
  const context = await ownerContext(service);
  const exported = await beginExport(context, {
    organizationId: service.organizationId,
    format: "bundle",
  });
  const stream = await contentOf(service.services, context, exported);
  await service.services.signer.rotate();
  const verdict = await auditing.verify(await buffer(stream), { pinned: key });
  expect(verdict.failures).toEqual([]);
});

test("a bundle is not refused when keys are replaced while the clock stands still or goes back", async () => {
  const { signer } = service.services;
  service.clock.add(1000);
  for (let n = 0; n < 3; n += 1) await signer.rotate();
  expect.soft(await failuresOf()).toEqual([]);
  service.clock.add(-500);
  await signer.rotate();
  expect.soft(await failuresOf()).toEqual([]);
});

test("an export with an odd `to`, with `from` after `to`, or of an empty range is not refused", async () => {
  for (const query of [
    "&to=2020-01-01",
    "&from=2030-01-01&to=2020-01-01",
    "&from=2199-12-31",
    "&to=2199-12-31T23:59:59.999Z",
    "&from=2026-03-01T12:00:00.000Z&to=2026-03-01T12:00:00.000Z",
    "&to=2026-03-01T12:00:00.001Z",
  ]) {
    expect.soft(await failuresOf(query), query).toEqual([]);
  }
  for (const format of ["ndjson", "csv", "cloudevents"]) {
    const { statusCode } = await service.app.inject({
      url: `${organization}/export?format=${format}&from=2030-01-01&to=2020-01-01`,
      headers: { authorization: `Bearer ${await service.signIn(service.ownerId)}` },
    });
    expect.soft(statusCode).toBe(200);
  }
});

test("a bundle with odd names and addresses is not refused", async () => {
  const odd = [
    "=cmd()",
    "a\u2028b",
    "\u202Eevil",
    '"quoted", comma',
    "𝔘𝔫𝔦 👩‍👩‍👧",
    "İstanbul",
    "+1",
    "__proto__",
  ];
  for (const [n, name] of odd.entries()) {
    const answer = await auditing.asOwner("POST", "/members", {
      email: `+odd${n}@example.com`,
      firstName: name,
      lastName: name,
    });
    expect(answer.status).toBe(201);
  }
  const note = await auditing.asOwner("POST", "/notifications", {
    scope: "ORG",
    content: { title: "=t", text: "line\r\nline\u0007", inputs: { toJSON: "y", valueOf: "z" } },
  });
  expect.soft(note.status).toBe(201);
  expect(await failuresOf()).toEqual([]);
  const { body } = await auditing.asOwner("GET", "/events?limit=500");
  expect(body.count).toBeGreaterThan(10);
});

test("bundles from before and after a member's erasure are not refused", async () => {
  const ada = await service.addMember("USER");
  service.clock.add(60_000);
  const then = service.clock.now().toISOString();
  service.clock.add(60_000);
  await service.call("DELETE", "/v1/users/me", {
    token: await service.signIn(ada.userId),
    body: { forgetMe: true },
  });
  expect(await failuresOf()).toEqual([]);
  expect(await failuresOf(`&to=${then}`)).toEqual([]);
});

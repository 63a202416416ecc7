/** /v1/organizations/{o}/solutions/{s}/settings: what front ends keep for a solution. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "../../../src/projections/audit/audit.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let solutions: string;
let made = 0;

beforeAll(async () => {
  service = await startTestService();
  solutions = `/v1/organizations/${service.organizationId}/solutions`;
});

afterAll(() => service.stop());

const asOwner = (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token: service.owner, body, headers });

/** The address of the settings of a new solution. */
async function newSettings(): Promise<string> {
  made += 1;
  const { body } = await asOwner("POST", solutions, { name: `s-${made}`, title: "Solution" });
  return `${solutions}/${body.solutionId}/settings`;
}

test("custom settings are empty at first, and PUT keeps what was sent", async () => {
  const path = await newSettings();
  expect(await asOwner("GET", path)).toMatchObject({ status: 200, body: { custom: {} } });
  expect((await asOwner("GET", `${path}/custom`)).body).toEqual({});
  const custom = { color: "#0a7", empty: null, "": [1.5e300, { constructor: {} }] };
  const replaced = await asOwner("PUT", `${path}/custom`, custom);
  expect(replaced.status).toBe(200);
  expect(replaced.body).toEqual(custom);
  expect((await asOwner("GET", path)).body).toEqual({ custom });
});

test("PATCH merges into custom, and null removes", async () => {
  const path = await newSettings();
  await asOwner("PUT", `${path}/custom`, { a: { b: 1, c: [1, 2] }, d: 4 });
  const patched = await asOwner("PATCH", path, { custom: { a: { b: null, c: [3] }, e: 5 } });
  expect(patched.body).toEqual({ custom: { a: { c: [3] }, d: 4, e: 5 } });
  expect((await asOwner("PATCH", path, {})).body).toEqual(patched.body);
  expect((await asOwner("PATCH", path, { custom: null })).body).toEqual({ custom: {} });
});

test("merges at the same time are all made", async () => {
  const path = await newSettings();
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(names.map((name) => asOwner("PATCH", path, { custom: { [name]: name } })));
  const custom = Object.fromEntries(names.map((name) => [name, name]));
  expect((await asOwner("GET", path)).body).toEqual({ custom });
});

test("without a difference nothing is appended; If-Match compares the solution's revision", async () => {
  const path = await newSettings();
  const { headers } = await asOwner("PUT", `${path}/custom`, { a: 1 });
  const end = await service.services.store.lastPosition();
  await asOwner("PUT", `${path}/custom`, { a: 1 });
  await asOwner("PATCH", path, { custom: { a: 1, b: null } });
  expect(await service.services.store.lastPosition()).toBe(end);

  const match = { "if-match": headers.etag ?? "" };
  expect((await asOwner("PATCH", path, { custom: { a: 2 } }, match)).status).toBe(200);
  expect((await asOwner("PATCH", path, { custom: { a: 3 } }, match)).status).toBe(412);
  expect((await asOwner("PUT", `${path}/custom`, {}, match)).status).toBe(412);
  expect((await asOwner("GET", path.replace("/settings", ""))).headers.etag).toBe(
    (await asOwner("GET", path)).headers.etag,
  );
});

describe("refused is", () => {
  test.each([
    [{ custom: [] }, "/custom"],
    [{ custom: { a: "\u0000" } }, "/custom/a"],
    [{ customs: {} }, "/customs"],
  ])("the patch %j", async (body, pointer) => {
    const path = await newSettings();
    expect(await asOwner("PATCH", path, body)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    });
  });

  test("a name of more than 500 characters, which is said where it is", async () => {
    const path = `${await newSettings()}/custom`;
    const [longest, tooLong] = ["\u{1f600}".repeat(500), "a".repeat(501)];
    expect((await asOwner("PUT", path, { [longest]: 1 })).status).toBe(200);
    expect(await asOwner("PUT", path, { [tooLong]: 1 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: `/${tooLong}`, detail: "must be at most 500 characters" }] },
    });
  });

  test("more than 16,384 bytes, also after a merge", async () => {
    const path = await newSettings();
    const half = "x".repeat(9_000);
    expect((await asOwner("PUT", `${path}/custom`, { a: half, b: half })).status).toBe(413);
    expect((await asOwner("PATCH", path, { custom: { a: half } })).status).toBe(200);
    expect(await asOwner("PATCH", path, { custom: { b: half } })).toMatchObject({
      status: 413,
      body: { code: "too-large" },
    });
    expect((await asOwner("PATCH", path, { custom: { a: null, b: half } })).status).toBe(200);
  });
});

test("a change is in the organization's log with the fields that changed, and its stream's changes", async () => {
  const path = await newSettings();
  await asOwner("PUT", `${path}/custom`, { a: 1, b: 2 });
  await asOwner("PATCH", path, { custom: { a: null, b: 3 } });
  await service.services
    .readModel(audit)
    .waitFor(await service.services.store.lastPosition(), patience);
  const events = `/v1/organizations/${service.organizationId}/events`;
  const { items } = (
    await asOwner("GET", `${events}?types=SolutionSettingsChanged&order=desc&limit=1`)
  ).body;
  expect(items).toMatchObject([
    {
      actor: { userId: service.ownerId, role: "OWNER" },
      data: { custom: { set: { b: 3 }, removed: ["a"] } },
      changes: { "custom.a": { from: 1 }, "custom.b": { from: 2, to: 3 } },
    },
  ]);
});

test("a solution is found in its own organization only", async () => {
  const path = await newSettings();
  const { organizationId } = (await asOwner("POST", "/v1/organizations", { name: "Other" })).body;
  const elsewhere = path.replace(service.organizationId, organizationId);
  for (const [method, address, body] of [
    ["GET", elsewhere],
    ["PATCH", elsewhere, { custom: { a: 1 } }],
    ["GET", `${elsewhere}/custom`],
    ["PUT", `${elsewhere}/custom`, { a: 1 }],
  ] as const) {
    expect((await asOwner(method, address, body)).status).toBe(404);
  }
  expect((await asOwner("GET", path)).body).toEqual({ custom: {} });
});

test("a deleted solution has no settings left, in no table", async () => {
  const path = await newSettings();
  await asOwner("PUT", `${path}/custom`, { canary: "solution" });
  const rows = async () =>
    (await service.services.pool.query("select from free_settings where content::text ~ 'canary'"))
      .rowCount;
  expect(await rows()).toBe(1);
  await asOwner("DELETE", path.replace("/settings", ""));
  for (const each of [path, `${path}/custom`]) {
    expect((await asOwner("GET", each)).status).toBe(404);
  }
  expect((await asOwner("PATCH", path, { custom: {} })).status).toBe(404);
  expect(await rows()).toBe(0);

  const { organizationId } = (await asOwner("POST", "/v1/organizations", { name: "Ends" })).body;
  const other = `/v1/organizations/${organizationId}`;
  const { body } = await asOwner("POST", `${other}/solutions`, { name: "x", title: "X" });
  await asOwner("PUT", `${other}/solutions/${body.solutionId}/settings/custom`, { canary: 1 });
  expect(await rows()).toBe(1);
  await asOwner("DELETE", other);
  expect(await rows()).toBe(0);
});

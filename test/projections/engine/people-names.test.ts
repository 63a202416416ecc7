/** Names of people who are named by id: what the asked organizations know, and who was erased. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { rolesThatMay } from "../../../src/domain/rights.ts";
import { openOrganizations } from "../../../src/projections/directory/queries/organizations.ts";
import { namesInViewOf, namesOf } from "../../../src/projections/engine/people-names.ts";
import { systemId } from "../../../src/domain/primitives.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { scopeOf } from "../../support/scopes.ts";

let service: TestService;
let here: string;
beforeAll(async () => {
  service = await startTestService();
  here = service.organizationId;
});
afterAll(() => service.stop());

const names = async (organizationIds: readonly string[], ...userIds: string[]) =>
  Object.fromEntries(await namesOf(service.services.pool, organizationIds, userIds));
const call = (method: string, path: string, token: string, body?: unknown) =>
  service.call(method, path, { token, body });

test("a member has the name that the organization shows, and no other one", async () => {
  const ada = await service.addMember("ADMIN", { name: "Ada" });
  const body = { name: "Elsewhere" };
  const founded = await call("POST", "/v1/organizations", ada.session, body);
  const elsewhere = founded.body.organizationId as string;
  const invitation = { email: "owner@example.com", firstName: "As", lastName: "Invited" };
  await call("POST", `/v1/organizations/${elsewhere}/members`, ada.session, invitation);
  await call("PATCH", "/v1/users/me", service.owner, { name: "Owner" });
  expect(await names([here], ada.userId, service.ownerId)).toEqual({
    [ada.userId]: { name: "Ada" },
    [service.ownerId]: { name: "Owner" },
  });
  expect(await names([elsewhere], service.ownerId)).toEqual({
    [service.ownerId]: { name: "As Invited" },
  });
  expect(await names([elsewhere, here], service.ownerId)).toEqual({
    [service.ownerId]: { name: "Owner" },
  });
  expect(await names([], ada.userId)).toEqual({});
});

test("the system and former members have none; an erased person is said to be erased", async () => {
  const [left, erased] = [await service.addMember("USER"), await service.addMember("USER")];
  const path = `/v1/organizations/${here}/members/${left.userId}`;
  await call("DELETE", path, service.owner);
  const forget = { forgetMe: true };
  expect((await call("DELETE", "/v1/users/me", erased.session, forget)).status).toBe(204);
  expect(await names([here], systemId, left.userId, erased.userId)).toEqual({
    [erased.userId]: { erased: true },
  });
});

test("asked in view, they are those of the organizations in which each viewer may see people", async () => {
  const { pool } = service.services;
  const roles = rolesThatMay("users:view");
  const [admin, user] = [await service.addMember("ADMIN"), await service.addMember("USER")];
  const gone = await service.addMember("USER");
  const founded = await call("POST", "/v1/organizations", admin.session, { name: "Elsewhere" });
  const elsewhere = founded.body.organizationId as string;
  const invitation = { email: "owner@example.com", firstName: "As", lastName: "Invited" };
  await call("POST", `/v1/organizations/${elsewhere}/members`, admin.session, invitation);
  await call("DELETE", "/v1/users/me", gone.session, { forgetMe: true });
  const wanted = [service.ownerId, admin.userId, user.userId, gone.userId, systemId];
  const scopes = [service.ownerId, admin.userId, user.userId, gone.userId, systemId].flatMap((id) =>
    [undefined, here, elsewhere].map((only) => scopeOf(id, only)),
  );
  // All at once, so that they share a statement.
  const found = await Promise.all(scopes.map((own) => namesInViewOf(pool, { own, roles }, wanted)));
  const expected = await Promise.all(
    scopes.map(async (own) => {
      const organizationIds = await openOrganizations(pool, own, roles);
      if (organizationIds.length === 0) return new Map<string, object>();
      return namesOf(pool, organizationIds, wanted);
    }),
  );
  expect(found).toEqual(expected);
  // Owner, admin and user, each of all, of one and of the other; then the erased person and the system.
  const sizes = found.map(({ size }) => size);
  expect(sizes).toEqual([4, 4, 0, 4, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

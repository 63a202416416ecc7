/** Names of people who are named by id: what the asked organizations know, and who was erased. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { namesOf } from "../../../src/projections/engine/people-names.ts";
import { systemId } from "../../../src/domain/primitives.ts";
import { startTestService, type TestService } from "../../support/http.ts";

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

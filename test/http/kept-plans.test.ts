/**
 * Plans that PostgreSQL keeps are made while a new service has few rows, and stay until it has analyzed the
 * tables. Until then, an organization may have brought a hundred thousand people.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { keptPlans } from "../support/kept-plans.ts";
import { startTestService, type TestService } from "../support/http.ts";

/** More than PostgreSQL tries before it keeps a plan. */
const calls = 12;

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  const { organizationId, owner: token, call } = service;
  for (let time = 0; time < calls; time += 1) {
    const { userId, session } = await service.addMember("USER");
    const members = `/v1/organizations/${organizationId}/members`;
    const body = { userRole: "CREATOR" };
    const answers = [
      await call("PATCH", `${members}/${userId}`, { token, body }),
      await call("GET", `${members}/${userId}`, { token }),
      await call("GET", members, { token }),
      await call("GET", "/v1/users/me", { token: session }),
      await call("GET", `/v1/organizations/${organizationId}/solutions`, { token }),
      await call("GET", `/v1/organizations/${organizationId}/events`, { token }),
      await call("GET", "/v1/organizations", { token }),
      await call("GET", "/v1/users/me/tokens", { token }),
      await call("GET", "/v1/users/me/sessions", { token }),
      await call("POST", "/v1/users/me/tokens", { token: session, body: { name: "one" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: answers.length - 1 }, () => 200),
      201,
    ]);
  }
});

afterAll(() => service.stop());

test("none of them reads a table from its beginning to its end", async () => {
  const plans = await keptPlans();
  expect([...plans.keys()]).toEqual(
    expect.arrayContaining([
      "accounts",
      "members by id",
      "memberships",
      "people's names in organizations",
      "read_streams",
      "sessions by digest",
    ]),
  );
  const whole = [...plans].filter(([, plan]) => plan.includes("Seq Scan"));
  expect(whole).toEqual([]);
});

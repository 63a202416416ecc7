/** A bulk invitation must not crash or block the service, and its rows must not affect each other. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const as = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token, body, headers });
const asOwner = (method: string, path: string, body?: unknown, headers = {}) =>
  as(service.owner, method, path, body, headers);

test("rows without an address do not count as repeats of each other", async () => {
  const row = { firstName: "A", lastName: "B" };
  const { body } = await asOwner("POST", `${organization}/members/batch?dryRun=true`, {
    members: [row, row],
  });
  expect(body.items[1].problem.detail).not.toContain("row 1");
  expect(body.items[1].problem.errors[0].detail).not.toContain("row 1");
});

test("an invalid row does not block a later valid row with the same address", async () => {
  const good = { email: "later@example.com", firstName: "A", lastName: "B" };
  const { body } = await asOwner("POST", `${organization}/members/batch?dryRun=true`, {
    members: [{ ...good, firstName: "" }, good],
  });
  expect(body.items[1].outcome).toBe("WOULD_INVITE");
});

test.each([500, 1000, 2000, 3000, 4000, 5000, 6000, 8000, 20_000, 1_000_000])(
  "a row nested %i deep does not fail with 500",
  async (depth) => {
    const deep = "[".repeat(depth) + "]".repeat(depth);
    const answer = await service.app.inject({
      method: "POST",
      url: `${organization}/members/batch`,
      headers: {
        authorization: `Bearer ${service.owner}`,
        "content-type": "application/json",
        "idempotency-key": `deep-${depth}`,
      },
      payload: `{"members":[${deep}]}`,
    });
    expect(answer.statusCode, answer.body.slice(0, 200)).toBeLessThan(500);
  },
);

const header = "email,firstName,lastName\n";

test.each([
  ["CSV of empty lines", 413, "text/csv", `${header}${"\n".repeat(8_000_000)}`],
  ["wide CSV", 413, "text/csv", `${header}${`${"x".repeat(1500)},a,b\n`.repeat(5000)}`],
  ["CSV of quotes", 413, "text/csv", `${header}"${'""'.repeat(4_000_000)}`],
  ["CSV with many columns", 400, "text/csv", `${"a,".repeat(4_900)}a\n`],
  ["many JSON values", 413, "application/json", `{"members":[${"0,".repeat(4_000_000)}0]}`],
  ["many JSON keys", 413, "application/json", `{"members":[{${manyKeys()}}]}`],
  ["many JSON objects", 413, "application/json", `{"members":[${"{},".repeat(2_500_000)}{}]}`],
])("a member without rights cannot make it parse %s", async (_, status, type, payload) => {
  const { session } = await service.addMember("USER");
  const answer = await service.app.inject({
    method: "POST",
    url: `${organization}/members/batch`,
    headers: { authorization: `Bearer ${session}`, "content-type": type },
    payload,
  });
  expect(answer.statusCode).toBe(status);
});

function manyKeys(): string {
  return Array.from({ length: 500_000 }, (_, index) => `"k${index}":0`).join(",");
}

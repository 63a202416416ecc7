/** The answer of a command on a member is what a read shows next, whoever else changes something. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let members: string;

beforeAll(async () => {
  service = await startTestService();
  members = `/v1/organizations/${service.organizationId}/members`;
});
afterAll(() => service.stop());

const call = (method: string, path: string, body?: object) =>
  service.call(method, path, { token: service.owner, body });

async function invited(): Promise<string> {
  const person = { email: `${crypto.randomUUID()}@example.com`, firstName: "I", lastName: "N" };
  return (await call("POST", members, person)).body.userId as string;
}

const active = async (): Promise<string> => (await service.addMember("USER")).userId;
const disabled = async (): Promise<string> => {
  const userId = await active();
  await call("POST", `${members}/${userId}/disable`);
  return userId;
};

describe("the answer is the member as read", () => {
  test.each([
    ["a new role", active, "PATCH", "", { userRole: "ADMIN" }],
    ["a new owner", active, "PATCH", "", { userRole: "OWNER" }],
    ["the role that it was", active, "PATCH", "", { userRole: "USER" }],
    ["disabling", active, "POST", "/disable", undefined],
    ["enabling", disabled, "POST", "/enable", undefined],
    ["an invitation that is sent again", invited, "POST", "/resend-invite", {}],
    ["an invitation that is revoked", invited, "POST", "/revoke-invite", undefined],
  ] as const)("%s", async (_, member, method, path, body) => {
    const userId = await member();
    const answer = await call(method, `${members}/${userId}${path}`, body);
    expect(answer.status).toBe(200);
    const read = await call("GET", `${members}/${userId}`);
    expect(answer.body).toEqual(read.body);
    expect(answer.headers["etag"]).toBe(read.headers["etag"]);
  });
});

test("a change that changes nothing shows what others have changed since", async () => {
  const { userId, session } = await service.addMember("USER");
  const role = { userRole: "CREATOR" };
  await call("PATCH", `${members}/${userId}`, role);
  const profile = { token: session, body: { name: "Renamed" } };
  expect((await service.call("PATCH", "/v1/users/me", profile)).status).toBe(200);
  const again = await call("PATCH", `${members}/${userId}`, role);
  expect(again.body).toMatchObject({ name: "Renamed", ...role });
});

test("an open invitation that has expired is shown as such", async () => {
  const userId = await invited();
  service.clock.add(400 * 86_400_000);
  const token = await service.signIn(service.ownerId);
  const options = { token, body: { userRole: "ADMIN" } };
  const answer = await service.call("PATCH", `${members}/${userId}`, options);
  expect(answer.body.invite?.status).toBe("EXPIRED");
});

/** A proxy publishes the service below a path: every address that leaves the service has it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askedCodes, startTestService, type TestService } from "../support/http.ts";

const publicUrl = "https://example.com/people";

let service: TestService;
let organization: string;

beforeAll(async () => {
  // The variable's value is written as browsers write it.
  const environment = { PUBLIC_URL: "HTTPS://Example.com:443/people/" };
  service = await startTestService({ environment });
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

const ask = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: service.owner, body });

/** As the proxy does it. */
const passedOn = (address: string): string => {
  const { href } = new URL(address, publicUrl);
  expect(href).toMatch(/^https:\/\/example\.com\/people\//);
  return href.slice(publicUrl.length);
};

describe("the address of something new leads to it:", () => {
  test.each<[string, () => string, () => object]>([
    ["an organization", () => "/v1/organizations", () => ({ name: "Works" })],
    [
      "a member",
      () => `${organization}/members`,
      () => ({ email: "ada@example.com", firstName: "Ada", lastName: "L", userRole: "USER" }),
    ],
    ["a solution", () => `${organization}/solutions`, () => ({ name: "n", title: "t" })],
    [
      "a notification",
      () => `${organization}/notifications`,
      () => ({ scope: "ORG", content: { text: "t" } }),
    ],
    ["a token", () => "/v1/users/me/tokens", () => ({ name: "laptop" })],
  ])("%s", async (_, path, body) => {
    const { status, headers } = await ask("POST", path(), body());
    expect(status).toBe(201);
    const { location = "" } = headers;
    expect(location).toMatch(/^\/people\/v1\//);
    expect((await ask("GET", passedOn(location))).status).toBe(200);
  });
});

test("a repeated answer has it too", async () => {
  const create = async () => {
    const headers = { "idempotency-key": "one" };
    const asked = { token: service.owner, body: { name: "Again" }, headers };
    return service.call("POST", "/v1/organizations", asked);
  };
  const [first, again] = [await create(), await create()];
  expect(again.headers).toMatchObject({ "idempotency-replayed": "true" });
  expect(again.headers["location"]).toBe(first.headers["location"]);
});

test("a problem names its page and the address that was asked", async () => {
  expect((await service.call("GET", "/v1/users/me?x=1")).body).toMatchObject({
    type: `${publicUrl}/problems/unauthenticated`,
    instance: "/people/v1/users/me",
  });
  const members = [{ email: "nonsense" }];
  const { body } = await ask("POST", `${organization}/members/batch`, { members });
  expect(body.items[0].problem.type).toBe(`${publicUrl}/problems/invalid-input`);
});

test("the published document names the service, and its page loads from there", async () => {
  const document = (await service.app.inject("/openapi.json")).json();
  expect(document.servers).toEqual([{ url: publicUrl }]);
  const { body } = await service.app.inject("/docs");
  const addresses = [...body.matchAll(/ (?:href|src)="([^"#]+)"/g)].map(([, to = ""]) => to);
  expect(addresses).toEqual(expect.arrayContaining(["docs/docs.js", "docs/docs.css"]));
  for (const to of addresses) {
    const path = passedOn(new URL(to, `${publicUrl}/docs`).href);
    expect((await service.app.inject(path)).statusCode).toBe(200);
  }
});

test.each(["/docs/", "/problems/not-found"])("%s leads to the page", async (path) => {
  const { headers } = await service.app.inject(path);
  const to = new URL(String(headers["location"]), publicUrl + path);
  expect(to.href.split("#")[0]).toBe(`${publicUrl}/docs`);
});

test("a browser sends the session's cookie there and nowhere else", async () => {
  const email = "owner@example.com";
  await service.call("POST", "/v1/sign-in", { body: { email } });
  const code = (await askedCodes(service)).at(-1)?.code;
  const opened = await service.call("POST", "/v1/sign-in/verify?cookie=true", {
    body: { email, code },
  });
  const set = opened.headers["set-cookie"] ?? "";
  expect(set).toMatch(/^muster_session=\w+; Path=\/people; HttpOnly; Secure; SameSite=Lax$/);
  const [cookie = ""] = set.split(";");
  const headers = { cookie, origin: "https://example.com" };
  const left = await service.call("DELETE", "/v1/session", { headers });
  expect(left).toMatchObject({ status: 204 });
  expect(left.headers["set-cookie"]).toMatch(/^muster_session=; .*Path=\/people;/);
});

test("the link in a mail leads there", async () => {
  const path = `${organization}/invite-templates/en/preview`;
  const html = '<p><a href="{inviteLink}">Join</a></p>';
  const { body } = await ask("POST", path, { subject: "s", html });
  expect(body).toContain(`href="${publicUrl}/accept-invitation#token=preview"`);
});

test("the console's pages know it, and so does the page that says that there is no console", async () => {
  const headers = { accept: "text/html" };
  const { body } = await service.app.inject({ url: "/o/1/members", headers });
  const [, to = ""] = /(?:base |a )href="([^"]+)"/.exec(body) ?? [];
  expect(to).toMatch(/^\/people\//);
});

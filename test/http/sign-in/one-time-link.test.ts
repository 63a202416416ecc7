/** The link of the start's banner signs in once, within minutes, and only the newest does. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { oneTimeLink } from "../../../src/commands/sign-in/one-time-link.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

const email = "owner@example.com";
const { mails, mailing } = keepMails();

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());
// Codes of earlier tests do not count.
beforeEach(() => service.clock.add(61 * 60_000));

const givenIn = (link: string) =>
  Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1)));
const make = async () => givenIn((await oneTimeLink(service.services, email)).link);
const enter = ({ email, code }: Record<string, string>) =>
  service.call("POST", "/v1/sign-in/verify", { body: { email, code } });

test("it leads to the sign-in page of the public address, which knows where it is from", async () => {
  const { link, minutes } = await oneTimeLink(service.services, "owner+1@example.com");
  expect(link).toMatch(
    /^http:\/\/muster\.test\/sign-in#email=owner%2B1%40example\.com&code=[\w-]{43}&from=banner$/,
  );
  expect(minutes).toBe(10);
});

test("it signs its person in, once", async () => {
  const given = await make();
  expect(await enter(given)).toMatchObject({ status: 200, body: { user: { email } } });
  expect(await enter(given)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
});

test("it works for ten minutes", async () => {
  const given = await make();
  service.clock.add(10 * 60_000 - 1);
  expect((await enter(given)).status).toBe(200);
  const late = await make();
  service.clock.add(10 * 60_000);
  expect((await enter(late)).status).toBe(401);
});

test("a new one ends the one before, and the address keeps its codes by mail, which alone prove it", async () => {
  const isProved = async (given: Record<string, string>) => {
    const { sessionToken: token } = (await enter(given)).body;
    return (await service.call("GET", "/v1/users/me", { token })).body.emailProved;
  };
  expect(await isProved(await make())).toBe(false);
  const first = await make();
  for (let start = 0; start < 40; start += 1) await make();
  expect((await enter(first)).status).toBe(401);
  await service.call("POST", "/v1/sign-in", { body: { email } });
  await codeMailing.run({ ...service.services, ...mailing });
  const [, fragment = ""] = /#(\S+)/.exec(mails.at(-1)?.text ?? "") ?? [];
  expect(await isProved(Object.fromEntries(new URLSearchParams(fragment)))).toBe(true);
});

test("it is never mailed", async () => {
  const before = mails.length;
  await make();
  await codeMailing.run({ ...service.services, ...mailing });
  expect(mails).toHaveLength(before);
});

test("it opens nothing for an address that nobody has", async () => {
  const { link } = await oneTimeLink(service.services, "nobody@example.com");
  expect((await enter(givenIn(link))).status).toBe(401);
});

/** More attacks: many at once, and what the contract promises of every answer. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { endIdleSessions, openSession } from "../../../src/commands/sign-in/sessions.ts";
import type { Mail } from "../../../src/platform/mail/mail.ts";
import { mailCodes } from "../../../src/commands/sign-in/code-mailer.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
const mails: Mail[] = [];
const mailing = {
  mailer: {
    async send(mail: Mail) {
      mails.push(mail);
    },
    forget: async () => undefined,
    close: async () => undefined,
  },
  sender: "Muster <muster@localhost>",
  onResult: () => undefined,
};
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());
const as = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token, body, headers });

test("many guesses at once are refused, and none is a 500", async () => {
  const email = "owner@example.com";
  for (let count = 0; count < 5; count += 1) {
    await service.call("POST", "/v1/sign-in", { body: { email } });
    service.clock.add(10);
  }
  await mailCodes(service.services, mailing);
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, index) =>
      service.call("POST", "/v1/sign-in/verify", {
        body: { email, code: String(index).padStart(8, "0") },
      }),
    ),
  );
  expect([...new Set(answers.map(({ status }) => status))]).toEqual([401]);
});

test("every answer to a command carries Muster-Position: a bulk invitation", async () => {
  const answer = await as(service.owner, "POST", `${organization}/members/batch`, {
    members: [{ email: "pos@example.com", firstName: "P", lastName: "O" }],
  });
  expect(answer.headers["muster-position"]).toMatch(/^\d+$/);
});

test("every answer to a command carries Muster-Position: a log-out", async () => {
  const { sessionToken } = await openSession(
    service.services,
    service.ownerId,
    crypto.randomUUID(),
  );
  const answer = await as(sessionToken, "DELETE", "/v1/session");
  expect(answer.headers["muster-position"]).toMatch(/^\d+$/);
});

test("all sessions that are idle are ended, however many they are", async () => {
  const { pool, clock } = service.services;
  await pool.query(
    `insert into sessions select md5(n::text), gen_random_uuid(), $1, $2, $2 from generate_series(1, 1000) n`,
    [service.ownerId, clock().toISOString()],
  );
  service.clock.add(121 * 60_000);
  await endIdleSessions(service.services);
  const { rows } = await pool.query("select count(*)::integer as left from sessions");
  expect(rows[0].left).toBe(0);
});

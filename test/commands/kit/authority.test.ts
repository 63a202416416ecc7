/**
 * Commands ask the streams for the rights on which they act (docs/decisions/0017-authority.md). Here the
 * read model stands still, as when it is behind, while the caller loses the right.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginExport, contentOf } from "../../../src/commands/audit/export-log.ts";
import { change } from "../../../src/commands/kit/change.ts";
import type { CommandContext } from "../../../src/commands/kit/context.ts";
import {
  memberTarget,
  organizationTarget,
  userTarget,
} from "../../../src/commands/kit/stream-targets.ts";
import { systemActor, systemContext } from "../../../src/commands/kit/system-context.ts";
import {
  assignSolution,
  unassignSolution,
} from "../../../src/commands/members/assign-solutions.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import {
  changeOrgRole,
  disableMember,
  enableMember,
  removeMember,
  resendInvite,
  revokeInvite,
} from "../../../src/commands/members/manage-member.ts";
import {
  cancelNotification,
  requestNotification,
} from "../../../src/commands/notifications/notifications.ts";
import {
  changeOrganization,
  deleteOrganization,
} from "../../../src/commands/organizations/change-organization.ts";
import { changeOwnSolution } from "../../../src/commands/solutions/own-solutions.ts";
import {
  changeSolution,
  deleteSolution,
  registerSolution,
} from "../../../src/commands/solutions/solutions.ts";
import { createToken } from "../../../src/commands/tokens/tokens.ts";
import { chooseDefaultOrganization } from "../../../src/commands/users/profile.ts";
import type { MemberCommand } from "../../../src/domain/member/commands.ts";
import { notifications } from "../../../src/projections/notifications/notifications.ts";
import { idOf } from "../../domain/given.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { session } from "../../support/services.ts";

let service: TestService;
let organizationId: string;
const people: Record<string, string> = {};
const solutions: Record<string, string> = {};
let notificationId: string;

beforeAll(async () => {
  service = await startTestService();
  ({ organizationId } = service);
  const call = async (method: string, path: string, body?: object) =>
    (
      await service.call(method, `/v1/organizations/${organizationId}${path}`, {
        token: service.owner,
        body,
      })
    ).body;
  for (const [name, role] of [
    ["removed owner", "OWNER"],
    ["demoted owner", "OWNER"],
    ["lowered owner", "OWNER"],
    ["erased owner", "OWNER"],
    ["returned owner", "OWNER"],
    ["unaffected owner", "OWNER"],
    ["exporting owner", "OWNER"],
    ["member", "USER"],
    ["disabled", "USER"],
    ["former solution admin", "CREATOR"],
  ] as const)
    people[name] = (await service.addMember(role)).userId;
  await call("POST", `/members/${people["disabled"]}/disable`);
  const invitee = { email: "invitee@example.com", firstName: "I", lastName: "N" };
  people["invited"] = (await call("POST", "/members", invitee)).userId;
  for (const name of ["one", "assigned"])
    solutions[name] = (await call("POST", "/solutions", { name, title: name })).solutionId;
  const assign = (person: string, userRole: string) =>
    call("PUT", `/members/${people[person]}/solutions/${solutions["assigned"]}`, { userRole });
  await assign("member", "USER");
  await assign("former solution admin", "ADMIN");
  for (const owner of ["removed", "demoted", "lowered", "erased", "returned", "unaffected"])
    await assign(`${owner} owner`, "OWNER");
  const startAt = "2026-06-01T12:00:00.000Z";
  const content = { scope: "ORG", content: { text: "later" }, startAt };
  ({ notificationId } = await call("POST", "/notifications", content));
  const { readModel, store } = service.services;
  await readModel(notifications).waitFor(await store.lastPosition(), patience);

  // From here on the read model does not follow.
  await service.group.stop();
  const by = { userId: service.ownerId, role: "OWNER" } as const;
  await inStream("removed owner", { type: "RemoveMember", by });
  await inStream("returned owner", { type: "RemoveMember", by });
  await joinAgain("returned owner");
  await inStream("demoted owner", { type: "ChangeOrgRole", by, role: "USER" });
  await inStream("lowered owner", { type: "ChangeOrgRole", by, role: "ADMIN" });
  const solutionId = solutions["assigned"] ?? "";
  const lowered = { solutionId, role: "USER", authority: "SYSTEM" } as const;
  await inStream("former solution admin", { type: "ChangeSolutions", changes: [lowered] });
  await inStream("unaffected owner", { type: "ChangeSolutions", changes: [lowered] });
  await change(systemContext(service.services), userTarget(people["erased owner"] ?? ""), {
    command: { type: "EraseUser", order: {} },
    actor: systemActor,
  });
});

afterAll(() => service.stop());

/** Appends to a member's stream as if another instance did. */
async function inStream(person: string, command: MemberCommand): Promise<void> {
  const target = memberTarget(organizationId, people[person] ?? "");
  await change(systemContext(service.services), target, { command, actor: systemActor });
}

/** Invites the person as an owner and accepts; their credentials are from before the removal. */
async function joinAgain(person: string): Promise<void> {
  const at = "2026-01-15T10:00:00.000Z";
  const [email, digest] = ["again@example.com", "a".repeat(64)];
  await inStream(person, {
    type: "InviteUser",
    by: { userId: service.ownerId, role: "OWNER" },
    role: "OWNER",
    person: { email, firstName: "R", lastName: "E" },
    languages: ["en"],
    sending: { sendingId: idOf(1), digest, language: "en", expiresAt: "2026-02-15T10:00:00.000Z" },
    solutions: [],
    at,
  });
  await inStream(person, { type: "AcceptInvite", digest, granter: "OWNER", at });
  const solutionId = solutions["assigned"] ?? "";
  const assigned = { solutionId, role: "OWNER", authority: "SYSTEM" } as const;
  await inStream(person, { type: "ChangeSolutions", changes: [assigned] });
}

type Command = (context: CommandContext) => Promise<unknown>;
const memberOf = (person: string) => ({ organizationId, userId: people[person] ?? "" });
const inOne = () => ({ organizationId, solutionId: solutions["assigned"] ?? "" });

const commands: Readonly<Record<string, Command>> = {
  "change a role": (context) =>
    changeOrgRole(context, { ...memberOf("member"), userRole: "CREATOR" }),
  "disable a member": (context) => disableMember(context, memberOf("member")),
  "enable a member": (context) => enableMember(context, memberOf("disabled")),
  "remove a member": (context) => removeMember(context, memberOf("member")),
  "revoke an invitation": (context) => revokeInvite(context, memberOf("invited")),
  "send an invitation again": (context) => resendInvite(context, memberOf("invited")),
  "invite somebody": (context) =>
    inviteUser(context, {
      organizationId,
      email: `new-${context.correlationId}@example.com`,
      firstName: "N",
      lastName: "W",
    }),
  "assign a solution": (context) =>
    assignSolution(context, {
      ...memberOf("member"),
      solutionId: solutions["one"] ?? "",
      userRole: "EDITOR",
    }),
  "take a solution away": (context) =>
    unassignSolution(context, { ...memberOf("member"), ...inOne() }),
  "register a solution": (context) =>
    registerSolution(context, { organizationId, name: "new", title: "New" }),
  "change a solution": (context) =>
    changeSolution(context, { ...inOne(), details: { title: "Changed" } }),
  "delete a solution": (context) => deleteSolution(context, inOne()),
  "request a notification": (context) =>
    requestNotification(context, { organizationId, scope: "ORG", content: { text: "now" } }),
  "cancel a notification": (context) =>
    cancelNotification(context, { organizationId, notificationId }),
  "change the organization": (context) =>
    changeOrganization(context, organizationId, {
      type: "ChangeOrganizationDetails",
      details: { name: "Changed" },
    }),
  "delete the organization": (context) => deleteOrganization(context, { organizationId }),
  "begin an export": (context) => beginExport(context, { organizationId, format: "ndjson" }),
};

/** What every active member may do. */
const ownCommands: Readonly<Record<string, Command>> = {
  "set their solution aside": (context) => changeOwnSolution(context, inOne(), "SetSolutionAside"),
  "make a token for the organization": (context) =>
    createToken(context, { organizationId, name: "token" }),
  "choose the organization": (context) => chooseDefaultOrganization(context, { organizationId }),
};

async function expectRefused(person: string, command: Command, code: string): Promise<void> {
  const { store } = service.services;
  const before = await store.lastPosition();
  const context = service.run(session(people[person] ?? ""));
  await expect(command(context)).rejects.toMatchObject({ code });
  expect(await store.lastPosition()).toBe(before);
}

describe.each([
  ["removed owner", "not-found"],
  ["erased owner", "not-found"],
  ["returned owner", "not-found"],
  ["demoted owner", "forbidden"],
  ["lowered owner", "forbidden"],
])("while the read model does not show it, a %s must not", (person, code) => {
  test.each(Object.entries(commands))("%s", (_, command) => expectRefused(person, command, code));
});

describe.each(["removed owner", "erased owner", "returned owner"])(
  "while the read model does not show it, a %s must not",
  (person) => {
    test.each(Object.entries(ownCommands))("%s", (_, command) =>
      expectRefused(person, command, "not-found"),
    );
  },
);

test("while the read model does not show it, somebody who lost their role in a solution must not assign it", async () => {
  const command: Command = (context) =>
    assignSolution(context, { ...memberOf("member"), ...inOne(), userRole: "ADMIN" });
  await expectRefused("former solution admin", command, "forbidden");
});

test("a change that takes no right away does not hinder its member", async () => {
  const context = service.run(session(people["unaffected owner"] ?? ""));
  const { position } = await changeOrgRole(context, { ...memberOf("member"), userRole: "CREATOR" });
  expect(position).toBe(await service.services.store.lastPosition());
});

test("an export that has begun must not be read by somebody who was removed since", async () => {
  const caller = session(people["exporting owner"] ?? "");
  const context = service.run(caller);
  const request = await beginExport(context, { organizationId, format: "ndjson" });
  const by = { userId: service.ownerId, role: "OWNER" } as const;
  await inStream("exporting owner", { type: "RemoveMember", by });
  const content = await contentOf(service.services, context, request);
  await expect(Array.fromAsync(content)).rejects.toMatchObject({ code: "not-found" });
  request.download.end();
});

test("in a deleted organization that the read model still shows, nobody invites anybody", async () => {
  await change(systemContext(service.services), organizationTarget(organizationId), {
    command: { type: "DeleteOrganization" },
    actor: systemActor,
  });
  const command = commands["invite somebody"];
  if (command === undefined) throw new Error("the table has no invitation");
  await expectRefused("unaffected owner", command, "not-found");
});

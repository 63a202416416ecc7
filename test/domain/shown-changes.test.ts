/** Who may see a change, by role, solution role and scope. */
import { describe, expect, test } from "vitest";
import { definitions } from "../../src/domain/catalogue.ts";
import {
  type OrganizationRole,
  type SolutionRole,
  organizationRoles,
  solutionRoles,
} from "../../src/domain/roles.ts";
import { inScope, type Permission, permissions, reach } from "../../src/domain/rights.ts";
import {
  type ChangeType,
  isShown,
  maySeeChange,
  watchPermissions,
} from "../../src/domain/shown-changes.ts";

const me = "me";
const sees = (
  type: ChangeType,
  role: OrganizationRole,
  more: { userId?: string; solutionId?: string; in?: SolutionRole; scopes?: string[] } = {},
) => maySeeChange({ userId: me, role, scopes: more.scopes }, { type, ...more }, more.in);

describe("seen by owner, admin, creator, user", () => {
  const table: [ChangeType, boolean, boolean, boolean, boolean][] = [
    ["OrganizationDetailsChanged", true, true, true, false],
    ["MemberInvited", true, true, true, false],
    ["InviteEmailFailed", true, true, true, false],
    ["OrgRoleChanged", true, true, true, false],
    ["MemberRemoved", true, true, true, false],
    ["ProfileChanged", true, true, true, false],
    ["InviteTemplateSaved", true, true, false, false],
    ["SolutionRegistered", true, true, false, false],
    ["SolutionSettingsChanged", true, true, false, false],
    ["SolutionAssigned", true, true, false, false],
  ];
  test.each(table)("%s: %s, %s, %s, %s", (type, ...expected) => {
    const change = { userId: "other", solutionId: type.startsWith("Sol") ? "any" : undefined };
    expect(organizationRoles.map((role) => sees(type, role, change as object))).toEqual(expected);
  });
});

test("nobody sees log-ins, tokens, addresses and the ownership guard, not even their own", () => {
  const hidden = [...definitions.keys()].filter((type) => !isShown(type as ChangeType));
  expect(hidden).toEqual(
    expect.arrayContaining(["TokenIssued", "TokenUsed", "TokenDeleted", "EmailClaimed"]),
  );
  for (const type of hidden) expect(sees(type as ChangeType, "OWNER", { userId: me })).toBe(false);
});

test("a creator sees changes of the solutions that they may view", () => {
  const seeing = solutionRoles.filter((role) =>
    sees("SolutionDetailsChanged", "CREATOR", { solutionId: "s", in: role }),
  );
  expect(seeing).toEqual(["OWNER", "ADMIN", "EDITOR"]);
});

test("a creator sees what is done to themselves, also that a solution is taken from them", () => {
  const own = { userId: me, solutionId: "s" };
  expect(sees("SolutionUnassigned", "CREATOR", own)).toBe(true);
  expect(sees("SolutionUnassigned", "CREATOR", { ...own, userId: "other" })).toBe(false);
  expect(sees("SolutionUnassigned", "USER", own)).toBe(false);
});

test("a token sees only what its scopes allow", () => {
  const scopes = ["users:view"];
  expect(sees("MemberInvited", "OWNER", { scopes })).toBe(true);
  expect(sees("SolutionAssigned", "OWNER", { scopes, userId: me, solutionId: "s" })).toBe(false);
});

test("a token that may read the log sees all that its owner's role allows", () => {
  const scopes = ["audit:read"];
  expect(sees("SolutionAssigned", "OWNER", { scopes, userId: "other", solutionId: "s" })).toBe(
    true,
  );
  expect(sees("OrganizationSettingsChanged", "ADMIN", { scopes })).toBe(false);
  expect(sees("MemberInvited", "CREATOR", { scopes })).toBe(false);
});

/** The permission that shows each change. */
const permissionOf: Readonly<Record<string, Permission>> = {
  OrganizationFounded: "users:view",
  OrganizationDetailsChanged: "users:view",
  OrganizationSettingsChanged: "settings:manage",
  OrganizationDeleted: "users:view",
  InviteTemplateSaved: "users:manage",
  InviteTemplateDeleted: "users:manage",
  MemberFounded: "users:view",
  MemberInvited: "users:view",
  InviteIssued: "users:view",
  InviteEmailSent: "users:view",
  InviteEmailFailed: "users:view",
  InviteRevoked: "users:view",
  InviteAccepted: "users:view",
  OrgRoleChanged: "users:view",
  MemberDisabled: "users:view",
  MemberEnabled: "users:view",
  MemberRemoved: "users:view",
  SolutionAssigned: "solutions:view",
  SolutionRoleChanged: "solutions:view",
  SolutionUnassigned: "solutions:view",
  SolutionRegistered: "solutions:view",
  SolutionDetailsChanged: "solutions:view",
  SolutionSettingsChanged: "solutions:view",
  SolutionDeleted: "solutions:view",
  ProfileChanged: "users:view",
  EventLogExported: "audit:read",
  EventLogRead: "audit:read",
};

test.each([...definitions.keys()])("%s is shown by its permission, and by no other", (type) => {
  const needed = permissionOf[type];
  expect(isShown(type as ChangeType)).toBe(needed !== undefined);
  for (const role of organizationRoles) {
    for (const scope of permissions) {
      const readsLog = scope === "audit:read" && reach("audit:read", role) === "all";
      const inView = needed !== undefined && (readsLog || inScope(needed, [scope]));
      const shown = inView && reach(needed, role) === "all";
      expect([role, scope, sees(type as ChangeType, role, { scopes: [scope] })]).toEqual([
        role,
        scope,
        shown,
      ]);
    }
  }
});

test("what a newer program stored is shown to nobody, and watching needs one of two permissions", () => {
  expect(sees("NotKnownYet" as ChangeType, "OWNER")).toBe(false);
  expect(watchPermissions).toEqual(["users:view", "audit:read"]);
  // About nobody and no solution: for those who see everything.
  expect(sees("SolutionRegistered", "CREATOR")).toBe(false);
  expect(sees("SolutionRegistered", "CREATOR", { in: "OWNER" })).toBe(false);
});

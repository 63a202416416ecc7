/** Who may see a change, by role, solution role and scope. */
import { describe, expect, test } from "vitest";
import { definitions } from "../../src/domain/catalogue.ts";
import {
  type OrganizationRole,
  type SolutionRole,
  organizationRoles,
  solutionRoles,
} from "../../src/domain/roles.ts";
import { type ChangeType, isShown, maySeeChange } from "../../src/domain/shown-changes.ts";

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

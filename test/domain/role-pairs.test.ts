/**
 * Who may act on whom: every pair of roles (docs/domain.md, "Guards"). The tables are written out from the
 * rule's words; nothing here calls the comparisons of the domain.
 */
import { describe, expect, test } from "vitest";
import { isRejection } from "../../src/domain/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import { mayGrant } from "../../src/domain/member/grants.ts";
import { initial, type MemberState } from "../../src/domain/member/state.ts";
import {
  type OrganizationRole,
  organizationRoles,
  type SolutionRole,
  solutionRoles,
} from "../../src/domain/roles.ts";
import { given, idOf } from "./given.ts";

/** Each role with those that are not above it. */
const notAbove: Readonly<Record<OrganizationRole, readonly OrganizationRole[]>> = {
  OWNER: ["OWNER", "ADMIN", "CREATOR", "USER"],
  ADMIN: ["ADMIN", "CREATOR", "USER"],
  CREATOR: ["CREATOR", "USER"],
  USER: ["USER"],
};
const notAboveInSolution: Readonly<Record<SolutionRole, readonly SolutionRole[]>> = {
  OWNER: ["OWNER", "ADMIN", "EDITOR", "USER", "DENY"],
  ADMIN: ["ADMIN", "EDITOR", "USER", "DENY"],
  EDITOR: ["EDITOR", "USER", "DENY"],
  USER: ["USER", "DENY"],
  DENY: ["DENY"],
};

const at = "2026-01-15T10:00:00.000Z";
const solutionId = idOf(9);
const invited = (role: OrganizationRole): MemberEvent[] => [
  {
    type: "MemberInvited",
    data: { role, grantedBy: idOf(1) },
    personal: { email: "ada@example.com", firstName: "Ada", lastName: "Byron" },
  },
];
const active = (role: OrganizationRole): MemberEvent[] => [
  ...invited(role),
  { type: "InviteAccepted", data: { acceptedAt: at } },
];
const disabled = (role: OrganizationRole): MemberEvent[] => [
  ...active(role),
  { type: "MemberDisabled", data: {} },
];

function isForbidden(history: readonly MemberEvent[], command: MemberCommand): boolean {
  const state = history.reduce<MemberState>(
    (folded, event) => memberDecider.evolve(folded, event),
    initial,
  );
  const outcome = memberDecider.decide(command, state);
  return isRejection(outcome) && outcome.rejected === "forbidden";
}

const orgPairs = organizationRoles.flatMap((own) =>
  organizationRoles.map((theirs) => [own, theirs] as const),
);

describe.each(orgPairs)("a member who is %s and one who is %s", (own, theirs) => {
  const by = { userId: idOf(1), role: own };
  const allowed = notAbove[own].includes(theirs);
  const each: Readonly<Record<string, readonly [readonly MemberEvent[], MemberCommand]>> = {
    disable: [active(theirs), { type: "DisableMember", by }],
    enable: [disabled(theirs), { type: "EnableMember", by }],
    "remove an active": [active(theirs), { type: "RemoveMember", by }],
    "remove an invited": [invited(theirs), { type: "RemoveMember", by }],
    "revoke the invitation": [invited(theirs), { type: "RevokeInvite", by, at }],
    "send the invitation again": [
      invited(theirs),
      {
        type: "ResendInvite",
        by,
        languages: ["en"],
        sending: { sendingId: idOf(2), digest: "d", language: "en", expiresAt: at },
        at,
      },
    ],
    "invite as": [
      [],
      {
        type: "InviteUser",
        by,
        role: theirs,
        person: { email: "ada@example.com", firstName: "Ada", lastName: "Byron" },
        languages: ["en"],
        sending: undefined,
        solutions: [],
        at,
      },
    ],
  };
  test.each(Object.entries(each))(`${allowed ? "may" : "must not"} %s`, (_, [history, command]) => {
    expect(isForbidden(history, command)).toBe(!allowed);
  });

  test.each(organizationRoles)("change of the role to %s", (role) => {
    const may = allowed && notAbove[own].includes(role);
    expect(isForbidden(active(theirs), { type: "ChangeOrgRole", by, role })).toBe(!may);
  });

  test("the reactor judges a grant by the same ranks", () => {
    const grant = { granterId: idOf(1), permission: "users:manage", role: theirs } as const;
    const isManager = own === "OWNER" || own === "ADMIN";
    expect(mayGrant(grant, { status: "ACTIVE", role: own })).toBe(isManager && allowed);
  });
});

const solutionPairs = solutionRoles.flatMap((own) =>
  solutionRoles.map((theirs) => [own, theirs] as const),
);
const history = (theirs: SolutionRole, isSetAside: boolean): MemberEvent[] => [
  ...active("USER"),
  { type: "SolutionAssigned", data: { solutionId, role: theirs } },
  ...(isSetAside
    ? [{ type: "SolutionUnassigned", data: { solutionId, role: theirs, setAside: true } } as const]
    : []),
];

describe.each(solutionPairs)("in a solution, who is %s and one who is %s there", (own, theirs) => {
  const allowed = notAboveInSolution[own].includes(theirs);
  const changeTo = (role: SolutionRole | undefined): MemberCommand => ({
    type: "ChangeSolutions",
    changes: [{ solutionId, role, authority: own }],
  });

  test.each([false, true])(
    `${allowed ? "may" : "must not"} take it away, set aside: %s`,
    (aside) => {
      expect(isForbidden(history(theirs, aside), changeTo(undefined))).toBe(!allowed);
    },
  );

  test.each(solutionRoles.flatMap((role) => [false, true].map((aside) => [role, aside] as const)))(
    "change of the role to %s, set aside: %s",
    (role, aside) => {
      const may = allowed && notAboveInSolution[own].includes(role);
      expect(isForbidden(history(theirs, aside), changeTo(role))).toBe(!may);
    },
  );

  test("assignment of the role to somebody who has none", () => {
    expect(isForbidden(active("USER"), changeTo(theirs))).toBe(!allowed);
  });

  test("the reactor judges a grant by the same ranks", () => {
    const solution = { solutionId, role: theirs };
    const grant = { granterId: idOf(1), permission: "solutions:permissions", solution } as const;
    const asCreator = {
      status: "ACTIVE",
      role: "CREATOR",
      solutions: { [solutionId]: own },
    } as const;
    const mayAssign = own === "OWNER" || own === "ADMIN";
    expect(mayGrant(grant, asCreator)).toBe(mayAssign && allowed);
    expect(mayGrant(grant, { ...asCreator, role: "USER" })).toBe(false);
    expect(mayGrant(grant, { ...asCreator, role: "ADMIN" })).toBe(true);
  });
});

test("an ADMIN of a solution must not put an OWNER who set it aside to DENY", () => {
  given(memberDecider, history("OWNER", true))
    .when({ type: "ChangeSolutions", changes: [{ solutionId, role: "DENY", authority: "ADMIN" }] })
    .thenRejected("forbidden");
});

describe("acting on oneself", () => {
  // The command's `by` and the membership are the same person; the ranks hold as for others.
  test.each(organizationRoles.flatMap((own) => organizationRoles.map((to) => [own, to] as const)))(
    "a member who is %s making themselves %s",
    (own, role) => {
      const command = { type: "ChangeOrgRole", by: { userId: idOf(3), role: own }, role } as const;
      expect(isForbidden(active(own), command)).toBe(!notAbove[own].includes(role));
    },
  );

  test.each(solutionPairs)("who is %s in a solution making themselves %s there", (own, role) => {
    const changes = [{ solutionId, role, authority: own }];
    const forbidden = isForbidden(history(own, false), { type: "ChangeSolutions", changes });
    expect(forbidden).toBe(!notAboveInSolution[own].includes(role));
  });

  test.each(solutionRoles)("a member takes %s back as it was, and not as more", (role) => {
    given(memberDecider, history(role, true))
      .when({ type: "TakeSolutionBack", solutionId })
      .then({ type: "SolutionAssigned", data: { solutionId, role } });
  });
});

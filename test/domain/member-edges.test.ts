/** Memberships at their edges: limits, what is finished later, who granted what, and what is taken back. */
import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import { grantIn, grantTypes, mayGrant } from "../../src/domain/member/grants.ts";
import { mayInvite } from "../../src/domain/member/invitation.ts";
import { initial } from "../../src/domain/member/state.ts";
import { type Judged, rightfulState, takeBack } from "../../src/domain/member/take-back.ts";
import { systemId } from "../../src/domain/primitives.ts";
import { neverAbove, neverAboveInSolution } from "../../src/domain/rights.ts";
import type { OrganizationRole, SolutionRole } from "../../src/domain/roles.ts";
import { digestOf, given, idOf } from "./given.ts";

const at = "2026-01-15T10:00:00.000Z";
const expiresAt = "2026-01-29T10:00:00.000Z";
const owner = { userId: idOf(1), role: "OWNER" } as const;
const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
const sending = (number: number) => ({
  sendingId: idOf(100 + number),
  digest: digestOf(number),
  language: "en",
  expiresAt,
});
const founded: MemberEvent = { type: "MemberFounded", data: {}, personal: null };
const invited = (role: OrganizationRole = "USER", grantedBy = idOf(1)): MemberEvent => ({
  type: "MemberInvited",
  data: { role, grantedBy },
  personal: person,
});
const issued = (number: number, issuedAt = at): MemberEvent => ({
  type: "InviteIssued",
  data: { ...sending(number), issuedAt },
});
const accepted: MemberEvent = { type: "InviteAccepted", data: { acceptedAt: at } };
const disabled: MemberEvent = { type: "MemberDisabled", data: {} };
const enabled: MemberEvent = { type: "MemberEnabled", data: {} };
const removed: MemberEvent = { type: "MemberRemoved", data: {} };
const active = (role: OrganizationRole = "USER") => [invited(role), issued(1), accepted];
const roleChanged = (from: OrganizationRole, to: OrganizationRole): MemberEvent => ({
  type: "OrgRoleChanged",
  data: { from, to, grantedBy: idOf(1) },
});
const [one, two, three] = [idOf(51), idOf(52), idOf(53)];
const assigned = (solutionId: string, role: SolutionRole = "USER"): MemberEvent => ({
  type: "SolutionAssigned",
  data: { solutionId, role },
});
const unassigned = (solutionId: string, role: SolutionRole = "USER"): MemberEvent => ({
  type: "SolutionUnassigned",
  data: { solutionId, role },
});
const setAside = (solutionId: string, role: SolutionRole = "USER"): MemberEvent => ({
  type: "SolutionUnassigned",
  data: { solutionId, role, setAside: true },
});
const changed = (solutionId: string, from: SolutionRole, to: SolutionRole): MemberEvent => ({
  type: "SolutionRoleChanged",
  data: { solutionId, from, to },
});

describe("the limit of a member's solutions", () => {
  const change = (atMost: number, ...solutionIds: readonly (string | readonly [string])[]) => ({
    type: "ChangeSolutions" as const,
    atMost,
    changes: solutionIds.map((each) => ({
      solutionId: typeof each === "string" ? each : each[0],
      role: typeof each === "string" ? ("USER" as const) : undefined,
      authority: "OWNER" as const,
    })),
  });
  const before = [...active(), assigned(one), setAside(two)];

  test("is reached by those set aside too", () => {
    given(memberDecider, before).when(change(3, three)).then(assigned(three));
    const { outcome } = given(memberDecider, before).when(change(2, three));
    expect(outcome).toEqual({
      rejected: "limit-reached",
      detail:
        "A member has at most 2 solutions (solutionsPerMember), those set aside included. Unassign some first.",
    });
  });

  test("has room for one that another makes way for, and for roles of those held", () => {
    given(memberDecider, before)
      .when(change(2, [one], three))
      .then(unassigned(one), assigned(three));
    given(memberDecider, before)
      .when({
        type: "ChangeSolutions",
        atMost: 1,
        changes: [{ solutionId: one, role: "EDITOR", authority: "OWNER" }],
      })
      .then(changed(one, "USER", "EDITOR"));
    // A lower limit takes nothing away, but lets nothing be added.
    given(memberDecider, before)
      .when(change(1, [one], three))
      .then(unassigned(one), assigned(three));
    given(memberDecider, before).when(change(1, three)).thenRejected("limit-reached");
  });

  test("does not hold for what was decided before", () => {
    const { changes } = change(0, three);
    given(memberDecider, before).when({ type: "ChangeSolutions", changes }).then(assigned(three));
  });
});

test("a solution that its member set aside is assigned anew by others, with whatever role", () => {
  const assign = (role: SolutionRole) =>
    ({
      type: "ChangeSolutions",
      changes: [{ solutionId: one, role, authority: "OWNER" }],
    }) as const;
  for (const role of ["USER", "EDITOR"] as const) {
    given(memberDecider, [...active(), setAside(one)])
      .when(assign(role))
      .then(assigned(one, role));
  }
});

describe("an ending that the guard began", () => {
  const finish = (
    ownership: number,
    reason: Extract<MemberCommand, { type: "FinishEnding" }>["reason"],
  ) => ({ type: "FinishEnding", ownership, reason }) as const;

  test.each([
    [
      { kind: "ROLE_CHANGED", role: "CREATOR" },
      { type: "OrgRoleChanged", data: { from: "OWNER", to: "CREATOR", grantedBy: systemId } },
    ],
    [{ kind: "DISABLED" }, disabled],
    [{ kind: "REMOVED" }, removed],
  ] as const)("is finished: %j", (reason, event) => {
    given(memberDecider, [founded]).when(finish(0, reason)).then(event);
    // Of another ownership, it is over.
    given(memberDecider, [founded, disabled, enabled]).when(finish(0, reason)).then();
  });
});

describe("an invitation", () => {
  const invite = (
    by: MemberCommand & { type: "InviteUser" } extends { by: infer By } ? By : never,
  ) =>
    ({
      type: "InviteUser",
      by,
      role: "USER",
      person,
      languages: ["en"],
      sending: sending(9),
      solutions: [],
      at: expiresAt,
    }) as const;
  const admin = { userId: idOf(2), role: "ADMIN" } as const;

  test("of a higher role is not replaced by somebody below it", () => {
    given(memberDecider, [invited("OWNER"), issued(1)])
      .when(invite(admin))
      .thenRejected("forbidden");
    given(memberDecider, active("OWNER")).when(invite(admin)).thenRejected("already-a-member");
  });

  test("with solutions that the inviter may not assign is refused", () => {
    const change = { solutionId: one, role: "OWNER", authority: "ADMIN" } as const;
    given(memberDecider, [])
      .when({ ...invite(owner), solutions: [change] })
      .thenRejected("forbidden");
  });

  test("ends at its time and cannot be revoked afterwards", () => {
    const revoke = (now: string) => ({ type: "RevokeInvite", by: owner, at: now }) as const;
    const events = [invited(), issued(1)];
    given(memberDecider, events)
      .when(revoke("2026-01-29T09:59:59.999Z"))
      .then({ type: "InviteRevoked", data: {} });
    given(memberDecider, events).when(revoke(expiresAt)).thenRejected("not-invited");
  });

  test("without a mail has no sending to record", () => {
    const record = {
      type: "RecordInviteSending",
      sendingId: idOf(101),
      at,
      failure: undefined,
    } as const;
    given(memberDecider, [invited()]).when(record).then();
  });

  test("is granted by the system, or by somebody who may still invite", () => {
    expect(mayInvite("SYSTEM", "OWNER")).toBe(true);
    expect(mayInvite(undefined, "USER")).toBe(false);
    expect(mayInvite("OWNER", "OWNER")).toBe(true);
    expect(mayInvite("ADMIN", "OWNER")).toBe(false);
    expect(mayInvite("CREATOR", "USER")).toBe(false);
  });

  test("is followed by its state: mailed or failed, replaced, and the latest sendings of an hour", () => {
    const sent: MemberEvent = {
      type: "InviteEmailSent",
      data: { sendingId: idOf(101), sentAt: at },
    };
    const failed: MemberEvent = {
      type: "InviteEmailFailed",
      data: { sendingId: idOf(101), failedAt: at },
      personal: { reason: "no" },
    };
    const mailOf = (...more: MemberEvent[]) =>
      fold(memberDecider, [invited(), issued(1), ...more]).invitation?.mail;
    expect([mailOf(), mailOf(sent), mailOf(failed)]).toEqual(["UNKNOWN", "SENT", "FAILED"]);
    // That of another sending changes nothing.
    expect(mailOf(issued(2), sent)).toBe("UNKNOWN");
    expect(fold(memberDecider, [invited(), sent]).invitation).toBeUndefined();
    const again = fold(memberDecider, [invited(), issued(1), invited("ADMIN")]);
    expect(again.voided).toEqual({ [digestOf(1)]: "replaced" });
    const times = [1, 2, 3, 4, 5, 6].map((minute) => `2026-01-15T10:0${minute}:00.000Z`);
    const many = fold(memberDecider, [
      invited(),
      ...times.map((time, index) => issued(index, time)),
    ]);
    expect(many.issuedAt).toEqual(times.slice(1));
    expect(initial.role).toBe("USER");
  });
});

test("a role in a solution follows its changes", () => {
  const events = [...active(), assigned(one), changed(one, "USER", "EDITOR")];
  expect(fold(memberDecider, events).solutions).toEqual({ [one]: "EDITOR" });
});

describe("who is above whom is said", () => {
  test("in an organization", () => {
    expect(neverAbove("ADMIN", "USER", "OWNER")).toEqual({
      rejected: "forbidden",
      detail: "The role OWNER is above your own, ADMIN.",
    });
    expect(neverAbove("SYSTEM", "OWNER")).toBeUndefined();
  });
  test("in a solution", () => {
    expect(neverAboveInSolution("EDITOR", "ADMIN")).toEqual({
      rejected: "forbidden",
      detail: "The solution role ADMIN is above your own, EDITOR.",
    });
    expect(neverAboveInSolution(undefined, "DENY")).toEqual({
      rejected: "forbidden",
      detail: "You have no role in this solution.",
    });
    expect(neverAboveInSolution("SYSTEM", "OWNER")).toBeUndefined();
  });
});

describe("the grant in an event", () => {
  const [granter, inviter] = [idOf(3), idOf(2)];
  const before = { role: "ADMIN", grantedBy: inviter } as const;
  const grant = (event: MemberEvent, role: string | undefined = "ADMIN") =>
    grantIn(event, { userId: idOf(7), actor: { userId: granter, role } }, before);
  const manage = { permission: "users:manage" } as const;
  const again = {
    ...issued(2),
    data: { ...sending(2), issuedAt: at, grantedBy: granter },
  } as MemberEvent;
  const inSolution = (role: SolutionRole) => ({
    granterId: granter,
    permission: "solutions:permissions",
    solution: { solutionId: one, role },
  });

  test.each<[MemberEvent, unknown]>([
    [invited("OWNER", inviter), { granterId: inviter, ...manage, role: "OWNER" }],
    [again, { granterId: granter, ...manage, role: "ADMIN" }],
    [accepted, { granterId: inviter, ...manage, role: "ADMIN" }],
    [enabled, { granterId: granter, ...manage, role: "ADMIN" }],
    [
      roleChanged("USER", "ADMIN"),
      { granterId: granter, permission: "users:change-role", role: "ADMIN" },
    ],
    [assigned(one, "EDITOR"), inSolution("EDITOR")],
    [changed(one, "USER", "ADMIN"), inSolution("ADMIN")],
  ])("%j", (event, expected) => {
    expect(grant(event)).toEqual(expected);
    expect(grantTypes).toContain(event.type);
  });

  test.each<MemberEvent>([
    founded,
    issued(1),
    disabled,
    removed,
    unassigned(one),
    changed(one, "ADMIN", "USER"),
    changed(one, "ADMIN", "ADMIN"),
    assigned(one, "DENY"),
    roleChanged("ADMIN", "USER"),
    roleChanged("ADMIN", "ADMIN"),
  ])("none in %j", (event) => {
    expect(grant(event)).toBeUndefined();
  });

  test("is none if the event was decided on no role, except for an acceptance", () => {
    for (const role of ["SYSTEM", "", undefined]) {
      const actor = { userId: granter, role };
      expect(grantIn(enabled, { userId: idOf(7), actor }, before)).toBeUndefined();
      expect(grantIn(accepted, { userId: idOf(7), actor }, before)).toBeDefined();
    }
    const actor = { userId: granter, role: "OWNER" };
    expect(grantIn(accepted, { userId: inviter, actor }, before)).toBeUndefined();
    expect(
      grantIn(accepted, { userId: idOf(7), actor }, { role: "USER", grantedBy: undefined }),
    ).toBeUndefined();
  });

  test("may be given by an active member who has the right to it", () => {
    const inOrganization = {
      granterId: granter,
      permission: "users:manage",
      role: "ADMIN",
    } as const;
    const may = (standing: Parameters<typeof mayGrant>[1]) => mayGrant(inOrganization, standing);
    expect(may({ status: "ACTIVE", role: "ADMIN" })).toBe(true);
    expect(may({ status: "ACTIVE", role: "CREATOR" })).toBe(false);
    expect(may({ status: "DISABLED", role: "OWNER" })).toBe(false);
    expect(may(undefined)).toBe(false);
    const withoutRole = { granterId: granter, permission: "users:manage" } as const;
    expect(mayGrant(withoutRole, { status: "ACTIVE", role: "CREATOR" })).toBe(false);
    expect(mayGrant(withoutRole, { status: "ACTIVE", role: "ADMIN" })).toBe(true);
  });

  test("in a solution, may be given by its admin, up to their role", () => {
    const may = (role: SolutionRole, standing: Parameters<typeof mayGrant>[1]) =>
      mayGrant(
        {
          granterId: granter,
          permission: "solutions:permissions",
          solution: { solutionId: one, role },
        },
        standing,
      );
    const creator = { status: "ACTIVE", role: "CREATOR" } as const;
    expect(may("ADMIN", { ...creator, solutions: { [one]: "ADMIN" } })).toBe(true);
    expect(may("OWNER", { ...creator, solutions: { [one]: "ADMIN" } })).toBe(false);
    expect(may("USER", { ...creator, solutions: { [one]: "EDITOR" } })).toBe(false);
    expect(may("USER", { ...creator, solutions: { [two]: "OWNER" } })).toBe(false);
    expect(may("USER", creator)).toBe(false);
    expect(may("OWNER", { status: "ACTIVE", role: "ADMIN" })).toBe(true);
    expect(may("USER", { status: "INVITED", role: "OWNER" })).toBe(false);
  });
});

describe("taking back", () => {
  const takenBack = { userId: idOf(3), status: "REMOVED" } as const;
  const judged =
    (grant: Judged["grant"], isOwn = false) =>
    (event: MemberEvent): Judged => ({ event, isOwn, grant });
  const [none, stale, entitled, own] = [
    judged("none"),
    judged("stale"),
    judged("entitled"),
    judged("none", true),
  ];
  const member = active().map(none);
  const taken = (history: readonly Judged[]) =>
    takeBack(
      fold(
        memberDecider,
        history.map(({ event }) => event),
      ),
      rightfulState(history),
      takenBack,
    );

  test("is a command of the member's stream", () => {
    const rightful = fold(memberDecider, active());
    given(memberDecider, [...active(), assigned(one)])
      .when({ type: "TakeBack", rightful, takenBack })
      .then({ type: "SolutionUnassigned", data: { solutionId: one, role: "USER", takenBack } });
    given(memberDecider, [...active(), removed])
      .when({ type: "TakeBack", rightful, takenBack })
      .then();
  });

  test.each<[string, readonly Judged[], readonly MemberEvent[]]>([
    [
      "a membership",
      [stale(invited()), none(issued(1)), stale(accepted)],
      [{ type: "MemberRemoved", data: { takenBack } }],
    ],
    [
      "access",
      [...member, none(disabled), stale(enabled)],
      [{ type: "MemberDisabled", data: { takenBack } }],
    ],
    [
      "a role",
      [...member, stale(roleChanged("USER", "ADMIN"))],
      [
        {
          type: "OrgRoleChanged",
          data: { from: "ADMIN", to: "USER", grantedBy: idOf(1), takenBack },
        },
      ],
    ],
    [
      "an invitation that was sent again",
      [none(invited()), none(issued(1)), stale(issued(2))],
      [{ type: "InviteRevoked", data: { takenBack } }],
    ],
    [
      "a solution",
      [...member, stale(assigned(one))],
      [{ type: "SolutionUnassigned", data: { solutionId: one, role: "USER", takenBack } }],
    ],
    [
      "a higher role in a solution",
      [...member, none(assigned(one)), stale(changed(one, "USER", "ADMIN"))],
      [
        {
          type: "SolutionRoleChanged",
          data: { solutionId: one, from: "ADMIN", to: "USER", takenBack },
        },
      ],
    ],
    [
      "what was set aside with a role that was not rightful",
      [
        ...member,
        none(assigned(one)),
        stale(changed(one, "USER", "ADMIN")),
        own(setAside(one, "ADMIN")),
      ],
      [{ type: "SolutionUnassigned", data: { solutionId: one, role: "ADMIN", takenBack } }],
    ],
    ["nothing that is rightful", [...member, entitled(assigned(one)), own(setAside(one))], []],
    [
      "nothing that its member took back rightfully",
      [...member, entitled(assigned(one)), own(setAside(one)), own(assigned(one))],
      [],
    ],
    [
      "a solution taken back with more than was rightful",
      [
        ...member,
        none(assigned(one)),
        stale(changed(one, "USER", "ADMIN")),
        own(setAside(one, "ADMIN")),
        own(assigned(one, "ADMIN")),
      ],
      [
        {
          type: "SolutionRoleChanged",
          data: { solutionId: one, from: "ADMIN", to: "USER", takenBack },
        },
      ],
    ],
    [
      "nothing that somebody entitled assigned after it was set aside",
      [
        ...member,
        stale(assigned(one, "ADMIN")),
        own(setAside(one, "ADMIN")),
        entitled(assigned(one)),
      ],
      [],
    ],
    [
      "no solution that was taken away since",
      [...member, stale(assigned(one)), none(unassigned(one))],
      [],
    ],
  ])("takes %s", (_, history, events) => {
    expect(taken(history)).toEqual(events);
  });

  describe("of a membership that somebody confirmed since", () => {
    const doubtful = [stale(invited()), none(issued(1)), stale(accepted)];
    test.each<[string, MemberEvent]>([
      ["by a role", roleChanged("USER", "CREATOR")],
      ["by access", enabled],
    ])("%s takes nothing", (_, confirmation) => {
      const history = [
        ...doubtful,
        ...(confirmation === enabled ? [none(disabled)] : []),
        entitled(confirmation),
      ];
      expect(taken(history)).toEqual([]);
    });

    test.each<[string, readonly Judged[]]>([
      ["by a solution", [entitled(assigned(one))]],
      ["by nobody entitled", [none(roleChanged("USER", "CREATOR"))]],
    ])("%s takes it all the same", (_, later) => {
      expect(taken([...doubtful, ...later])).toEqual([
        { type: "MemberRemoved", data: { takenBack } },
      ]);
    });

    test("confirms no membership before it", () => {
      const history = [...doubtful, none(removed), entitled(invited()), none(issued(2))];
      expect(rightfulState(history)).toMatchObject({ status: "INVITED" });
      expect(taken(history)).toEqual([]);
      const stays = [...doubtful, none(invited()), entitled(roleChanged("USER", "CREATOR"))];
      expect(rightfulState(stays).status).toBe("INVITED");
    });

    test("does not confirm a role or a solution", () => {
      const history = [...member, stale(roleChanged("USER", "ADMIN")), entitled(enabled)];
      expect(taken(history)).toEqual([
        {
          type: "OrgRoleChanged",
          data: { from: "ADMIN", to: "USER", grantedBy: idOf(1), takenBack },
        },
      ]);
    });
  });
});

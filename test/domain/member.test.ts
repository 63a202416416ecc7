/** Memberships (docs/domain.md, "Roles", "Guards", "Inviting", "Disable and remove", "Solutions"). */
import { describe, expect, test } from "vitest";
import type { MemberCommand, Sending, SolutionChange } from "../../src/domain/member/commands.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import {
  isAbove,
  type OrganizationRole,
  organizationRoles,
  type SolutionRole,
} from "../../src/domain/roles.ts";
import { digestOf, given, idOf } from "./given.ts";

const at = "2026-01-15T10:00:00.000Z";
const inviter = { userId: idOf(1), role: "OWNER" } as const;
const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };

const sending = (number: number): Sending => ({
  sendingId: idOf(100 + number),
  digest: digestOf(number),
  language: "en",
  expiresAt: "2026-01-29T10:00:00.000Z",
});
const issued = (number: number, issuedAt = at): MemberEvent => ({
  type: "InviteIssued",
  data: { ...sending(number), issuedAt },
});
/** Sent again by the inviter, who is then the granter of the role. */
const resent = (number: number, issuedAt = at): MemberEvent => ({
  type: "InviteIssued",
  data: { ...sending(number), issuedAt, grantedBy: inviter.userId },
});
const invited = (role: OrganizationRole = "USER"): MemberEvent => ({
  type: "MemberInvited",
  data: { role, grantedBy: inviter.userId },
  personal: person,
});
const accepted: MemberEvent = { type: "InviteAccepted", data: { acceptedAt: at } };
const disabled: MemberEvent = { type: "MemberDisabled", data: {} };
const enabled: MemberEvent = { type: "MemberEnabled", data: {} };
const removed: MemberEvent = { type: "MemberRemoved", data: {} };
const revoked: MemberEvent = { type: "InviteRevoked", data: {} };
const active = (role: OrganizationRole = "USER") => [invited(role), issued(1), accepted];

type Invite = Extract<MemberCommand, { type: "InviteUser" }>;
const invite = (more: Partial<Invite> = {}): Invite => ({
  type: "InviteUser",
  by: inviter,
  role: "USER",
  person,
  languages: ["en"],
  sending: sending(1),
  solutions: [],
  at,
  ...more,
});
const resend = (number: number, now = at, role: OrganizationRole = "OWNER"): MemberCommand => ({
  type: "ResendInvite",
  by: { userId: idOf(1), role },
  languages: ["en"],
  sending: sending(number),
  at: now,
});
const accept = (
  number: number,
  now = at,
  granter: OrganizationRole | "SYSTEM" | undefined = "OWNER",
): MemberCommand => ({ type: "AcceptInvite", digest: digestOf(number), granter, at: now });

describe("inviting", () => {
  test("an invitation records the role, and only the digest of the secret", () => {
    given(memberDecider, [])
      .when(invite({ role: "ADMIN" }))
      .then(invited("ADMIN"), issued(1));
  });

  test("without mailing, the member is added and no secret is issued", () => {
    given(memberDecider, [])
      .when(invite({ sending: undefined }))
      .then(invited());
  });

  test("an invited member can be assigned solutions", () => {
    const solution = { solutionId: idOf(50), role: "EDITOR", authority: "OWNER" } as const;
    given(memberDecider, [])
      .when(invite({ solutions: [solution] }))
      .then(invited(), issued(1), {
        type: "SolutionAssigned",
        data: { solutionId: idOf(50), role: "EDITOR" },
      });
  });

  test("without an invite template in the language, nobody can be invited", () => {
    given(memberDecider, [])
      .when(invite({ languages: [] }))
      .thenRejected("invite-template-missing");
    given(memberDecider, [])
      .when(invite({ languages: [], sending: undefined }))
      .thenRejected("invite-template-missing");
    given(memberDecider, [])
      .when(invite({ languages: ["de"] }))
      .thenRejected("invite-template-missing");
  });

  test("a member or a person with an open invitation cannot be invited again", () => {
    for (const events of [[invited()], [invited(), issued(1)], active(), [...active(), disabled]]) {
      given(memberDecider, events).when(invite()).thenRejected("already-a-member");
    }
  });

  test("an expired or revoked invitation or a removal does not block a new invitation", () => {
    const later = "2026-01-29T10:00:00.000Z";
    for (const [events, now] of [
      [[invited(), issued(1)], later],
      [[invited(), issued(1), revoked], at],
      [[...active(), removed], at],
    ] as const) {
      given(memberDecider, events)
        .when(invite({ sending: sending(2), at: now }))
        .then(invited(), issued(2, now));
    }
  });
});

describe("nobody changes a role above their own, on any path", () => {
  for (const own of organizationRoles) {
    for (const role of organizationRoles) {
      const by = { userId: idOf(1), role: own };
      const isRefused = isAbove(role, own);
      const paths: readonly [string, readonly MemberEvent[], MemberCommand][] = [
        ["invites", [], invite({ by, role })],
        ["grants", active("USER"), { type: "ChangeOrgRole", by, role }],
        ["changes", active(role), { type: "ChangeOrgRole", by, role: "USER" }],
        ["disables", active(role), { type: "DisableMember", by }],
        ["enables", [...active(role), disabled], { type: "EnableMember", by }],
        ["removes", active(role), { type: "RemoveMember", by }],
        ["invites again", [invited(role), issued(1)], resend(2, at, own)],
        ["revokes", [invited(role), issued(1)], { type: "RevokeInvite", by, at }],
      ];
      test.each(paths)(`${own} %s ${role}: ${isRefused ? "no" : "yes"}`, (_, events, command) => {
        const { outcome } = given(memberDecider, events).when(command);
        expect("rejected" in outcome && outcome.rejected === "forbidden").toBe(isRefused);
      });
    }
  }
});

describe("accepting", () => {
  test("the current secret accepts once", () => {
    given(memberDecider, [invited(), issued(1)])
      .when(accept(1))
      .then(accepted);
    given(memberDecider, active()).when(accept(1)).thenRejected("invite-used");
  });

  test("each sending voids the secret before it", () => {
    given(memberDecider, [invited(), issued(1), issued(2)])
      .when(accept(1))
      .thenRejected("invite-replaced");
    given(memberDecider, [invited(), issued(1), issued(2)])
      .when(accept(2))
      .then(accepted);
  });

  test("a revoked, expired, removed or unknown secret cannot accept", () => {
    given(memberDecider, [invited(), issued(1), revoked])
      .when(accept(1))
      .thenRejected("invite-revoked");
    given(memberDecider, [invited(), issued(1)])
      .when(accept(1, "2026-01-29T10:00:00.000Z"))
      .thenRejected("invite-expired");
    given(memberDecider, [invited(), issued(1), removed])
      .when(accept(1))
      .thenRejected("invite-revoked");
    given(memberDecider, [invited(), issued(1)])
      .when(accept(9))
      .thenRejected("not-found");
    given(memberDecider, []).when(accept(1)).thenRejected("not-found");
  });

  test("acceptance is refused if the granter may no longer grant the role", () => {
    const events = [invited("ADMIN"), issued(1)];
    given(memberDecider, events)
      .when(accept(1, at, "ADMIN"))
      .then(accepted);
    given(memberDecider, events)
      .when(accept(1, at, "SYSTEM"))
      .then(accepted);
    for (const granter of ["CREATOR", "USER"] as const) {
      given(memberDecider, events)
        .when(accept(1, at, granter))
        .thenRejected("inviter-not-entitled");
    }
    const withoutGranter: MemberCommand = {
      type: "AcceptInvite",
      digest: digestOf(1),
      granter: undefined,
      at,
    };
    given(memberDecider, events).when(withoutGranter).thenRejected("inviter-not-entitled");
    given(memberDecider, [invited("OWNER"), issued(1)])
      .when(accept(1, at, "ADMIN"))
      .thenRejected("inviter-not-entitled");
  });

  test("whoever last set the role of an open invitation is its granter", () => {
    const change: MemberEvent = {
      type: "OrgRoleChanged",
      data: { from: "USER", to: "ADMIN", grantedBy: idOf(7) },
    };
    expect(given(memberDecider, [invited(), issued(1), change]).state.grantedBy).toBe(idOf(7));
  });
});

describe("inviting again", () => {
  test("an open or revoked invitation is sent again with a new secret", () => {
    given(memberDecider, [invited(), issued(1)])
      .when(resend(2))
      .then(resent(2));
    given(memberDecider, [invited(), issued(1), revoked])
      .when(resend(2))
      .then(resent(2));
    given(memberDecider, [invited()]).when(resend(1)).then(resent(1));
  });

  test("whoever sends it again becomes the granter of the role", () => {
    const again = { ...resent(2), data: { ...sending(2), issuedAt: at, grantedBy: idOf(7) } };
    const { state } = given(memberDecider, [invited("ADMIN"), issued(1), again as MemberEvent]);
    expect(state.grantedBy).toBe(idOf(7));
  });

  test("an active, disabled or removed member cannot be re-invited", () => {
    given(memberDecider, active()).when(resend(2)).thenRejected("already-active");
    given(memberDecider, [...active(), disabled])
      .when(resend(2))
      .thenRejected("member-disabled");
    given(memberDecider, []).when(resend(2)).thenRejected("not-found");
    given(memberDecider, [...active(), removed])
      .when(resend(2))
      .thenRejected("not-found");
  });

  test("a member is sent at most 5 invitations in an hour; the refusal says when to try again", () => {
    const five = [1, 2, 3, 4, 5].map((number) =>
      issued(number, `2026-01-15T10:0${number}:00.000Z`),
    );
    const events = [invited(), ...five];
    const { outcome } = given(memberDecider, events).when(resend(6, "2026-01-15T10:30:00.000Z"));
    expect(outcome).toMatchObject({
      rejected: "too-many-requests",
      retryAt: "2026-01-15T11:01:00.000Z",
    });
    given(memberDecider, events)
      .when(resend(6, "2026-01-15T11:01:00.000Z"))
      .then(resent(6, "2026-01-15T11:01:00.000Z"));
    given(memberDecider, [...events, revoked])
      .when(invite({ sending: sending(6), at: "2026-01-15T10:30:00.000Z" }))
      .thenRejected("too-many-requests");
  });

  test("only an open invitation can be revoked", () => {
    const revoke: MemberCommand = { type: "RevokeInvite", by: inviter, at };
    given(memberDecider, [invited(), issued(1)])
      .when(revoke)
      .then(revoked);
    for (const events of [[invited()], active(), [invited(), issued(1), revoked]]) {
      given(memberDecider, events).when(revoke).thenRejected("not-invited");
    }
  });
});

describe("the result of a sending", () => {
  const sendingId = sending(1).sendingId;
  test("is recorded as sent, or as failed with the reason", () => {
    given(memberDecider, [invited(), issued(1)])
      .when({ type: "RecordInviteSending", sendingId, at, failure: undefined })
      .then({ type: "InviteEmailSent", data: { sendingId, sentAt: at } });
    given(memberDecider, [invited(), issued(1)])
      .when({ type: "RecordInviteSending", sendingId, at, failure: "550 no such mailbox" })
      .then({
        type: "InviteEmailFailed",
        data: { sendingId, failedAt: at },
        personal: { reason: "550 no such mailbox" },
      });
  });

  test("a failure is recorded once, and so is a later success; nothing follows a success", () => {
    const failed: MemberEvent = {
      type: "InviteEmailFailed",
      data: { sendingId, failedAt: at },
      personal: { reason: "451 later" },
    };
    const sent: MemberEvent = { type: "InviteEmailSent", data: { sendingId, sentAt: at } };
    const record = (failure: string | undefined) =>
      ({ type: "RecordInviteSending", sendingId, at, failure }) as const;
    given(memberDecider, [invited(), issued(1), failed])
      .when(record("451 later"))
      .then();
    given(memberDecider, [invited(), issued(1), failed])
      .when(record(undefined))
      .then(sent);
    given(memberDecider, [invited(), issued(1), sent])
      .when(record(undefined))
      .then();
    given(memberDecider, [invited(), issued(1), sent])
      .when(record("550 gone"))
      .then();
  });

  test("is not recorded for a replaced sending", () => {
    given(memberDecider, [invited(), issued(1), issued(2)])
      .when({ type: "RecordInviteSending", sendingId, at, failure: undefined })
      .then();
  });
});

describe("roles and status", () => {
  const by = inviter;
  test("setting the same role again changes nothing", () => {
    given(memberDecider, active("USER"))
      .when({ type: "ChangeOrgRole", by, role: "CREATOR" })
      .then({
        type: "OrgRoleChanged",
        data: { from: "USER", to: "CREATOR", grantedBy: by.userId },
      });
    given(memberDecider, active("USER")).when({ type: "ChangeOrgRole", by, role: "USER" }).then();
  });

  test("only an active member can be disabled, and only a disabled one enabled", () => {
    given(memberDecider, active()).when({ type: "DisableMember", by }).then(disabled);
    given(memberDecider, [...active(), disabled])
      .when({ type: "EnableMember", by })
      .then(enabled);
    given(memberDecider, [...active(), disabled])
      .when({ type: "DisableMember", by })
      .thenRejected("member-disabled");
    given(memberDecider, active())
      .when({ type: "EnableMember", by })
      .thenRejected("already-active");
    given(memberDecider, [invited()])
      .when({ type: "DisableMember", by })
      .thenRejected("not-active");
    given(memberDecider, [invited()]).when({ type: "EnableMember", by }).thenRejected("not-active");
  });

  test("removal ends the membership and all its assignments", () => {
    const assigned: MemberEvent = {
      type: "SolutionAssigned",
      data: { solutionId: idOf(50), role: "USER" },
    };
    given(memberDecider, [...active(), assigned])
      .when({ type: "RemoveMember", by })
      .then(removed);
    const after = [...active(), assigned, removed];
    expect(given(memberDecider, after).state.solutions).toEqual({});
    given(memberDecider, after).when({ type: "RemoveMember", by }).thenRejected("not-found");
    given(memberDecider, after)
      .when({ type: "ChangeOrgRole", by, role: "USER" })
      .thenRejected("not-found");
  });

  test("an existing member cannot become a founder", () => {
    const found = { type: "FoundMember", email: "ada@example.com" } as const;
    const personal = { email: "ada@example.com" };
    given(memberDecider, []).when(found).then({ type: "MemberFounded", data: {}, personal });
    given(memberDecider, active()).when(found).thenRejected("already-a-member");
  });
});

describe("an ownership is identified by the revision of the event that began it", () => {
  const promoted: MemberEvent = {
    type: "OrgRoleChanged",
    data: { from: "USER", to: "OWNER", grantedBy: idOf(1) },
  };
  const demoted: MemberEvent = {
    type: "OrgRoleChanged",
    data: { from: "OWNER", to: "USER", grantedBy: idOf(1) },
  };
  const ownership = (...events: readonly MemberEvent[]) =>
    given(memberDecider, events).state.ownership;

  test("founding, promotion, acceptance as owner and enabling begin one", () => {
    expect(ownership({ type: "MemberFounded", data: {}, personal: null })).toBe(0);
    expect(ownership(...active("USER"), promoted)).toBe(3);
    expect(ownership(...active("OWNER"))).toBe(2);
    expect(ownership(...active("OWNER"), disabled, enabled)).toBe(4);
    expect(ownership(...active("OWNER"), demoted, promoted)).toBe(4);
  });

  test("an invited, disabled, demoted or removed member has none", () => {
    expect(ownership(invited("OWNER"), issued(1))).toBeUndefined();
    expect(ownership(...active("OWNER"), disabled)).toBeUndefined();
    expect(ownership(...active("OWNER"), demoted)).toBeUndefined();
    expect(ownership(...active("OWNER"), removed)).toBeUndefined();
  });

  test("a revocation is finished only for the ownership that it names", () => {
    const events = active("OWNER");
    const finish = (number: number): MemberCommand => ({
      type: "FinishEnding",
      ownership: number,
      reason: { kind: "DISABLED" },
    });
    given(memberDecider, events).when(finish(2)).then(disabled);
    given(memberDecider, events).when(finish(1)).then();
    given(memberDecider, [...events, disabled, enabled])
      .when(finish(2))
      .then();
  });
});

describe("solutions", () => {
  const change = (
    solutionId: string,
    role: SolutionRole | undefined,
    authority: SolutionChange["authority"] = "OWNER",
  ): SolutionChange => ({ solutionId, role, authority });
  const changes = (...all: readonly SolutionChange[]): MemberCommand => ({
    type: "ChangeSolutions",
    changes: all,
  });
  const [one, two] = [idOf(51), idOf(52)];
  const has = (solutionId: string, role: SolutionRole): MemberEvent => ({
    type: "SolutionAssigned",
    data: { solutionId, role },
  });

  test("are assigned, changed and unassigned; setting the same role again changes nothing", () => {
    given(memberDecider, active())
      .when(changes(change(one, "USER")))
      .then(has(one, "USER"));
    given(memberDecider, [...active(), has(one, "USER")])
      .when(changes(change(one, "DENY")))
      .then({
        type: "SolutionRoleChanged",
        data: { solutionId: one, from: "USER", to: "DENY" },
      });
    given(memberDecider, [...active(), has(one, "USER")])
      .when(changes(change(one, undefined)))
      .then({ type: "SolutionUnassigned", data: { solutionId: one, role: "USER" } });
    given(memberDecider, [...active(), has(one, "USER")])
      .when(changes(change(one, "USER")))
      .then();
  });

  test("of several changes at once, all apply or none", () => {
    given(memberDecider, active())
      .when(changes(change(one, "USER"), change(two, undefined)))
      .thenRejected("not-found");
    given(memberDecider, active())
      .when(changes(change(one, "USER"), change(two, "OWNER", "ADMIN")))
      .thenRejected("forbidden");
  });

  test("nobody changes a solution role above their own, before or after the change", () => {
    given(memberDecider, active())
      .when(changes(change(one, "OWNER", "ADMIN")))
      .thenRejected("forbidden");
    given(memberDecider, [...active(), has(one, "OWNER")])
      .when(changes(change(one, "USER", "ADMIN")))
      .thenRejected("forbidden");
    given(memberDecider, [...active(), has(one, "OWNER")])
      .when(changes(change(one, undefined, "ADMIN")))
      .thenRejected("forbidden");
    const nobody = { solutionId: one, role: "USER", authority: undefined } as const;
    given(memberDecider, active()).when(changes(nobody)).thenRejected("forbidden");
  });

  test("only members can be assigned", () => {
    given(memberDecider, [])
      .when(changes(change(one, "USER")))
      .thenRejected("not-found");
  });
});

describe("members set their own solutions aside and take them back", () => {
  const solutionId = idOf(50);
  const assigned = (role: SolutionRole): MemberEvent => ({
    type: "SolutionAssigned",
    data: { solutionId, role },
  });
  const aside = (role: SolutionRole): MemberEvent => ({
    type: "SolutionUnassigned",
    data: { solutionId, role, setAside: true },
  });
  const back = { type: "TakeSolutionBack", solutionId } as const;

  test("a solution set aside comes back with the same role", () => {
    given(memberDecider, [...active(), assigned("OWNER")])
      .when({ type: "SetSolutionAside", solutionId })
      .then(aside("OWNER"));
    given(memberDecider, [...active(), assigned("OWNER"), aside("OWNER")])
      .when({ type: "SetSolutionAside", solutionId })
      .thenRejected("not-found");
    given(memberDecider, [...active(), assigned("OWNER"), aside("OWNER")])
      .when(back)
      .then(assigned("OWNER"));
    given(memberDecider, [...active(), assigned("OWNER")])
      .when(back)
      .then();
  });

  test("a manager can unassign a solution that is set aside, if its role is not above their own", () => {
    const away = (authority: SolutionRole): MemberCommand => ({
      type: "ChangeSolutions",
      changes: [{ solutionId, role: undefined, authority }],
    });
    const events = [...active(), assigned("OWNER"), aside("OWNER")];
    const taken: MemberEvent = { type: "SolutionUnassigned", data: { solutionId, role: "OWNER" } };
    given(memberDecider, events).when(away("OWNER")).then(taken);
    given(memberDecider, events).when(away("ADMIN")).thenRejected("forbidden");
    given(memberDecider, [...events, taken])
      .when(back)
      .thenRejected("forbidden");
  });

  test("a member cannot take back what others unassigned", () => {
    const taken: MemberEvent = { type: "SolutionUnassigned", data: { solutionId, role: "OWNER" } };
    given(memberDecider, [...active(), assigned("OWNER"), taken])
      .when(back)
      .thenRejected("forbidden");
    given(memberDecider, [...active(), assigned("OWNER"), aside("OWNER"), assigned("USER"), taken])
      .when(back)
      .thenRejected("forbidden");
    const again = [...active(), assigned("OWNER"), aside("OWNER"), removed, ...active()];
    given(memberDecider, again).when(back).thenRejected("forbidden");
  });
});

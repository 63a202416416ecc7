/** Taking stale grants back (docs/decisions/0017-authority.md): what stays, what goes, and never more. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import { type Grant, grantIn } from "../../src/domain/member/grants.ts";
import { type Judged, rightfulState, takeBack } from "../../src/domain/member/take-back.ts";
import { systemId } from "../../src/domain/primitives.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";
import { idOf } from "./given.ts";

const at = "2026-01-15T10:00:00.000Z";
const lost = { userId: idOf(1), status: "REMOVED" } as const;
const [one, two] = [idOf(8), idOf(9)];

const none = (event: MemberEvent): Judged => ({ event, isOwn: false, grant: "none" });
const own = (event: MemberEvent): Judged => ({ event, isOwn: true, grant: "none" });
const stale = (event: MemberEvent): Judged => ({ event, isOwn: false, grant: "stale" });
const entitled = (event: MemberEvent): Judged => ({ event, isOwn: false, grant: "entitled" });

const invited = (role: "ADMIN" | "USER" = "USER"): MemberEvent => ({
  type: "MemberInvited",
  data: { role, grantedBy: idOf(2) },
  personal: null,
});
const issued = (number: number, grantedBy?: string): MemberEvent => ({
  type: "InviteIssued",
  data: {
    sendingId: idOf(100 + number),
    digest: `${number}`,
    language: "en",
    issuedAt: at,
    expiresAt: at,
    ...(grantedBy !== undefined && { grantedBy }),
  },
});
const accepted: MemberEvent = { type: "InviteAccepted", data: { acceptedAt: at } };
const roleChanged = (from: "ADMIN" | "USER", to: "ADMIN" | "OWNER" | "CREATOR"): MemberEvent => ({
  type: "OrgRoleChanged",
  data: { from, to, grantedBy: idOf(1) },
});
const assigned = (solutionId: string, role: "USER" | "ADMIN"): MemberEvent => ({
  type: "SolutionAssigned",
  data: { solutionId, role },
});
const aside = (solutionId: string, role: "USER" | "ADMIN"): MemberEvent => ({
  type: "SolutionUnassigned",
  data: { solutionId, role, setAside: true },
});
const active = [none(invited()), none(issued(1)), none(accepted)];

function takenBack(history: readonly Judged[]): readonly MemberEvent[] {
  const state = fold(
    memberDecider,
    history.map(({ event }) => event),
  );
  return takeBack(state, rightfulState(history), lost);
}

describe("is taken back", () => {
  test.each<[string, readonly Judged[], readonly object[]]>([
    ["an invitation", [stale(invited())], [{ type: "MemberRemoved" }]],
    [
      "a role, to the one before, with its granter",
      [...active, stale(roleChanged("USER", "ADMIN"))],
      [
        {
          type: "OrgRoleChanged",
          data: { from: "ADMIN", to: "USER", grantedBy: idOf(2), takenBack: lost },
        },
      ],
    ],
    [
      "a role on top of another one",
      [...active, stale(roleChanged("USER", "ADMIN")), stale(roleChanged("ADMIN", "OWNER"))],
      [{ type: "OrgRoleChanged", data: { from: "OWNER", to: "USER" } }],
    ],
    [
      "a founder's role, whom nobody had given it",
      [
        none({ type: "MemberFounded", data: {}, personal: null }),
        none({ type: "OrgRoleChanged", data: { from: "OWNER", to: "USER", grantedBy: systemId } }),
        stale(roleChanged("USER", "ADMIN")),
      ],
      [{ type: "OrgRoleChanged", data: { to: "USER", grantedBy: systemId } }],
    ],
    [
      "an acceptance",
      [none(invited()), none(issued(1)), stale(accepted)],
      [{ type: "MemberRemoved" }],
    ],
    [
      "an invitation sent again",
      [none(invited()), none(issued(1)), stale(issued(2, idOf(1)))],
      [{ type: "InviteRevoked" }],
    ],
    [
      "access",
      [
        ...active,
        none({ type: "MemberDisabled", data: {} }),
        stale({ type: "MemberEnabled", data: {} }),
      ],
      [{ type: "MemberDisabled" }],
    ],
    [
      "a solution",
      [...active, none(assigned(one, "USER")), stale(assigned(two, "ADMIN"))],
      [{ type: "SolutionUnassigned", data: { solutionId: two, role: "ADMIN" } }],
    ],
    [
      "a solution that its member has set aside meanwhile",
      [...active, stale(assigned(one, "ADMIN")), own(aside(one, "ADMIN"))],
      [{ type: "SolutionUnassigned", data: { solutionId: one, role: "ADMIN" } }],
    ],
    [
      "a solution that its member has set aside and taken back",
      [
        ...active,
        stale(assigned(one, "ADMIN")),
        own(aside(one, "ADMIN")),
        own(assigned(one, "ADMIN")),
      ],
      [{ type: "SolutionUnassigned", data: { solutionId: one, role: "ADMIN" } }],
    ],
  ])("%s", (_, history, events) => {
    expect(takenBack(history)).toMatchObject(events);
  });
});

describe("stays", () => {
  test.each<[string, readonly Judged[]]>([
    ["a grant that is not stale", [...active, entitled(roleChanged("USER", "ADMIN"))]],
    ["an invitation that was sent again", [stale(invited()), entitled(issued(2, idOf(3)))]],
    [
      "an invitation whose role was set anew",
      [stale(invited()), entitled(roleChanged("USER", "CREATOR"))],
    ],
    [
      "an acceptance confirmed by a role",
      [none(invited()), stale(accepted), entitled(roleChanged("USER", "CREATOR"))],
    ],
    [
      "a role that was set anew",
      [...active, stale(roleChanged("USER", "ADMIN")), entitled(roleChanged("ADMIN", "OWNER"))],
    ],
    ["what the member registered", [...active, own(assigned(one, "ADMIN"))]],
    ["what has ended anyway", [stale(invited()), none({ type: "MemberRemoved", data: {} })]],
  ])("%s", (_, history) => {
    expect(takenBack(history)).toEqual([]);
  });
});

test("what was granted to a later membership does not confirm an earlier one", () => {
  const history = [
    stale(invited()),
    none({ type: "MemberRemoved", data: {} }),
    stale(invited("ADMIN")),
  ];
  expect(takenBack([...history, entitled(issued(1, idOf(3)))])).toEqual([]);
  expect(takenBack(history)).toMatchObject([{ type: "MemberRemoved" }]);
});

test("taking back never gives anything, and a second time there is nothing left, whatever the history", () => {
  const orgRole = fc.constantFrom(...organizationRoles);
  const inSolution = fc.constantFrom(...solutionRoles);
  const solution = fc.constantFrom(one, two);
  const event: fc.Arbitrary<MemberEvent> = fc.oneof(
    fc.constantFrom(invited(), invited("ADMIN"), issued(1), issued(2, idOf(1)), accepted),
    fc.constantFrom<MemberEvent>(
      { type: "MemberDisabled", data: {} },
      { type: "MemberEnabled", data: {} },
      { type: "MemberRemoved", data: {} },
    ),
    fc.record({
      type: fc.constant("OrgRoleChanged" as const),
      data: fc.record({ from: orgRole, to: orgRole, grantedBy: fc.constant(idOf(1)) }),
    }),
    fc.record({
      type: fc.constant("SolutionAssigned" as const),
      data: fc.record({ solutionId: solution, role: inSolution }),
    }),
    fc.record({
      type: fc.constant("SolutionUnassigned" as const),
      data: fc.record({
        solutionId: solution,
        role: inSolution,
        setAside: fc.constant(true as const),
      }),
    }),
  );
  const judged = fc.record({
    event,
    isOwn: fc.boolean(),
    grant: fc.constantFrom("none", "entitled", "stale"),
  });
  fc.assert(
    fc.property(fc.array(judged, { maxLength: 12 }), (history: readonly Judged[]) => {
      const before = fold(
        memberDecider,
        history.map((each) => each.event),
      );
      const events = takenBack(history);
      const after = events.reduce((state, each) => memberDecider.evolve(state, each), before);
      expect(organizationRoles.indexOf(after.role)).toBeGreaterThanOrEqual(
        organizationRoles.indexOf(before.role),
      );
      if (after.status === "ACTIVE") expect(before.status).toBe("ACTIVE");
      for (const [id, role] of Object.entries(after.solutions)) {
        const had = before.solutions[id];
        expect(had).toBeDefined();
        if (had)
          expect(solutionRoles.indexOf(role)).toBeGreaterThanOrEqual(solutionRoles.indexOf(had));
      }
      expect(takenBack([...history, ...events.map(none)])).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

describe("a grant is", () => {
  const actor = { userId: idOf(1), role: "ADMIN" };
  const before = { role: "USER", grantedBy: idOf(2) } as const;
  const grants: readonly [string, MemberEvent, Partial<Grant> | undefined][] = [
    ["an invitation", invited(), { granterId: idOf(2), permission: "users:manage" }],
    ["not its first sending", issued(1), undefined],
    ["a later sending", issued(2, idOf(3)), { granterId: idOf(3), role: "USER" }],
    ["an acceptance, by the inviter", accepted, { granterId: idOf(2), role: "USER" }],
    ["a higher role", roleChanged("USER", "ADMIN"), { granterId: idOf(1), role: "ADMIN" }],
    [
      "not a lower role",
      { type: "OrgRoleChanged", data: { from: "ADMIN", to: "USER", grantedBy: idOf(1) } },
      undefined,
    ],
    ["access", { type: "MemberEnabled", data: {} }, { granterId: idOf(1) }],
    ["not its end", { type: "MemberDisabled", data: {} }, undefined],
    ["a solution", assigned(one, "USER"), { solution: { solutionId: one, role: "USER" } }],
    ["not DENY", { type: "SolutionAssigned", data: { solutionId: one, role: "DENY" } }, undefined],
  ];
  test.each(grants)("%s", (_, event, expected) => {
    const grant = grantIn(event, { userId: idOf(7), actor }, before);
    if (expected === undefined) expect(grant).toBeUndefined();
    else expect(grant).toMatchObject(expected);
  });

  test("not what people do to themselves, nor what the system does", () => {
    const change = roleChanged("USER", "ADMIN");
    expect(grantIn(change, { userId: idOf(1), actor }, before)).toBeUndefined();
    const bySystem = { userId: systemId };
    expect(grantIn(change, { userId: idOf(7), actor: bySystem }, before)).toBeUndefined();
    expect(
      grantIn(accepted, { userId: idOf(7), actor }, { role: "USER", grantedBy: systemId }),
    ).toBeUndefined();
  });
});

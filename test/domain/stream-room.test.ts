/** The reserve of a stream suffices for every ending, whatever happened before. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgets } from "../../src/domain/budgets.ts";
import { isRejection } from "../../src/domain/decider.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";
import { definitions } from "../../src/domain/catalogue.ts";
import type { AnyEvent } from "../../src/domain/event.ts";
import {
  atMostEvents,
  describeFull,
  partialReserve,
  type Room,
  roomFor,
} from "../../src/domain/stream-room.ts";
import { limits } from "../../src/eventstore/port.ts";

test("the highest budget and the reserve fit into a stream", () => {
  const { eventsPerStream, solutionsPerMember, ownersPerOrganization } = budgets;
  expect(atMostEvents("final", eventsPerStream.highest)).toBe(limits.streamEvents);
  // A solution is denied and unassigned; an invitation is mailed with at most one failure before.
  expect(2 * solutionsPerMember.highest + 2).toBeLessThanOrEqual(partialReserve);
  expect(ownersPerOrganization.highest).toBeLessThanOrEqual(partialReserve);
});

describe("a member who fills their stream in any way", () => {
  const ordinary = 30;
  const atMost = 8;
  const solution = fc.integer({ min: 0, max: 11 }).map((number) => `s${number}`);
  const by = { userId: "admin", role: "SYSTEM" } as const;
  const command: fc.Arbitrary<MemberCommand> = fc.oneof(
    fc.record({
      type: fc.constant("ChangeSolutions" as const),
      atMost: fc.constant(atMost),
      changes: fc.uniqueArray(solution, { minLength: 1, maxLength: 5 }).chain((ids) =>
        fc.tuple(
          ...ids.map((solutionId) =>
            fc.record({
              solutionId: fc.constant(solutionId),
              role: fc.constantFrom(...solutionRoles, undefined),
              authority: fc.constant("SYSTEM" as const),
            }),
          ),
        ),
      ),
    }),
    solution.map((solutionId) => ({ type: "SetSolutionAside" as const, solutionId })),
    solution.map((solutionId) => ({ type: "TakeSolutionBack" as const, solutionId })),
    fc
      .constantFrom(...organizationRoles)
      .map((role) => ({ type: "ChangeOrgRole" as const, by, role })),
    fc.constant({ type: "DisableMember" as const, by }),
    fc.constant({ type: "EnableMember" as const, by }),
  );

  test("never uses more of the reserve than there are things to end, and can always be removed", () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 50, maxLength: 200 }), (commands) => {
        let state = memberDecider.evolve(memberDecider.initial, {
          type: "MemberFounded",
          data: {},
          personal: null,
        });
        let events = 1;
        for (const each of commands) {
          const outcome = memberDecider.decide(each, state);
          if (isRejection(outcome)) continue;
          const fits = events + outcome.length <= atMostEvents(roomFor(outcome), ordinary);
          if (!fits) continue;
          for (const event of outcome) state = memberDecider.evolve(state, event);
          events += outcome.length;
        }
        // Each solution is denied and unassigned at most; three demotions; one disabling.
        expect(events).toBeLessThanOrEqual(ordinary + 2 * atMost + 3 + 1);
        const removal = memberDecider.decide({ type: "RemoveMember", by }, state);
        if (isRejection(removal)) throw new Error(removal.detail);
        expect(events + removal.length).toBeLessThanOrEqual(
          atMostEvents(roomFor(removal), ordinary),
        );
      }),
      { numRuns: 300 },
    );
  });
});

test("an append that also begins something is ordinary", () => {
  const ended = { type: "SolutionUnassigned", data: { solutionId: "a", role: "USER" } };
  const begun = { type: "SolutionAssigned", data: { solutionId: "b", role: "DENY" } };
  expect(roomFor([ended])).toBe("partial");
  expect(roomFor([ended, begun])).toBe("ordinary");
});

/** Everything that ends something, and what the system records; all other events are ordinary. */
const rooms: Readonly<Record<string, Room>> = {
  MemberDisabled: "final",
  MemberRemoved: "final",
  InviteRevoked: "final",
  OrganizationDeleted: "final",
  SolutionDeleted: "final",
  TokenDeleted: "final",
  UserLoggedOut: "final",
  EmailReleased: "final",
  PersonalDataErased: "final",
  NotificationCancelled: "final",
  OwnershipRevoked: "partial",
  TokenUsed: "partial",
  InviteEmailSent: "partial",
  InviteEmailFailed: "partial",
  NotificationDelivered: "partial",
  NotificationSent: "partial",
  PushesRecorded: "partial",
};
const byContent = new Set(["OrgRoleChanged", "SolutionUnassigned", "SolutionRoleChanged"]);

describe("the room that an event may use", () => {
  const others = [...definitions.keys()].filter((type) => !byContent.has(type));
  test.each(others)("%s", (type) => {
    expect(roomFor([{ type, data: {} }])).toBe(rooms[type] ?? "ordinary");
  });

  test.each<[AnyEvent, Room]>([
    [{ type: "OrgRoleChanged", data: { from: "ADMIN", to: "USER" } }, "final"],
    [{ type: "OrgRoleChanged", data: { from: "USER", to: "ADMIN" } }, "ordinary"],
    [{ type: "SolutionUnassigned", data: { setAside: true } }, "ordinary"],
    [{ type: "SolutionUnassigned", data: {} }, "partial"],
    [{ type: "SolutionRoleChanged", data: { to: "DENY" } }, "partial"],
    [{ type: "SolutionRoleChanged", data: { to: "USER" } }, "ordinary"],
  ])("%j", (event, room) => {
    expect(roomFor([event])).toBe(room);
  });

  test("of several is the smallest", () => {
    const roomOf = (...types: string[]) => roomFor(types.map((type) => ({ type, data: {} })));
    expect(roomOf("MemberRemoved", "TokenUsed")).toBe("partial");
    expect(roomOf("MemberRemoved", "TokenDeleted")).toBe("final");
    expect(roomOf("TokenUsed", "MemberEnabled")).toBe("ordinary");
  });
});

test("each room ends where the next begins", () => {
  expect(["ordinary", "partial", "final"].map((room) => atMostEvents(room as Room, 10))).toEqual([
    10, 1_910, 2_010,
  ]);
});

test.each([
  [
    "member-a.b",
    "The membership has",
    "It can still be ended: disable or remove the member, or unassign solutions.",
  ],
  ["solution-a", "The solution has", "Delete it and register a new one."],
  ["organization-a", "The organization has", "Make a new organization."],
  ["token-a", "The token has", "Delete it and make a new one."],
  ["session-a", "The session has", "It takes no further changes."],
])("%s is full: what is said", (stream, begin, end) => {
  const limit = "reached its limit of 5 recorded changes (eventsPerStream).";
  expect(describeFull(stream, 5)).toBe(`${begin} ${limit} ${end}`);
});

/** The reserve of a stream suffices for every ending, whatever happened before. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgets } from "../../src/domain/budgets.ts";
import { isRejection } from "../../src/domain/decider.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";
import { atMostEvents, partialReserve, roomFor } from "../../src/domain/stream-room.ts";
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

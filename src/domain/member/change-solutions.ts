/** Assigns and unassigns solutions and changes roles in them. Either all changes apply or none. */
import { type Rejection, reject } from "../decider.ts";
import { neverAboveInSolution } from "../rights.ts";
import type { SolutionChange } from "./commands.ts";
import type { MemberEvent } from "./events.ts";
import type { MemberState } from "./state.ts";

export function changeSolutions(
  changes: readonly SolutionChange[],
  { solutions: assigned, setAside }: Pick<MemberState, "solutions" | "setAside">,
  atMost = Number.POSITIVE_INFINITY,
): readonly MemberEvent[] | Rejection {
  const events: MemberEvent[] = [];
  const known = new Set([...Object.keys(assigned), ...Object.keys(setAside)]);
  const knownBefore = known.size;
  for (const { solutionId, role, authority } of changes) {
    // A solution that was set aside counts: its member may take it back with that role.
    const held = assigned[solutionId] ?? setAside[solutionId];
    const current = role === undefined ? held : assigned[solutionId];
    const touched = [held, role].filter((each) => each !== undefined);
    const above = neverAboveInSolution(authority, ...touched);
    if (above) return above;
    if (role === undefined) {
      if (current === undefined)
        return reject("not-found", `Solution ${solutionId} is not assigned.`);
      events.push({ type: "SolutionUnassigned", data: { solutionId, role: current } });
      known.delete(solutionId);
    } else if (current === undefined) {
      events.push({ type: "SolutionAssigned", data: { solutionId, role } });
      known.add(solutionId);
    } else if (current !== role) {
      events.push({ type: "SolutionRoleChanged", data: { solutionId, from: current, to: role } });
    }
  }
  if (known.size <= Math.max(atMost, knownBefore)) return events;
  return reject(
    "limit-reached",
    `A member has at most ${atMost} solutions (solutionsPerMember), those set aside included. Unassign some first.`,
  );
}

/** Takes a solution off the member's own profile; the member can take it back with the same role. */
export function setSolutionAside(
  solutionId: string,
  { solutions }: MemberState,
): readonly MemberEvent[] | Rejection {
  const role = solutions[solutionId];
  return role === undefined
    ? reject("not-found", "The solution is not on your profile.")
    : [{ type: "SolutionUnassigned", data: { solutionId, role, setAside: true } }];
}

/** Restores a solution that the member set aside. What others unassigned is refused. */
export function takeSolutionBack(
  solutionId: string,
  { solutions, setAside }: MemberState,
): readonly MemberEvent[] | Rejection {
  if (solutions[solutionId] !== undefined) return [];
  const role = setAside[solutionId];
  return role === undefined
    ? reject("forbidden", "You did not set this solution aside; ask its manager.")
    : [{ type: "SolutionAssigned", data: { solutionId, role } }];
}

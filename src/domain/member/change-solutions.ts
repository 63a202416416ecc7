/** Assigning solutions, changing the role in them, taking them away: all of the changes or none. */
import { type Rejection, reject } from "../decider.ts";
import { neverAboveInSolution } from "../rights.ts";
import type { SolutionRole } from "../roles.ts";
import type { SolutionChange } from "./commands.ts";
import type { MemberEvent } from "./events.ts";

export function changeSolutions(
  changes: readonly SolutionChange[],
  assigned: Readonly<Record<string, SolutionRole>>,
): readonly MemberEvent[] | Rejection {
  const events: MemberEvent[] = [];
  for (const { solutionId, role, authority } of changes) {
    const current = assigned[solutionId];
    const touched = [current, role].filter((each) => each !== undefined);
    const above = neverAboveInSolution(authority, ...touched);
    if (above) return above;
    if (role === undefined) {
      if (current === undefined)
        return reject("not-found", `Solution ${solutionId} is not assigned.`);
      events.push({ type: "SolutionUnassigned", data: { solutionId, role: current } });
    } else if (current === undefined) {
      events.push({ type: "SolutionAssigned", data: { solutionId, role } });
    } else if (current !== role) {
      events.push({ type: "SolutionRoleChanged", data: { solutionId, from: current, to: role } });
    }
  }
  return events;
}

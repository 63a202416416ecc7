/** Describes role changes in words. Pure functions. */
import type { Held } from "../audit/access.ts";
import type { Reviewed } from "../audit/access-review.ts";
import type { MemberRoleChange } from "../audit/replay.ts";

export interface Names {
  readonly person: (id: string) => string;
  readonly solution: (id: string) => string;
}

/** One line: time, position, person, change, actor and the actor's role. */
export function describeChange(change: MemberRoleChange, names: Names): string {
  const { userId, place, solutionId } = change;
  const { position, occurredAt, actor } = place;
  const when = `${occurredAt.slice(0, 10)} ${occurredAt.slice(11, 19)}`;
  const what =
    solutionId === undefined
      ? inOrganization(change)
      : inSolution(change, names.solution(solutionId));
  const role = actor.role === undefined ? "" : ` (${actor.role})`;
  const by = actor.userId === userId ? "" : `, by ${names.person(actor.userId)}${role}`;
  return `${when}  #${String(position).padEnd(6)} ${names.person(userId)} ${what}${by}`;
}

function inOrganization({ from, to }: MemberRoleChange): string {
  if (to === undefined) return `was removed (was ${from?.role ?? "nothing"})`;
  if (from === undefined || (to.status === "INVITED" && from.status !== "INVITED")) {
    return to.status === "INVITED" ? `was invited as ${to.role}` : `joined as ${to.role}`;
  }
  const changes = [
    ...(from.role === to.role ? [] : [`changed from ${from.role} to ${to.role}`]),
    ...(from.status === to.status ? [] : [statusChange(from, to)]),
  ];
  return changes.length === 0 ? "was invited again by somebody else" : changes.join(" and ");
}

function statusChange(from: Held, to: Held): string {
  if (to.status === "DISABLED") return "was disabled";
  return from.status === "INVITED" ? `accepted the invitation as ${to.role}` : "was enabled again";
}

function inSolution({ from, to }: MemberRoleChange, solution: string): string {
  if (to === undefined) return `lost ${solution} (was ${from?.role ?? "nothing"})`;
  if (from === undefined) return `got ${solution} as ${to.role}`;
  return `changed from ${from.role} to ${to.role} in ${solution}`;
}

/** One line: the person and the roles they had. */
export function describeHeld({ userId, access }: Reviewed, names: Names): string {
  const { role, status, grant, solutions } = access;
  const given = Object.entries(solutions).map(
    ([id, each]) => `${each.role} in ${names.solution(id)}`,
  );
  const more = given.length === 0 ? "" : `; ${given.join(", ")}`;
  const since = `granted ${grant.at.slice(0, 10)} at #${grant.position}`;
  return `${names.person(userId)}: ${role} (${status}, ${since})${more}`;
}

/**
 * Takes back what a membership owes to grants that were no longer their granters' to give: it compares the
 * membership with what it would be without them. It only ever takes rights away.
 */
import type { LostRight } from "../lost-right.ts";
import { systemId } from "../primitives.ts";
import { isAbove, isSolutionRoleAbove } from "../roles.ts";
import type { MemberEvent } from "./events.ts";
import { evolve, initial, type MemberState } from "./state.ts";

export interface Judged {
  readonly event: MemberEvent;
  /** Did the member do it to themselves? */
  readonly isOwn: boolean;
  /** `stale`: a grant whose granter had lost the right. `entitled`: a grant whose granter had it. */
  readonly grant: "none" | "entitled" | "stale";
}

/** The membership without its stale grants, unless somebody entitled confirmed them since. */
export function rightfulState(history: readonly Judged[]): MemberState {
  let actual = initial;
  let rightful = initial;
  for (const [index, { event, isOwn, grant }] of history.entries()) {
    const counts = grant !== "stale" || isConfirmed(event, history.slice(index + 1));
    const own = counts && isOwn ? ownChange(event, actual, rightful) : event;
    if (counts && own !== undefined) rightful = evolve(rightful, own);
    actual = evolve(actual, event);
  }
  return rightful;
}

const memberships: ReadonlySet<MemberEvent["type"]> = new Set([
  "MemberInvited",
  "InviteIssued",
  "InviteAccepted",
  "MemberEnabled",
] as const);

/** A membership is confirmed by an entitled grant of a role, an invitation or access that follows. */
function isConfirmed({ type }: MemberEvent, later: readonly Judged[]): boolean {
  if (!memberships.has(type)) return false;
  for (const { event, grant } of later) {
    if (event.type === "MemberRemoved" || event.type === "MemberInvited") return false;
    const isMembership = memberships.has(event.type) || event.type === "OrgRoleChanged";
    if (isMembership && grant === "entitled") return true;
  }
  return false;
}

/** What members do with their own solutions gives them only what they rightfully have. */
function ownChange(
  event: MemberEvent,
  actual: MemberState,
  rightful: MemberState,
): MemberEvent | undefined {
  if (event.type === "SolutionUnassigned" && event.data.setAside) {
    const role = rightful.solutions[event.data.solutionId];
    return role && { ...event, data: { ...event.data, role } };
  }
  if (event.type === "SolutionAssigned" && actual.setAside[event.data.solutionId] !== undefined) {
    const role = rightful.setAside[event.data.solutionId];
    return role && { ...event, data: { ...event.data, role } };
  }
  return event;
}

/** The events that bring a membership down to its rightful state; none if it is not above it. */
export function takeBack(
  state: MemberState,
  rightful: MemberState,
  takenBack: LostRight,
): readonly MemberEvent[] {
  if (!isMember(state)) return [];
  const wasNeverOpen = rightful.status === "INVITED" && state.status !== "INVITED";
  if (!isMember(rightful) || wasNeverOpen) return [{ type: "MemberRemoved", data: { takenBack } }];
  const events: MemberEvent[] = [];
  if (state.status === "ACTIVE" && rightful.status === "DISABLED") {
    events.push({ type: "MemberDisabled", data: { takenBack } });
  }
  if (isAbove(state.role, rightful.role)) {
    const { grantedBy = systemId, role: to } = rightful;
    events.push({ type: "OrgRoleChanged", data: { from: state.role, to, grantedBy, takenBack } });
  }
  const { invitation } = state;
  if (invitation && invitation.sendingId !== rightful.invitation?.sendingId) {
    events.push({ type: "InviteRevoked", data: { takenBack } });
  }
  return [...events, ...takeSolutions(state, rightful, takenBack)];
}

function takeSolutions(
  state: MemberState,
  rightful: MemberState,
  takenBack: LostRight,
): readonly MemberEvent[] {
  const unassign = (solutionId: string, role: MemberState["solutions"][string]): MemberEvent => ({
    type: "SolutionUnassigned",
    data: { solutionId, role, takenBack },
  });
  const held = Object.entries(state.solutions).flatMap(([solutionId, from]): MemberEvent[] => {
    const to = rightful.solutions[solutionId];
    if (to === undefined) return [unassign(solutionId, from)];
    if (!isSolutionRoleAbove(from, to)) return [];
    return [{ type: "SolutionRoleChanged", data: { solutionId, from, to, takenBack } }];
  });
  const aside = Object.entries(state.setAside).flatMap(([solutionId, role]): MemberEvent[] => {
    const rightfully = rightful.setAside[solutionId];
    const isMore = rightfully === undefined || isSolutionRoleAbove(role, rightfully);
    return isMore ? [unassign(solutionId, role)] : [];
  });
  return [...held, ...aside];
}

function isMember({ status }: MemberState): boolean {
  return status !== "NONE" && status !== "REMOVED";
}

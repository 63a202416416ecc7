/**
 * Grants: the events by which one person gives another rights in an organization, and what the granter
 * needs for them (docs/decisions/0017-authority.md). Ending rights is no grant.
 */
import { type Permission, maySolution, reach, solutionAuthority } from "../rights.ts";
import {
  isAbove,
  isSolutionRoleAbove,
  type OrganizationRole,
  organizationRole,
  type SolutionRole,
} from "../roles.ts";
import { systemId } from "../primitives.ts";
import type { MemberEvent } from "./events.ts";
import type { MemberState } from "./state.ts";

export interface Grant {
  readonly granterId: string;
  readonly permission: Permission;
  /** The organization role that is given or opened. */
  readonly role?: OrganizationRole;
  readonly solution?: { readonly solutionId: string; readonly role: SolutionRole };
}

/** What counts of a granter. `solutions` may be unknown. */
interface GranterStanding extends Pick<MemberState, "status" | "role"> {
  readonly solutions?: MemberState["solutions"];
}

/** Events of all other types are no grants. */
export const grantTypes: readonly MemberEvent["type"][] = [
  "MemberInvited",
  "InviteIssued",
  "InviteAccepted",
  "MemberEnabled",
  "OrgRoleChanged",
  "SolutionAssigned",
  "SolutionRoleChanged",
];

interface Recorded {
  /** The member whom the event is about. */
  readonly userId: string;
  readonly actor: { readonly userId: string; readonly role?: string | undefined };
}

/**
 * The grant in an event; undefined if it is none, or if people gave it to themselves: what they do to
 * their own membership is decided and appended on the same stream.
 * @param before the membership before the event
 */
export function grantIn(
  event: MemberEvent,
  { userId, actor }: Recorded,
  before: Pick<MemberState, "role" | "grantedBy">,
): Grant | undefined {
  if (!grantTypes.includes(event.type)) return;
  const grant = grantOf(event, actor.userId, before);
  if (grant === undefined || grant.granterId === systemId || grant.granterId === userId) return;
  // An event that does not say on which role it was decided was not decided on a role.
  const isDecided =
    event.type === "InviteAccepted" || organizationRole.safeParse(actor.role).success;
  return isDecided ? grant : undefined;
}

function grantOf(
  event: MemberEvent,
  actorId: string,
  { role, grantedBy }: Pick<MemberState, "role" | "grantedBy">,
): Grant | undefined {
  const by = (granterId: string | undefined): Grant | undefined =>
    granterId === undefined ? undefined : { granterId, permission: "users:manage", role };
  switch (event.type) {
    case "MemberInvited":
      return {
        granterId: event.data.grantedBy,
        permission: "users:manage",
        role: event.data.role,
      };
    case "InviteIssued":
      // The first sending belongs to the invitation.
      return by(event.data.grantedBy);
    case "InviteAccepted":
      return by(grantedBy);
    case "MemberEnabled":
      return by(actorId);
    case "OrgRoleChanged": {
      const { from, to } = event.data;
      const permission = "users:change-role";
      return isAbove(to, from) ? { granterId: actorId, permission, role: to } : undefined;
    }
    case "SolutionAssigned":
      return inSolution(actorId, event.data.solutionId, "DENY", event.data.role);
    case "SolutionRoleChanged":
      return inSolution(actorId, event.data.solutionId, event.data.from, event.data.to);
    default:
      return undefined;
  }
}

function inSolution(
  granterId: string,
  solutionId: string,
  from: SolutionRole,
  role: SolutionRole,
): Grant | undefined {
  const permission = "solutions:permissions";
  const isGrant = isSolutionRoleAbove(role, from);
  return isGrant ? { granterId, permission, solution: { solutionId, role } } : undefined;
}

/** May somebody with this standing give the grant? With unknown roles in solutions: surely? */
export function mayGrant(
  { permission, role, solution }: Grant,
  granter: GranterStanding | undefined,
): boolean {
  if (granter?.status !== "ACTIVE") return false;
  if (role !== undefined && isAbove(role, granter.role)) return false;
  if (solution === undefined) return reach(permission, granter.role) === "all";
  const held = granter.solutions?.[solution.solutionId];
  const rank = solutionAuthority(granter.role, held);
  return (
    maySolution(permission, granter.role, held) &&
    rank !== undefined &&
    !isSolutionRoleAbove(solution.role, rank)
  );
}

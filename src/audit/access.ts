/**
 * Access: a membership with its roles and the grant of each, folded from an organization's log. The role
 * history, access reviews and the offline verifier share this fold. Pure.
 */
import type { MemberEvent } from "../domain/member/events.ts";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../domain/roles.ts";
import type { Actor } from "../eventstore/codec.ts";
import { sharedTexts } from "../platform/shared-texts.ts";

/** Who gave a role, when, and at which position of the organization's log. */
export interface Grant {
  readonly by: string;
  /** The actor's organization role at that time; undefined for the system or another granter. */
  readonly byRole?: string | undefined;
  readonly at: string;
  readonly position: number;
}

interface SolutionAccess {
  readonly role: SolutionRole;
  readonly grant: Grant;
}

export interface Access {
  readonly status: MemberStatus;
  readonly role: OrganizationRole;
  readonly grant: Grant;
  readonly solutions: Readonly<Record<string, SolutionAccess>>;
  /** Solutions that the member took off their own profile; taking one back restores its grant. */
  readonly setAside?: Readonly<Record<string, SolutionAccess>> | undefined;
}

/** Where and by whom the event was recorded. */
interface Provenance {
  readonly position: number;
  readonly occurredAt: string;
  readonly actor: Actor;
  /** The person whom the event is about. */
  readonly subjectId?: string | undefined;
}

/** Few people give most roles, often several in one moment. */
const shared = sharedTexts();

/** The access after an event. Undefined means no membership: not yet, or no longer. */
export function evolveAccess(
  access: Access | undefined,
  event: MemberEvent,
  { actor, subjectId, occurredAt, position }: Provenance,
): Access | undefined {
  const grant = (by = actor.userId): Grant => ({
    by: shared(by),
    byRole: by === actor.userId ? actor.role : undefined,
    at: shared(occurredAt),
    position,
  });
  if (event.type === "MemberFounded") {
    // Founders grant themselves the role; the system founds the first organization.
    return { status: "ACTIVE", role: "OWNER", grant: grant(), solutions: {} };
  }
  if (event.type === "MemberInvited") {
    const { role, grantedBy } = event.data;
    return { status: "INVITED", role, grant: grant(grantedBy), solutions: {} };
  }
  if (access === undefined || event.type === "MemberRemoved") return undefined;
  switch (event.type) {
    case "InviteIssued": {
      const { grantedBy } = event.data;
      const isNewGranter = grantedBy !== undefined && grantedBy !== access.grant.by;
      return isNewGranter ? { ...access, grant: grant(grantedBy) } : access;
    }
    case "InviteAccepted":
    case "MemberEnabled":
      return { ...access, status: "ACTIVE" };
    case "MemberDisabled":
      return { ...access, status: "DISABLED" };
    case "OrgRoleChanged":
      return { ...access, role: event.data.to, grant: grant(event.data.grantedBy) };
    case "SolutionAssigned": {
      const { solutionId, role } = event.data;
      const former = access.setAside?.[solutionId];
      const isTakenBack = former?.role === role && actor.userId === subjectId;
      return withSolution(access, solutionId, isTakenBack ? former : { role, grant: grant() });
    }
    case "SolutionRoleChanged":
      return withSolution(access, event.data.solutionId, { role: event.data.to, grant: grant() });
    case "SolutionUnassigned": {
      const { solutionId, setAside } = event.data;
      const given = access.solutions[solutionId];
      const without = withSolution(access, solutionId, undefined);
      if (!setAside || given === undefined) return without;
      return { ...without, setAside: { ...without.setAside, [solutionId]: given } };
    }
    case "InviteEmailSent":
    case "InviteEmailFailed":
    case "InviteRevoked":
      return access;
  }
}

export function withSolution(
  access: Access,
  solutionId: string,
  given: SolutionAccess | undefined,
): Access {
  const { [solutionId]: _, ...others } = access.solutions;
  const { [solutionId]: __, ...setAside } = access.setAside ?? {};
  return {
    ...access,
    setAside: Object.keys(setAside).length === 0 ? undefined : setAside,
    solutions: given === undefined ? others : { ...others, [solutionId]: given },
  };
}

/**
 * Does the event give a role in a deleted solution? An assignment that ran at the same time as the
 * deletion has no effect.
 */
export function isVoid(event: MemberEvent, isDeleted: (solutionId: string) => boolean): boolean {
  const givesRole = event.type === "SolutionAssigned" || event.type === "SolutionRoleChanged";
  return givesRole && isDeleted(event.data.solutionId);
}

/** A role that a member holds in the organization or in a solution. */
export interface Held {
  readonly role: string;
  /** In a solution: `DISABLED` for the role `DENY`, otherwise `ACTIVE`. */
  readonly status: MemberStatus;
  readonly grant: Grant;
}

/** One role before and after an event; undefined if not held. */
export interface RoleChange {
  /** Undefined for the organization role. */
  readonly solutionId?: string | undefined;
  readonly from: Held | undefined;
  readonly to: Held | undefined;
}

/** The roles that changed: the organization's first, then by solution id. */
export function roleChanges(before: Access | undefined, after: Access | undefined): RoleChange[] {
  if (before === after) return [];
  const changes: RoleChange[] = [];
  if (!isSame(before, after))
    changes.push({ from: before && held(before), to: after && held(after) });
  const ids = new Set([
    ...Object.keys(before?.solutions ?? {}),
    ...Object.keys(after?.solutions ?? {}),
  ]);
  for (const solutionId of [...ids].sort()) {
    const from = before?.solutions[solutionId];
    const to = after?.solutions[solutionId];
    if (isSame(from, to)) continue;
    changes.push({ solutionId, from: from && heldIn(from), to: to && heldIn(to) });
  }
  return changes;
}

export function held({ role, status, grant }: Access): Held {
  return { role, status, grant };
}

function heldIn({ role, grant }: SolutionAccess): Held {
  return { role, status: role === "DENY" ? "DISABLED" : "ACTIVE", grant };
}

type Comparable = { readonly role: string; readonly status?: string; readonly grant: Grant };

function isSame(one: Comparable | undefined, other: Comparable | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.role === other.role &&
    one.status === other.status &&
    one.grant.position === other.grant.position
  );
}

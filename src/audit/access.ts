/**
 * Who may do what, and who said so: a membership with its roles and the grant of each, folded from the
 * entries of an organization's log. The same fold makes the role history, access reviews and what the
 * offline verifier makes again. Pure.
 */
import type { MemberEvent } from "../domain/member/events.ts";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../domain/roles.ts";
import type { Actor } from "../eventstore/codec.ts";

/** Who gave a role, when, and at which position of the organization's log. */
export interface Grant {
  readonly by: string;
  /** The organization role they had then; left out for the system. */
  readonly byRole?: string | undefined;
  readonly at: string;
  readonly position: number;
}

export interface SolutionAccess {
  readonly role: SolutionRole;
  readonly grant: Grant;
}

export interface Access {
  readonly status: MemberStatus;
  readonly role: OrganizationRole;
  readonly grant: Grant;
  readonly solutions: Readonly<Record<string, SolutionAccess>>;
  /** What they took off their own profile: taken back, it is held by the grant that it was held by. */
  readonly setAside?: Readonly<Record<string, SolutionAccess>> | undefined;
}

/** Where and by whom the event was recorded. */
export interface Provenance {
  readonly position: number;
  readonly occurredAt: string;
  readonly actor: Actor;
  /** Whom it is about. */
  readonly subjectId?: string | undefined;
}

/** Undefined is nobody's access: not a member yet, or not any more. */
export function evolveAccess(
  access: Access | undefined,
  event: MemberEvent,
  { actor, subjectId, occurredAt, position }: Provenance,
): Access | undefined {
  const grant = (by = actor.userId): Grant => ({
    by,
    byRole: by === actor.userId ? actor.role : undefined,
    at: occurredAt,
    position,
  });
  if (event.type === "MemberFounded") {
    // Who founds an organization owes the role to nobody; the system founds the first one.
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
      const isAnother = grantedBy !== undefined && grantedBy !== access.grant.by;
      return isAnother ? { ...access, grant: grant(grantedBy) } : access;
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
 * Is it about a solution that is gone? An assignment may have been on its way when the solution was
 * deleted: it assigns nothing.
 */
export function isVoid(event: MemberEvent, isGone: (solutionId: string) => boolean): boolean {
  const isGiven = event.type === "SolutionAssigned" || event.type === "SolutionRoleChanged";
  return isGiven && isGone(event.data.solutionId);
}

/** One role as it is held: in the organization, or in a solution. */
export interface Held {
  readonly role: string;
  /** Of a solution: whether it is switched off by the role `DENY`. */
  readonly status: MemberStatus;
  readonly grant: Grant;
}

/** One role before and after an event; undefined where it is not held. */
export interface RoleChange {
  /** Left out: the role in the organization. */
  readonly solutionId?: string | undefined;
  readonly from: Held | undefined;
  readonly to: Held | undefined;
}

/** What became of which role, the organization's first, then by solution. */
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

export function heldIn({ role, grant }: SolutionAccess): Held {
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

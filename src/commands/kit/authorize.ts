/** Authorization: compares the caller's roles in the read model with the rights of the domain. */
import {
  inScope,
  maySolution,
  type Permission,
  reach,
  solutionAuthority,
} from "../../domain/rights.ts";
import type { OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { Actor } from "../../eventstore/codec.ts";
import { directory } from "../../projections/directory/directory.ts";
import type { Projection } from "../../projections/engine/projection.ts";
import {
  findMembership,
  findSolutionStanding,
  findSolutionStandings,
  managesSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import type { OwnScope } from "../../projections/engine/open-memberships.ts";
import type { Caller, QueryContext } from "./context.ts";
import { managementRoleRequired, notFound, RejectedError, setAside } from "./rejected-error.ts";

/** The caller's role in the organization, and how the log names them. */
export interface Standing {
  readonly role: OrganizationRole;
  readonly actor: Actor;
  readonly authority: Authority;
  /** Other projections that have set the organization aside; see `requireShown`. */
  readonly setAsideIn: readonly string[];
}

/**
 * The rights on which a command acts, as the read model showed them. `change` asks the streams whether
 * they still hold (authority.ts; docs/decisions/0017-authority.md).
 */
export interface Authority {
  readonly organizationId: string;
  readonly userId: string;
  readonly role: OrganizationRole;
  /** Left out if every active member may do it. */
  readonly permission?: Permission | undefined;
  /** The revision in the person's member stream that the read model showed. */
  readonly revision: number;
  /** The roles in solutions on which it depends, if it depends on any. */
  readonly solutions?: ReadonlyMap<string, SolutionRole | undefined>;
}

/**
 * Checks that the caller is an active member with the permission, if one is given.
 * @throws RejectedError `not-found` for others, and for a credential from before the caller was removed;
 * `sign-in-again` after the organization's idle timeout; without the permission `forbidden`, `scope-missing`;
 * `set-aside` if the directory may not know the caller's role
 */
export async function authorize(
  context: QueryContext,
  organizationId: string,
  permission?: Permission,
): Promise<Standing> {
  const { services, caller } = context;
  // A credential for one organization must not reveal whether another one exists.
  if (caller.organizationId !== undefined && caller.organizationId !== organizationId) {
    throw notFound("organization");
  }
  const found = await findMembership(services.pool, organizationId, ownScope(context));
  const { membership, setAsideIn } = found;
  if (setAsideIn.includes(directory.name)) throw setAside("organization");
  if (membership?.status !== "ACTIVE" || !membership.isNotEnded) throw notFound("organization");
  if (!membership.isAwake) throw signInAgain("this organization allows");
  const { role, askForAccess, revision } = membership;
  const isAllowed = permission === undefined || reach(permission, role) !== "none";
  // The refusal, too, is for active members only.
  const asked = isAllowed ? permission : undefined;
  context.asked?.note({ kind: "ORGANIZATION", organizationId, permission: asked, role });
  if (!isAllowed) throw forbidden(role, askForAccess);
  if (permission !== undefined) requireScope(context, permission);
  const { userId } = caller;
  const authority = { organizationId, userId, role, permission, revision };
  return { role, actor: actorOf(context, role), authority, setAsideIn };
}

/** @throws RejectedError `set-aside` if the projection has set aside the organization of the standing */
export function requireShown({ setAsideIn }: Standing, { name }: Projection): void {
  if (setAsideIn.includes(name)) throw setAside("organization");
}

/** Like `authorize`, for one solution: the permission may depend on the caller's role in it. */
export async function authorizeSolution(
  context: QueryContext,
  { organizationId, solutionId }: { readonly organizationId: string; readonly solutionId: string },
  permission: Permission,
): Promise<Standing> {
  const { services, caller } = context;
  const standing = await authorize(context, organizationId, permission);
  const { pool } = services;
  const solution = await findSolutionStanding(pool, organizationId, solutionId, caller.userId);
  if (solution === undefined) throw notFound("solution");
  const { role, authority } = standing;
  const { solutionRole } = solution;
  if (!maySolution(permission, role, solutionRole)) throw forbidden(role);
  context.asked?.note({
    kind: "SOLUTION",
    organizationId,
    solutionId,
    permission,
    organizationRole: role,
    role: solutionRole,
  });
  if (reach(permission, role) === "all") return standing;
  return {
    ...standing,
    authority: { ...authority, solutions: new Map([[solutionId, solutionRole]]) },
  };
}

/** @throws RejectedError `scope-missing` if the token's scopes do not include the permission. */
export function requireScope({ caller, asked }: QueryContext, permission: Permission): void {
  if (inScope(permission, caller.scopes)) {
    asked?.note({ kind: "SCOPE", permission });
    return;
  }
  if (caller.via === "SESSION") {
    throw managementRoleRequired("This session is for your own account. Sign in to management.");
  }
  throw new RejectedError("scope-missing", `This needs a token with the scope ${permission}.`);
}

/** @throws RejectedError `session-required` if the caller uses a token. */
export function requireSession({ caller, asked }: QueryContext): void {
  if (caller.via !== "TOKEN") {
    asked?.note({ kind: "SESSION" });
    return;
  }
  throw new RejectedError(
    "session-required",
    "A token cannot do this. Sign in and use the session.",
  );
}

/**
 * Requires a credential for the whole person, not for one organization: that one may come from an
 * invitation link, which somebody else may have read. The person's account has the default idle timeout.
 * @throws RejectedError `session-required`; `sign-in-again` if the session was idle for too long
 */
export function requireWholePerson({ caller, asked }: QueryContext): void {
  if (caller.organizationId !== undefined) {
    throw new RejectedError(
      "session-required",
      "This credential works in one organization only. Sign in first.",
    );
  }
  if (caller.isAccountClosed === true) throw signInAgain("accounts allow");
  asked?.note({ kind: "WHOLE_PERSON" });
}

/** Requires a session for the whole person. @throws RejectedError as `requireWholePerson` does */
export function requireFullSession(context: QueryContext): void {
  requireSession(context);
  requireWholePerson(context);
}

/** @throws RejectedError `management-role-required` for who manages no organization */
export async function requireManagement(context: QueryContext): Promise<void> {
  const { services, caller, asked } = context;
  if (isAccountSession(caller) || !(await managesSomewhere(services.pool, ownScope(context)))) {
    throw managementRoleRequired();
  }
  asked?.note({ kind: "MANAGEMENT" });
}

/** Whose rows a query about the caller's own data may show, and of which organizations. */
export function ownScope({ caller }: Pick<QueryContext, "caller">): OwnScope {
  return {
    userId: caller.userId,
    only: caller.organizationId,
    issuedAt: caller.issuedAt,
    issuedPosition: caller.issuedPosition,
    sessionId: caller.sessionId,
    idleSeconds: caller.idleSeconds ?? 0,
  };
}

/** An account session is for the person's own account and opens no management. */
function isAccountSession({ via, scopes }: Caller): boolean {
  return via === "SESSION" && scopes !== undefined;
}

function signInAgain(allows: string): RejectedError {
  return new RejectedError(
    "sign-in-again",
    `The session was idle for longer than ${allows}. Sign in again.`,
  );
}

/** The caller, as the log records them. */
export function actorOf({ caller }: QueryContext, role?: OrganizationRole): Actor {
  return { userId: caller.userId, role, via: caller.via, tokenId: caller.tokenId };
}

export function forbidden(role: OrganizationRole, askForAccess: string | null = null) {
  const advice = askForAccess === null ? "" : ` Ask ${askForAccess} for access.`;
  return new RejectedError("forbidden", `Your role, ${role}, does not allow this.${advice}`);
}

/** The caller's standing, and the role by which they may manage permissions in each solution. */
interface StandingInSolutions extends Standing {
  readonly ranks: ReadonlyMap<string, SolutionRole>;
}

/**
 * Finds the role by which the caller may manage permissions in each of the solutions.
 * @throws RejectedError if a solution is listed twice, is not in the organization, or the caller may
 * not manage its permissions
 */
export async function standingInSolutions(
  context: QueryContext,
  standing: Standing,
  organizationId: string,
  solutionIds: readonly string[],
): Promise<StandingInSolutions> {
  if (solutionIds.length === 0) return { ...standing, ranks: new Map() };
  const { role } = standing;
  requireScope(context, "solutions:permissions");
  if (new Set(solutionIds).size < solutionIds.length) {
    throw new RejectedError("invalid-input", "A solution is listed twice; list it once.");
  }
  const known = await findSolutionStandings(
    context.services.pool,
    organizationId,
    context.caller.userId,
    solutionIds,
  );
  const ranks = new Map<string, SolutionRole>();
  const seen = new Map<string, SolutionRole | undefined>();
  for (const solutionId of solutionIds) {
    const solution = known.get(solutionId);
    if (solution === undefined) throw notFound(`solution ${solutionId}`);
    const { solutionRole } = solution;
    const authority = solutionAuthority(role, solutionRole);
    if (!maySolution("solutions:permissions", role, solutionRole) || authority === undefined) {
      const detail = `Your role does not allow you to assign solution ${solutionId}.`;
      throw new RejectedError("forbidden", detail);
    }
    context.asked?.note({
      kind: "SOLUTION",
      organizationId,
      solutionId,
      permission: "solutions:permissions",
      organizationRole: role,
      role: solutionRole,
    });
    ranks.set(solutionId, authority);
    seen.set(solutionId, solutionRole);
  }
  if (reach("solutions:permissions", role) === "all") return { ...standing, ranks };
  return { ...standing, ranks, authority: { ...standing.authority, solutions: seen } };
}

/** Who may do it: the caller's standing, asked of the read model, against the rights of the domain. */
import {
  inScope,
  maySolution,
  type Permission,
  reach,
  solutionAuthority,
} from "../../domain/rights.ts";
import type { OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { Actor } from "../../eventstore/codec.ts";
import {
  findMembership,
  findSolutionStanding,
  findSolutionStandings,
} from "../../projections/directory/queries/authorization.ts";
import type { Caller, QueryContext } from "./context.ts";
import { notFound, RejectedError } from "./rejected-error.ts";

/** What the caller is in the organization, and how the log names them. */
export interface Standing {
  readonly role: OrganizationRole;
  readonly actor: Actor;
}

/**
 * The caller's standing as an active member who may do it.
 * @throws RejectedError `not-found` to all others; `forbidden`, `scope-missing` where the permission lacks.
 */
export async function authorize(
  context: QueryContext,
  organizationId: string,
  permission?: Permission,
): Promise<Standing> {
  const { services, caller } = context;
  // A token that was narrowed to one organization must not tell whether another exists.
  if (caller.organizationId !== undefined && caller.organizationId !== organizationId) {
    throw notFound("organization");
  }
  const membership = await findMembership(services.pool, organizationId, caller.userId);
  if (membership?.status !== "ACTIVE") throw notFound("organization");
  const { role, askForAccess } = membership;
  if (permission !== undefined) {
    if (reach(permission, role) === "none") throw forbidden(role, askForAccess);
    requireScope(context, permission);
  }
  return { role, actor: actorOf(context, role) };
}

/** The same for one solution, where the permission may hang on the role in it. */
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
  const { role } = standing;
  if (!maySolution(permission, role, solution.solutionRole)) throw forbidden(role);
  return standing;
}

/** @throws RejectedError `scope-missing` for a token that was narrowed below the permission. */
export function requireScope({ caller }: QueryContext, permission: Permission): void {
  if (inScope(permission, caller.scopes)) return;
  throw new RejectedError("scope-missing", `The token lacks the scope ${permission}.`);
}

/** @throws RejectedError `session-required` for a token: some things are done signed in, or not at all. */
export function requireSession({ caller }: QueryContext): void {
  if (caller.via !== "TOKEN") return;
  throw new RejectedError(
    "session-required",
    "A token cannot do this; sign in and use the session.",
  );
}

/**
 * A session that came of an invitation proves a link in a mail, and is for one organization.
 * @throws RejectedError `session-required` for it, and for a token
 */
export function requireFullSession(context: QueryContext): void {
  requireSession(context);
  if (context.caller.organizationId === undefined) return;
  throw new RejectedError(
    "session-required",
    "This session is for one organization; sign in first.",
  );
}

/** Whose own things to list, and in which organization only, where the credential is for one. */
export function ownScope({ userId, organizationId: only }: Caller) {
  return { userId, only };
}

/** The caller as the log names who did it. */
export function actorOf({ caller }: QueryContext, role?: OrganizationRole): Actor {
  return { userId: caller.userId, role, via: caller.via, tokenId: caller.tokenId };
}

function forbidden(role: OrganizationRole, askForAccess: string | null = null): RejectedError {
  const advice = askForAccess === null ? "" : ` Ask ${askForAccess} for access.`;
  return new RejectedError("forbidden", `Your role, ${role}, does not allow this.${advice}`);
}

/**
 * The rank with which the caller may manage permissions, for every solution named.
 * @throws RejectedError where one is named twice, is not in the organization, or is not theirs to manage.
 */
export async function standingInSolutions(
  context: QueryContext,
  { role }: Standing,
  organizationId: string,
  solutionIds: readonly string[],
): Promise<ReadonlyMap<string, SolutionRole>> {
  if (solutionIds.length === 0) return new Map();
  requireScope(context, "solutions:permissions");
  if (new Set(solutionIds).size < solutionIds.length) {
    throw new RejectedError("invalid-input", "A solution is named twice.");
  }
  const known = await findSolutionStandings(
    context.services.pool,
    organizationId,
    context.caller.userId,
    solutionIds,
  );
  const ranks = new Map<string, SolutionRole>();
  for (const solutionId of solutionIds) {
    const solution = known.get(solutionId);
    if (solution === undefined) throw notFound(`solution ${solutionId}`);
    const { solutionRole } = solution;
    const authority = solutionAuthority(role, solutionRole);
    if (!maySolution("solutions:permissions", role, solutionRole) || authority === undefined) {
      const detail = `Your role does not allow you to assign solution ${solutionId}.`;
      throw new RejectedError("forbidden", detail);
    }
    ranks.set(solutionId, authority);
  }
  return ranks;
}

/**
 * What callers who stay connected may see now: credentials, memberships and solution roles of all of
 * them, asked anew with a few queries for all. Checking a credential does not count as using it.
 */
import { maySeeChange, type Viewer } from "../../domain/shown-changes.ts";
import { inScope, reach } from "../../domain/rights.ts";
import type { ChangeRow } from "../../projections/changes/changes.ts";
import { findActiveRoles, findSolutionRoles } from "../../projections/directory/queries/viewers.ts";
import { pairId } from "../../projections/engine/working-set.ts";
import { authorize } from "../kit/authorize.ts";
import type { Caller, QueryContext } from "../kit/context.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";

/** A caller who looks at one organization. */
export interface Looking {
  readonly caller: Caller;
  readonly organizationId: string;
}

/** Does the caller see this change? */
export type Sight = (change: ChangeRow) => boolean;

/** @throws RejectedError to whoever may not look at all */
export async function requireChangesInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  await authorize(context, organizationId, "users:view");
}

/** For those who may look at all; who is not among them must be let go. */
export async function sightOf<Who extends Looking>(
  services: Authentication,
  looking: readonly Who[],
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<Who, Sight>> {
  if (looking.length === 0) return new Map();
  const viewers = await viewersAmong(services, looking);
  const solutionRoles = await solutionRolesOf(services, viewers, changes);
  return new Map(
    [...viewers].map(([who, viewer]) => [
      who,
      (change) =>
        change.organizationId === who.organizationId &&
        maySeeChange(
          viewer,
          change,
          solutionRoles.get(pairId(change.solutionId ?? "", viewer.userId)),
        ),
    ]),
  );
}

async function viewersAmong<Who extends Looking>(
  services: Authentication,
  looking: readonly Who[],
): Promise<ReadonlyMap<Who, Viewer>> {
  const asked = looking.map(({ organizationId, caller: { userId } }) => ({
    organizationId,
    userId,
  }));
  const [living, members] = await Promise.all([
    livingCredentials(
      services,
      looking.map(({ caller }) => caller),
    ),
    findActiveRoles(services.pool, asked),
  ]);
  const roles = new Map(
    members.map(({ organizationId, userId, role }) => [pairId(organizationId, userId), role]),
  );
  const viewers = new Map<Who, Viewer>();
  for (const who of looking) {
    const { userId, scopes } = who.caller;
    const role = roles.get(pairId(who.organizationId, userId));
    if (role === undefined || !living.has(who.caller)) continue;
    if (reach("users:view", role) === "none" || !inScope("users:view", scopes)) continue;
    viewers.set(who, { userId, role, scopes });
  }
  return viewers;
}

/** The roles, by solution and user, of those for whom they count. */
async function solutionRolesOf(
  { pool }: Authentication,
  viewers: ReadonlyMap<Looking, Viewer>,
  changes: readonly ChangeRow[],
) {
  const userIds = [...viewers.values()]
    .filter(({ role }) => reach("solutions:view", role) === "own")
    .map(({ userId }) => userId);
  const solutionIds = new Set(changes.flatMap(({ solutionId }) => solutionId ?? []));
  const found =
    userIds.length === 0 || solutionIds.size === 0
      ? []
      : await findSolutionRoles(pool, userIds, [...solutionIds]);
  return new Map(
    found.map(({ solutionId, userId, role }) => [pairId(solutionId, userId), role] as const),
  );
}

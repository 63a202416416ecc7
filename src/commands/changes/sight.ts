/**
 * Decides which changes the connected callers may see now. A few queries read the credentials,
 * memberships and solution roles of all of them. Checking a credential does not count as using it.
 */
import { maySeeChange, type Viewer } from "../../domain/shown-changes.ts";
import { inScope, reach } from "../../domain/rights.ts";
import { type ChangeRow, changes as keptChanges } from "../../projections/changes/changes.ts";
import { findOpenRoles, findSolutionRoles } from "../../projections/directory/queries/viewers.ts";
import { pairId } from "../../projections/engine/working-set.ts";
import { authorize, ownScope, requireShown } from "../kit/authorize.ts";
import type { Caller, QueryContext } from "../kit/context.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";

/** A caller who watches one organization. */
export interface Connection {
  readonly caller: Caller;
  readonly organizationId: string;
}

/** Does the caller see this change? */
export type MaySee = (change: ChangeRow) => boolean;

/** @throws RejectedError unless the caller may view users */
export async function requireChangesInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  requireShown(await authorize(context, organizationId, "users:view"), keptChanges);
}

/** Filters for the connections that may see changes at all. The others must be closed. */
export async function sightOf<Each extends Connection>(
  services: Authentication,
  connections: readonly Each[],
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<Each, MaySee>> {
  if (connections.length === 0) return new Map();
  const viewers = await viewersAmong(services, connections);
  const solutionRoles = await solutionRolesOf(services, viewers, changes);
  return new Map(
    [...viewers].map(([connection, viewer]) => [
      connection,
      (change) =>
        change.organizationId === connection.organizationId &&
        maySeeChange(
          viewer,
          change,
          solutionRoles.get(pairId(change.solutionId ?? "", viewer.userId)),
        ),
    ]),
  );
}

async function viewersAmong<Each extends Connection>(
  services: Authentication,
  connections: readonly Each[],
): Promise<ReadonlyMap<Each, Viewer>> {
  const callers = connections.map(({ caller }) => caller);
  const living = await livingCredentials(services, callers);
  const alive = connections.flatMap((connection) => {
    const caller = living.get(connection.caller);
    return caller === undefined ? [] : [{ connection, own: ownScope({ caller }) }];
  });
  const roles = await findOpenRoles(
    services.pool,
    alive.map(({ connection: { organizationId }, own }) => ({ organizationId, own })),
  );
  const viewers = new Map<Each, Viewer>();
  for (const [index, { connection }] of alive.entries()) {
    const { userId, scopes } = connection.caller;
    const role = roles[index];
    if (role === undefined) continue;
    if (reach("users:view", role) === "none" || !inScope("users:view", scopes)) continue;
    viewers.set(connection, { userId, role, scopes });
  }
  return viewers;
}

/** Solution roles by solution and user, for viewers who see only their own solutions. */
async function solutionRolesOf(
  { pool }: Authentication,
  viewers: ReadonlyMap<Connection, Viewer>,
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

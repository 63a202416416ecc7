/** Decides which changes the connected callers may see now, with a few queries for all of them. */
import { maySeeChange, type Viewer, watchPermissions } from "../../domain/shown-changes.ts";
import { inScope, reach } from "../../domain/rights.ts";
import { type ChangeRow, changes as keptChanges } from "../../projections/changes/changes.ts";
import { findSolutionRoles } from "../../projections/directory/queries/viewers.ts";
import { pairId } from "../../projections/engine/working-set.ts";
import { authorize, requireShown } from "../kit/authorize.ts";
import type { QueryContext } from "../kit/context.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { type Connection, stillAllowed } from "../sign-in/connections.ts";

/** Does the caller see this change? */
type MaySee = (change: ChangeRow) => boolean;

/** @throws RejectedError unless the caller may view users or read the log */
export async function requireChangesInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  const { scopes } = context.caller;
  const permission = watchPermissions.find((each) => inScope(each, scopes)) ?? "users:view";
  requireShown(await authorize(context, organizationId, permission), keptChanges);
}

/** Filters for the connections that may see changes at all. The others must be closed. */
export async function sightOf<Each extends Connection>(
  services: Authentication,
  connections: readonly Each[],
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<Each, MaySee>> {
  const viewers = await stillAllowed(services, connections, watchPermissions, keptChanges);
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

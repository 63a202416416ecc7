/**
 * Which of many connected callers still may what they connected for. A few queries ask the credentials and
 * memberships of all of them. Checking a credential does not count as using it.
 */
import { inScope, type Permission, reach } from "../../domain/rights.ts";
import type { Viewer } from "../../domain/shown-changes.ts";
import { findOpenRoles } from "../../projections/directory/queries/viewers.ts";
import type { Projection } from "../../projections/engine/projection.ts";
import { ownScope } from "../kit/authorize.ts";
import type { Caller } from "../kit/context.ts";
import { type Authentication, livingCredentials } from "./authenticate.ts";

/** A caller who stays connected for one organization. */
export interface Connection {
  readonly caller: Caller;
  readonly organizationId: string;
}

/** May the member do one of these? */
function mayAny(
  permissions: readonly Permission[],
  { role, scopes }: Pick<Viewer, "role" | "scopes">,
): boolean {
  return permissions.some((each) => reach(each, role) !== "none" && inScope(each, scopes));
}

/**
 * The connections whose callers have one of the permissions now, each with the caller's role.
 * @param shown the projection that must not have set the organization aside
 */
export async function stillAllowed<Each extends Connection>(
  services: Authentication,
  connections: readonly Each[],
  permissions: readonly Permission[],
  shown: Projection,
): Promise<ReadonlyMap<Each, Viewer>> {
  if (connections.length === 0) return new Map();
  const living = await livingCredentials(
    services,
    connections.map(({ caller }) => caller),
  );
  const alive = connections.flatMap((connection) => {
    const caller = living.get(connection.caller);
    return caller === undefined ? [] : [{ connection, own: ownScope({ caller }) }];
  });
  const roles = await findOpenRoles(
    services.pool,
    alive.map(({ connection: { organizationId }, own }) => ({ organizationId, own })),
    shown.name,
  );
  const allowed = new Map<Each, Viewer>();
  for (const [index, { connection }] of alive.entries()) {
    const { userId, scopes } = connection.caller;
    const role = roles[index];
    if (role === undefined || !mayAny(permissions, { role, scopes })) continue;
    allowed.set(connection, { userId, role, scopes });
  }
  return allowed;
}

/** The names of people whom an answer names by id, as far as its caller may see them. */
import { inScope, rolesThatMay } from "../../domain/rights.ts";
import { openOrganizations } from "../../projections/directory/queries/organizations.ts";
import { namesOf, type PersonName } from "../../projections/engine/people-names.ts";
import { ownScope } from "./authorize.ts";
import type { QueryContext } from "./context.ts";

/** Of members of the organization, or else of any in which the caller may view users. */
export async function namesInView(
  context: QueryContext,
  userIds: readonly string[],
  organizationId?: string,
): Promise<ReadonlyMap<string, PersonName>> {
  if (!inScope("users:view", context.caller.scopes)) return new Map();
  const { pool } = context.services;
  const own = ownScope(context);
  const within = { ...own, only: own.only ?? organizationId };
  const organizationIds = await openOrganizations(pool, within, rolesThatMay("users:view"));
  return organizationIds.length === 0 ? new Map() : namesOf(pool, organizationIds, userIds);
}

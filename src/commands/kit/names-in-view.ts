/** The names of people whom an answer names by id, as far as its caller may see them. */
import { inScope, rolesThatMay } from "../../domain/rights.ts";
import { namesIn, namesInViewOf, type PersonName } from "../../projections/engine/people-names.ts";
import { ownScope } from "./authorize.ts";
import type { QueryContext } from "./context.ts";

const roles = rolesThatMay("users:view");

/** Of members of the organization, or else of any in which the caller may view users. */
export async function namesInView(
  context: QueryContext,
  userIds: readonly string[],
  organizationId?: string,
): Promise<ReadonlyMap<string, PersonName>> {
  const { caller, services } = context;
  if (!inScope("users:view", caller.scopes)) return new Map();
  const { pool } = services;
  const viewer = { own: ownScope(context), roles };
  const only = viewer.own.only ?? organizationId;
  if (only === undefined) return namesInViewOf(pool, viewer, userIds);
  return namesIn(pool, only, userIds, viewer);
}

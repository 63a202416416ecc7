/** Whom the caller may see: people of the organizations where they may view users. */
import { rolesThatMay } from "../../domain/rights.ts";
import { organizationsWithRole } from "../../projections/directory/queries/people.ts";
import { requireScope } from "../kit/authorize.ts";
import type { Caller, Services } from "../kit/context.ts";

/** @throws Refused `scope-missing` */
export async function organizationsInView(
  { pool }: Pick<Services, "pool">,
  caller: Caller,
): Promise<string[]> {
  requireScope(caller, "users:view");
  const roles = rolesThatMay("users:view");
  return organizationsWithRole(pool, caller.userId, roles, caller.organizationId);
}

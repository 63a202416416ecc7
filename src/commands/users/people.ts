/** The people the caller may see: themselves, and those of organizations where they may view users. */
import { rolesThatMay } from "../../domain/rights.ts";
import { openOrganizations } from "../../projections/directory/queries/organizations.ts";
import { listPeople } from "../../projections/directory/queries/people.ts";
import { readUser, type User } from "../../projections/directory/queries/users.ts";
import { ownScope, requireScope } from "../kit/authorize.ts";
import type { QueryContext } from "../kit/context.ts";
import { notFound, RejectedError } from "../kit/rejected-error.ts";

/** @throws RejectedError `scope-missing` */
export async function organizationsInView(context: QueryContext): Promise<string[]> {
  requireScope(context, "users:view");
  const roles = rolesThatMay("users:view");
  return openOrganizations(context.services.pool, ownScope(context), roles);
}

/** A person by id; undefined if the caller may not see them. */
export async function personInView(
  context: QueryContext,
  userId: string,
): Promise<User | undefined> {
  const { pool } = context.services;
  if (userId === context.caller.userId) return readUser(pool, ownScope(context));
  const organizationIds = await organizationsInView(context);
  return (await listPeople(pool, { organizationIds, userIds: [userId], limit: 1 })).items[0];
}

/**
 * For what people see and change only of themselves.
 * @param userId may be `me`
 * @throws RejectedError `forbidden` for a person whom the caller may see, otherwise `not-found`
 */
export async function requireSelf(context: QueryContext, userId: string): Promise<void> {
  if (userId === "me" || userId === context.caller.userId) return;
  if ((await personInView(context, userId)) === undefined) throw notFound("user");
  throw new RejectedError("forbidden", "People's settings are for themselves only.");
}

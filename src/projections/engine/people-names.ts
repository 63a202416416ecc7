/** The names of people whom an answer names by id, looked up when it is read: a rename rewrites no rows. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { queriesOver, type RowOf, rowsOf } from "./read-model.ts";

/** What the API shows of such a person. */
export const personName = z
  .object({
    name: z.string().optional(),
    erased: z.literal(true).optional().describe("The person was erased."),
  })
  .meta({ id: "PersonName" });
export type PersonName = z.output<typeof personName>;

/** `people` of a page or a resource. */
export const people = z
  .record(id, personName)
  .describe("The people named by id here, as far as the caller may see their names.");

const queries = queriesOver<{ users: RowOf<"users">; members: RowOf<"members"> }>();

/**
 * What the organizations know of these people: of members the name, if they have one, and who was erased.
 * The others, such as former members and the system, are left out.
 * @param organizationIds those in which the caller may see people
 */
export async function namesOf(
  pool: pg.Pool,
  organizationIds: readonly string[],
  userIds: Iterable<string>,
): Promise<ReadonlyMap<string, PersonName>> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return new Map();
  const isOneOf = (column: string, ids: readonly string[]) =>
    sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;
  const members = queries
    .selectFrom("members")
    .select(["user_id as userId", "name", sql<boolean>`false`.as("erased")])
    // Who has not accepted yet shows what the inviter wrote, but only if no organization knows more.
    .select(sql<boolean>`status = 'INVITED'`.as("isInvited"))
    .where(isOneOf("user_id", wanted))
    .where(isOneOf("organization_id", organizationIds));
  const erased = queries
    .selectFrom("users")
    .select(["user_id as userId", sql<null>`null`.as("name"), sql<boolean>`true`.as("erased")])
    .select(sql<boolean>`false`.as("isInvited"))
    .where(isOneOf("user_id", wanted))
    .where("email", "is", null);
  const found = members.unionAll(erased).orderBy("erased").orderBy("isInvited", "desc");
  const rows = await rowsOf(pool, found, "people's names");
  // The last one counts.
  return new Map(
    rows.flatMap(({ userId, name, erased }): [string, PersonName][] => {
      if (erased) return [[userId, { erased }]];
      return name === null ? [] : [[userId, { name }]];
    }),
  );
}

/** The names of people whom an answer names by id, looked up when it is read: a rename rewrites no rows. */
import type pg from "pg";
import { z } from "zod";
import { id } from "../../domain/primitives.ts";

/** What the API shows of such a person. */
export const personName = z
  .object({
    name: z.string().optional().describe("The name, or else the address."),
    erased: z.literal(true).optional().describe("The person was erased."),
  })
  .meta({ id: "PersonName" });

export type PersonName = z.output<typeof personName>;

/** `people` of a page or a resource: those whom it names by id and whose names the caller may see. */
export const people = z
  .record(id, personName)
  .meta({ description: "The people named by id here, as far as the caller may see their names." });

/**
 * What the organizations know of these people: of members the name, and who was erased. The others, such as
 * former members and the system, are left out.
 * @param organizationIds those in which the caller may see people
 */
export async function namesOf(
  pool: pg.Pool,
  organizationIds: readonly string[],
  userIds: Iterable<string>,
): Promise<ReadonlyMap<string, PersonName>> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return new Map();
  const { rows } = await pool.query<{ userId: string; name: string | null; erased: boolean }>({
    name: "people's names",
    // A member who has not accepted yet shows what the inviter wrote, but only if no organization knows more.
    text: `select wanted.id as "userId", known.name,
                  exists (select from users u where u.user_id = wanted.id and u.email is null) as erased
           from unnest($2::uuid[]) as wanted(id)
           left join lateral (
             select coalesce(m.name, m.email) as name from members m
             where m.user_id = wanted.id and m.organization_id = any($1::uuid[])
             order by m.status = 'INVITED', m.created_at limit 1
           ) known on true`,
    values: [organizationIds, wanted],
  });
  return new Map(
    rows.flatMap(({ userId, name, erased }): [string, PersonName][] => {
      if (erased) return [[userId, { erased: true }]];
      return name === null ? [] : [[userId, { name }]];
    }),
  );
}

/** The names of people whom an answer names by id, looked up when it is read: a rename rewrites no rows. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { groupedRead } from "../../platform/group-reads.ts";
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

interface AskedNames {
  readonly organizationId: string;
  readonly userIds: readonly string[];
}

/** What one organization knows of a few people, as `namesOf` says it. */
export function namesIn(
  pool: pg.Pool,
  organizationId: string,
  userIds: Iterable<string>,
): Promise<ReadonlyMap<string, PersonName>> {
  return readNames(pool, { organizationId, userIds: [...new Set(userIds)] });
}

const readNames = groupedRead(async (pool: pg.Pool, asked: readonly AskedNames[]) => {
  const pairs = asked.flatMap(({ organizationId, userIds }, place) =>
    userIds.map((userId) => ({ place, organizationId, userId })),
  );
  const { rows } = await pool.query<Found & { readonly place: number }>({
    name: "people's names in organizations",
    text: `select w.place, w.user_id as "userId", m.name, u.user_id is not null as erased
           from unnest($1::integer[], $2::uuid[], $3::uuid[]) as w(place, organization_id, user_id)
           left join members m on m.organization_id = w.organization_id and m.user_id = w.user_id
           left join users u on u.user_id = w.user_id and u.email is null`,
    values: [
      pairs.map(({ place }) => place),
      pairs.map(({ organizationId }) => organizationId),
      pairs.map(({ userId }) => userId),
    ],
  });
  const found = Map.groupBy(rows, ({ place }) => place);
  return asked.map((_, place) => namesAmong(found.get(place) ?? []));
});

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
  // The last one counts.
  return namesAmong(await rowsOf(pool, found, "people's names"));
}

interface Found {
  readonly userId: string;
  readonly name: string | null;
  readonly erased: boolean;
}

function namesAmong(rows: readonly Found[]): ReadonlyMap<string, PersonName> {
  return new Map(
    rows.flatMap(({ userId, name, erased }): [string, PersonName][] => {
      if (erased) return [[userId, { erased }]];
      return name === null ? [] : [[userId, { name }]];
    }),
  );
}

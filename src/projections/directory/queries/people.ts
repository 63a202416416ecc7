/**
 * People whom the caller may view: members of the organizations in which the caller may view users.
 * Only what those organizations know of a person is shown: counts cover memberships there, and a person
 * who has not accepted shows what the inviter wrote.
 */
import { sql } from "kysely";
import type pg from "pg";
import { type Cursor, isBeyond, type Page, type PageRequest } from "../../engine/page.ts";
import { present } from "../../engine/read-model.ts";
import { maxCounted, readPage } from "../../engine/read-page.ts";
import { directoryQueries, type MemberRow } from "../rows.ts";
import { conditionsOf } from "./member-filter.ts";
import type { User } from "./users.ts";

interface PeopleQuery extends PageRequest {
  /** The organizations in which the caller may view users. */
  readonly organizationIds: readonly string[];
  readonly search?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
}

/** In the order in which they were created (ids are of version 7). */
export async function listPeople(pool: pg.Pool, query: PeopleQuery): Promise<Page<User>> {
  const found = known(query.organizationIds, firstPeople(query, query.limit + 1, query.after));
  return readPage(pool, found, query, {
    by: ["f.user_id"],
    counted: firstPeople(query, maxCounted + 1, undefined),
    item: shown,
    cursor: ({ userId }) => [userId],
  });
}

/** Reads so many of each organization by its index, and takes the first of all of them. */
function firstPeople(query: PeopleQuery, count: number, after: Cursor | undefined) {
  const conditions = conditionsOf(query, "m.role");
  const organizations = sql<{ id: string }>`unnest(${query.organizationIds}::uuid[])`;
  return directoryQueries
    .selectFrom(organizations.as<"o">(sql`o(id)`))
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom("members as m")
          .select("m.user_id")
          .whereRef("m.organization_id", "=", "o.id")
          .where(({ and }) => and(conditions))
          .where(isBeyond(["m.user_id"], ">", after))
          .orderBy("m.user_id")
          .limit(count)
          .as("m"),
      (join) => join.onTrue(),
    )
    .select("m.user_id")
    .distinct()
    .orderBy("m.user_id")
    .limit(count);
}

/** What the organizations know of the people found. */
function known(organizationIds: readonly string[], found: ReturnType<typeof firstPeople>) {
  return directoryQueries
    .selectFrom(found.as("f"))
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom("members as m")
          .select([best("email").as("email"), best("name").as("name")])
          .select([best("first_name").as("firstName"), best("last_name").as("lastName")])
          .select(({ fn }) => [
            fn.min("m.created_at").as("createdAt"),
            fn.max("m.updated_at").as("updatedAt"),
            sql<boolean>`bool_or(m.status <> 'INVITED')`.as("hasAccepted"),
            sql<string>`(array_agg(m.created_by order by m.created_at))[1]`.as("createdBy"),
            sql<string>`(array_agg(m.updated_by order by m.updated_at desc))[1]`.as("updatedBy"),
            sql<number>`(count(*) filter (where m.status = 'ACTIVE'))::integer`.as("organizations"),
            sql<number>`coalesce(sum(m.solution_count) filter (where m.status = 'ACTIVE'), 0)::integer`.as(
              "solutions",
            ),
          ])
          .whereRef("m.user_id", "=", "f.user_id")
          .where("m.organization_id", "=", ({ fn, val }) => fn.any(val(organizationIds)))
          .as("known"),
      (join) => join.onTrue(),
    )
    .leftJoin("users as u", (join) =>
      join.onRef("u.user_id", "=", "f.user_id").on("known.hasAccepted", "=", true),
    )
    .select(["f.user_id as userId", "u.avatar_url as avatarUrl", "u.phone"])
    .select(["known.email", "known.name", "known.firstName", "known.lastName"])
    .select(["known.organizations", "known.solutions", "known.createdAt", "known.createdBy"])
    .select(["known.updatedAt", "known.updatedBy"]);
}

/** The value in the person's oldest membership; one that they accepted goes before an invitation. */
const best = (column: keyof MemberRow) =>
  sql<
    string | null
  >`(array_agg(${sql.ref(`m.${column}`)} order by m.status = 'INVITED', m.created_at))[1]`;

type Row = Awaited<ReturnType<ReturnType<typeof known>["execute"]>>[number];

function shown(row: Row): User {
  const { organizations, solutions, ...person } = present(row);
  const statistics = { organizationCount: organizations, solutionCount: solutions };
  return { ...person, statistics };
}

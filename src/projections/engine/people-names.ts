/** The names of people whom an answer names by id, looked up when it is read: a rename rewrites no rows. */
import { type RawBuilder, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { givenArrayOf, givenArrays } from "../../platform/database/given-array.ts";
import { id } from "../../domain/primitives.ts";
import { groupedRead } from "../../platform/group-reads.ts";
import {
  askers,
  askerValues,
  credentialOfAsker,
  isOpen,
  membershipsOfAskers,
  type OwnScope,
} from "./open-memberships.ts";
import { type Given, prepared } from "./prepared.ts";
import { queriesOver, type RowOf } from "./read-model.ts";

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

/** Who asks, and with which roles one may see people. */
interface Viewer {
  readonly own: OwnScope;
  readonly roles: readonly string[];
}

interface AskedNames {
  readonly organizationId: string;
  readonly userIds: readonly string[];
  /** Names are found only if the organization is open to them; undefined: the caller has asked for it. */
  readonly viewer: Viewer | undefined;
}

/** What one organization knows of a few people, as `namesOf` says it; nothing if the viewer may not see it. */
export function namesIn(
  pool: pg.Pool,
  organizationId: string,
  userIds: Iterable<string>,
  viewer?: Viewer,
): Promise<ReadonlyMap<string, PersonName>> {
  return readNames(pool, { organizationId, userIds: [...new Set(userIds)], viewer });
}

const readNames = groupedRead((pool: pg.Pool, asked: readonly AskedNames[]) =>
  readPlaced(pool, asked, {
    name: "people's names in organizations",
    text: `select a.place, w.user_id as "userId", p.name, u.user_id is not null as erased
           from ${askers({ organization_id: "uuid", roles: "text" })}
           join unnest(${givenArrays(10, "integer", "uuid")}) as w(place, user_id) on w.place = a.place
           left join members p on p.organization_id = a.organization_id and p.user_id = w.user_id
           left join users u on u.user_id = w.user_id and u.email is null
           where a.user_id is null or exists (
             select from members m join organizations o using (organization_id)
             where m.organization_id = a.organization_id and m.user_id = a.user_id
               and m.role = any(string_to_array(a.roles, ' ')) and ${isOpen(credentialOfAsker)})`,
    values: [
      ...askerValues(asked.map(({ viewer }) => viewer?.own)),
      asked.map(({ organizationId }) => organizationId),
      asked.map(({ viewer }) => viewer?.roles.join(" ")),
    ],
  }),
);

interface AskedView {
  readonly viewer: Viewer;
  readonly userIds: readonly string[];
}

/** What all organizations in which the viewer may see people know of a few of them, as `namesOf` says it. */
export function namesInViewOf(
  pool: pg.Pool,
  viewer: Viewer,
  userIds: Iterable<string>,
): Promise<ReadonlyMap<string, PersonName>> {
  return readNamesInView(pool, { viewer, userIds: [...new Set(userIds)] });
}

/**
 * Organizations are opened once for each who asks, so that it costs no more than one seek for each person.
 * `namesIn` opens one alone: whoever reads a page of one may be in thousands.
 */
const readNamesInView = groupedRead((pool: pg.Pool, asked: readonly AskedView[]) =>
  readPlaced(pool, asked, {
    name: "people's names in view",
    text: `with opened as materialized (
             select a.place, array_agg(m.organization_id) as ids
             from ${askers({ roles: "text" })}
             ${membershipsOfAskers}
             join organizations o on o.organization_id = m.organization_id
             where (a.only_id is null or m.organization_id = a.only_id)
               and m.role = any(string_to_array(a.roles, ' ')) and ${isOpen(credentialOfAsker)}
             group by a.place)
           select a.place, w.user_id as "userId", p.name, u.user_id is not null as erased
           from opened a
           join unnest(${givenArrays(9, "integer", "uuid")}) as w(place, user_id) on w.place = a.place
           left join users u on u.user_id = w.user_id and u.email is null
           left join lateral (
             select p.name from members p
             where p.user_id = w.user_id and p.organization_id = any(a.ids) and p.name is not null
             -- Who has not accepted yet shows what the inviter wrote, but only if no organization knows more.
             order by p.status = 'INVITED' limit 1
           ) p on true`,
    values: [
      ...askerValues(asked.map(({ viewer }) => viewer.own)),
      asked.map(({ viewer }) => viewer.roles.join(" ")),
    ],
  }),
);

interface Statement {
  readonly name: string;
  /** Its rows have the `place` of who asked. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Executes the statement, whose last two parameters are the place and the id of each person asked for. */
async function readPlaced(
  pool: pg.Pool,
  asked: readonly { readonly userIds: readonly string[] }[],
  { values, ...statement }: Statement,
): Promise<ReadonlyMap<string, PersonName>[]> {
  const named = asked.flatMap(({ userIds }, place) => userIds.map((userId) => ({ place, userId })));
  const people = [named.map(({ place }) => place), named.map(({ userId }) => userId)];
  const { rows } = await pool.query<Found & { readonly place: number }>({
    ...statement,
    values: [...values, ...people],
  });
  const found = Map.groupBy(rows, ({ place }) => place);
  return asked.map((_, place) => namesAmong(found.get(place) ?? []));
}

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
  // The last one counts.
  return namesAmong(await readKnownNames(pool, { organizationIds, wanted }));
}

type Ids = readonly string[];
type WantedNames = Given<{ readonly organizationIds: Ids; readonly wanted: Ids }>;

const readKnownNames = prepared("people's names", ({ organizationIds, wanted }: WantedNames) => {
  const isOneOf = (column: string, ids: RawBuilder<Ids>) =>
    sql<boolean>`${sql.ref(column)} = any(${givenArrayOf(ids, "uuid")})`;
  const members = queries
    .selectFrom("members as m")
    // Joined, so that each person is looked up: with both lists as conditions, PostgreSQL would read the
    // largest organization's index to its end.
    .innerJoin(
      sql<{ readonly user_id: string }>`unnest(${givenArrayOf(wanted, "uuid")})`.as<"w">(
        sql`w(user_id)`,
      ),
      (join) => join.onRef("w.user_id", "=", "m.user_id"),
    )
    .select(["m.user_id as userId", "m.name", sql<boolean>`false`.as("erased")])
    // Who has not accepted yet shows what the inviter wrote, but only if no organization knows more.
    .select(sql<boolean>`m.status = 'INVITED'`.as("isInvited"))
    .where(isOneOf("m.organization_id", organizationIds));
  const erased = queries
    .selectFrom("users")
    .select(["user_id as userId", sql<null>`null`.as("name"), sql<boolean>`true`.as("erased")])
    .select(sql<boolean>`false`.as("isInvited"))
    .where(isOneOf("user_id", wanted))
    .where("email", "is", null);
  return members.unionAll(erased).orderBy("erased").orderBy("isInvited", "desc");
});

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

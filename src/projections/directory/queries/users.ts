/** Reads a person's own account, and names for operators. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { givenArrayOf } from "../../../platform/database/given-array.ts";
import { id } from "../../../domain/primitives.ts";
import { groupedRead } from "../../../platform/group-reads.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { revision, selectedStamps, stamps } from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { directoryQueries } from "../rows.ts";
import { displayName } from "../text.ts";

/** A person, as they or others see them. */
export const user = z
  .object({
    userId: id,
    email: z.string().optional(),
    name: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    avatarUrl: z.string().optional(),
    phone: z.string().optional(),
    defaultOrganizationId: id.optional(),
    statistics: z
      .object({ organizationCount: z.int(), solutionCount: z.int() })
      .describe("Active memberships, and the solutions assigned in them."),
    ...stamps,
    revision: revision.optional().describe("Only of the caller's own account."),
  })
  .meta({ id: "User" });
export type User = z.output<typeof user>;

type Account = User & { readonly revision: number; readonly emailProved: boolean };

/** A credential for one organization shows only that one's counts. */
type AskedAccount = Pick<OwnScope, "userId" | "only">;

/** The caller's own account. */
export function readUser(pool: pg.Pool, { userId, only }: OwnScope): Promise<Account | undefined> {
  return readAccount(pool, { userId, only });
}

const readAccount = groupedRead(
  async (pool: pg.Pool, asked: readonly AskedAccount[]): Promise<(Account | undefined)[]> => {
    const rows = await readAccountRows(pool, {
      userIds: asked.map(({ userId }) => userId),
      only: asked.map(({ only }) => only),
    });
    const keyOf = ({ userId, only }: { userId: string; only: string | null | undefined }) =>
      `${userId} ${only ?? ""}`;
    // Once for each row, because to show a row changes it.
    const shown = rows.map((row) => ({ key: keyOf(row), account: shownAccount(row) }));
    const found = new Map(shown.map(({ key, account }) => [key, account]));
    return asked.map((each) => found.get(keyOf(each)));
  },
);

type AskedAccounts = Given<{
  readonly userIds: readonly string[];
  readonly only: readonly (string | undefined)[];
}>;

const readAccountRows = prepared("accounts", ({ userIds, only }: AskedAccounts) => {
  const wanted = sql<{ readonly user_id: string; readonly organization_id: string | null }>`
    unnest(${givenArrayOf(userIds, "uuid")}, ${givenArrayOf(only, "uuid")})`;
  return (
    directoryQueries
      .selectFrom(wanted.as<"w">(sql`w(user_id, organization_id)`))
      .innerJoin("users as u", "u.user_id", "w.user_id")
      // A default organization counts only while its user is active in it.
      .leftJoinLateral(activeIn("u.default_organization_id").as("chosen"), (join) =>
        join.on(({ or, eb, ref }) =>
          or([
            eb("w.organization_id", "is", null),
            eb("w.organization_id", "=", ref("chosen.organization_id")),
          ]),
        ),
      )
      .leftJoinLateral(activeIn("w.organization_id").as("one"), (join) => join.onTrue())
      .select(["u.user_id as userId", "u.email", "u.given_name", "u.first_name", "u.last_name"])
      .select(["u.avatar_url as avatarUrl", "u.phone", "u.email_proved_at as emailProvedAt"])
      .select("chosen.organization_id as defaultOrganizationId")
      .select(["u.organization_count as organizationCount", "u.solution_count as solutionCount"])
      .select([
        "w.organization_id as only",
        "one.organization_id as one",
        "one.solution_count as solutionCountInOne",
      ])
      .select(selectedStamps("u"))
  );
});

/**
 * The active membership of the user `u` in an organization. Limited, so that it is looked up: a plan that was
 * kept while there were few members would otherwise read all of them.
 */
function activeIn(organizationId: string) {
  return directoryQueries
    .selectFrom("members as m")
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .select(["m.organization_id", "m.solution_count"])
    .where("m.status", "=", "ACTIVE")
    .where("m.user_id", "=", sql.ref<string>("u.user_id"))
    .where("m.organization_id", "=", sql.ref<string>(organizationId))
    .limit(sql.lit(1));
}

type AccountRow = Awaited<ReturnType<typeof readAccountRows>>[number];

function shownAccount(row: AccountRow): Account {
  const name = displayName(row) ?? undefined;
  const { given_name: _, first_name, last_name, emailProvedAt, ...rest } = present(row);
  const { organizationCount, solutionCount, only, one, solutionCountInOne = 0, ...shown } = rest;
  return {
    ...shown,
    name,
    firstName: first_name,
    lastName: last_name,
    statistics:
      only === undefined
        ? { organizationCount, solutionCount }
        : { organizationCount: one === undefined ? 0 : 1, solutionCount: solutionCountInOne },
    emailProved: emailProvedAt !== undefined,
  };
}

/** The address as it was first registered; undefined if the person was erased. */
export async function readAddress(pool: pg.Pool, userId: string): Promise<string | undefined> {
  return (await readAddressOf(pool, { userId }))[0]?.email ?? undefined;
}

const readAddressOf = prepared("address", ({ userId }: Given<{ readonly userId: string }>) =>
  directoryQueries.selectFrom("users").select("email").where("user_id", "=", userId),
);

/** The names or else the addresses of those who were not erased, by user id, whoever they are. */
export async function namesForOperators(
  pool: pg.Pool,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const query = directoryQueries
    .selectFrom("users")
    .select(["user_id", "email", "given_name", "first_name", "last_name"])
    .where("user_id", "=", ({ fn, val }) => fn.any(val(userIds)));
  const rows = await rowsOf(pool, query);
  const named = rows.map((row) => [row.user_id, displayName(row) ?? row.email] as const);
  return new Map(named.flatMap(([id, name]) => (name === null ? [] : [[id, name]])));
}

/**
 * What a page or a look-up reads does not grow with the organization. PostgreSQL counts the blocks that it
 * touches, for the plan that it keeps for a prepared statement, too.
 */
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMembers, memberSorts } from "../../../src/projections/directory/queries/members.ts";
import { namesInViewOf, namesOf } from "../../../src/projections/engine/people-names.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { scopeOf } from "../../support/scopes.ts";

const members = 20_000;
const large = "01900000-0000-7000-8000-000000000000";
const now = "2026-01-01T00:00:00.000Z";
/** A member of all organizations. */
const everywhere = "01900000-0000-7000-8004-000000000000";
const memberId = (index: number) => `01900000-0000-7000-8001-${index.toString().padStart(12, "0")}`;

/** Some for each row of a page: the way down two indexes, and a block for the row. */
const blocksOfPage = 150;
const blocksOfLookUp = 20;

let database: TestDatabase;

/** One large organization among many small ones, as a service has them: the usual one has four members. */
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    `insert into members (organization_id, user_id, role, status, name, sort_name, email_key, search_text,
       invite_sent_count, solutions, solution_count, created_at, created_by, updated_at, updated_by, revision)
     select o, u, case when i % 10 = 3 then 'CREATOR' else 'USER' end,
            case when i % 20 = 9 then 'INVITED' else 'ACTIVE' end,
            'Name' || i, 'name' || i, i || '@example.com', 'name' || i, 0, '{}', 0, $2, u, $2, u, 0
     from (
       select i, $1::uuid as o, ('01900000-0000-7000-8001-' || lpad(i::text, 12, '0'))::uuid as u
       from generate_series(0, $3 - 1) i
       union all
       select i, ('01900000-0000-7000-8002-' || lpad((i / 3)::text, 12, '0'))::uuid,
              ('01900000-0000-7000-8003-' || lpad(i::text, 12, '0'))::uuid
       from generate_series(0, 899) i
       union all
       select 0, $1::uuid, $4::uuid
       union all
       select 0, ('01900000-0000-7000-8002-' || lpad(i::text, 12, '0'))::uuid, $4::uuid
       from generate_series(0, 299) i
     ) made`,
    [large, now, members, everywhere],
  );
  await database.pool.query(
    `insert into organizations (organization_id, name, created_at, created_by, updated_at, updated_by, revision)
     select distinct organization_id, 'One', $1::timestamptz, $2::uuid, $1::timestamptz, $2::uuid, 0 from members`,
    [now, memberId(0)],
  );
  await database.pool.query("vacuum analyze members, organizations");
});

afterAll(() => database.drop());

interface Statement {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
}

/** Does the work and explains each of its statements. @returns the most blocks that one has touched */
async function blocksOf(work: (pool: pg.Pool) => Promise<unknown>): Promise<number> {
  const statements: Statement[] = [];
  const recording = {
    query(statement: Statement) {
      statements.push(statement);
      return database.pool.query({ text: statement.text, values: [...(statement.values ?? [])] });
    },
  };
  // Safe cast: queries use nothing else of the pool.
  await work(recording as unknown as pg.Pool);
  const client = await database.pool.connect();
  let most = 0;
  try {
    for (const { name, text, values = [] } of statements) {
      const mode = name === undefined ? "force_custom_plan" : "force_generic_plan";
      await client.query(`set plan_cache_mode = ${mode}`);
      await client.query(`prepare explained as ${text}`);
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
        `explain (analyze, buffers, format json) execute explained${argumentsOf(values)}`,
      );
      const { Plan: plan } = rows[0]?.["QUERY PLAN"][0] ?? { Plan: {} };
      most = Math.max(most, Number(plan["Shared Hit Blocks"]) + Number(plan["Shared Read Blocks"]));
      await client.query("deallocate explained");
    }
  } finally {
    client.release();
  }
  return most;
}

/** `execute` takes no parameters of its own. */
function argumentsOf(values: readonly unknown[]): string {
  const texts = values.map((value) => {
    const text = Array.isArray(value) ? `{${value.join(",")}}` : String(value);
    return `'${text.replaceAll("'", "''")}'`;
  });
  return texts.length === 0 ? "" : `(${texts.join(", ")})`;
}

const listed = (query: object) => (pool: pg.Pool) =>
  listMembers(pool, { organizationId: large, limit: 50, ...query }, now);

test.each(memberSorts)("a page sorted by %s reads its rows alone, first and deep", async (sort) => {
  expect(await blocksOf(listed({ sort }))).toBeLessThan(blocksOfPage);
  const { next } = await listMembers(
    database.pool,
    { organizationId: large, limit: members / 2, sort },
    now,
  );
  expect(await blocksOf(listed({ sort, after: next }))).toBeLessThan(blocksOfPage);
});

test.each([
  ["one role", { includeRoles: ["CREATOR"] }],
  ["all roles but those that most have", { excludeRoles: ["USER", "OWNER", "ADMIN"] }],
  ["one status that few have", { status: ["INVITED"] }],
  ["one status that most have", { status: ["ACTIVE"] }],
  ["one person", { userIds: [memberId(7)] }],
  ["one address", { emails: ["7@example.com"] }],
] as const)("a page filtered by %s reads its rows alone", async (_, filter) => {
  expect(await blocksOf(listed(filter))).toBeLessThan(blocksOfPage);
});

test("the name of one person is looked up alone", async () => {
  const named = (pool: pg.Pool) => namesOf(pool, [large], [memberId(7)]);
  expect(await named(database.pool)).toEqual(new Map([[memberId(7), { name: "Name7" }]]));
  expect(await blocksOf(named)).toBeLessThan(blocksOfLookUp);
});

test("names of people by many organizations are one look-up for each person", async () => {
  const small = Array.from(
    { length: 300 },
    (_, index) => `01900000-0000-7000-8002-${index.toString().padStart(12, "0")}`,
  );
  const people = [7, 8, 10, 11, 12].map(memberId);
  const named = (pool: pg.Pool) => namesOf(pool, [...small, large], people);
  expect((await named(database.pool)).size).toBe(people.length);
  expect(await blocksOf(named)).toBeLessThan(blocksOfLookUp * people.length);
});

test("names in the view of one person are one look-up for each person", async () => {
  const people = [7, 8, 10, 11, 12].map(memberId);
  const named = (viewerId: string, userIds: readonly string[]) => (pool: pg.Pool) =>
    namesInViewOf(pool, { own: scopeOf(viewerId), roles: ["USER"] }, userIds);
  expect((await named(memberId(0), people)(database.pool)).size).toBe(people.length);
  expect(await blocksOf(named(memberId(0), people))).toBeLessThan(blocksOfLookUp * people.length);

  // Whoever is in many organizations opens each once, however many are named.
  const many = Array.from({ length: 100 }, (_, index) => memberId(20 + index));
  const opening = await blocksOf(named(everywhere, [memberId(7)]));
  const naming = await blocksOf(named(everywhere, [...many, everywhere]));
  expect((await named(everywhere, many)(database.pool)).size).toBe(many.length);
  expect(naming - opening).toBeLessThan(blocksOfLookUp * many.length);
});

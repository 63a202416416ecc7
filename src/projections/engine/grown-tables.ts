/**
 * Tells the planner what the tables hold that have more than doubled since it was told. Without it, PostgreSQL
 * expects a condition that nearly all rows meet to find few, and keeps plans that were made for small tables.
 */
import type pg from "pg";
import type { Projection } from "./projection.ts";
import { servingSchema, shadowSchema } from "./tables.ts";

type Client = Pick<pg.ClientBase, "query"> | pg.Pool;

/** PostgreSQL takes a table of which it knows nothing for one of so many blocks, if it has fewer. */
const fewBlocks = 10;

/** The shadow tables of a projection, while they are filled. A small sample is enough. */
export async function analyzeGrownShadows(
  client: pg.ClientBase,
  { name, tables }: Pick<Projection, "name" | "tables">,
): Promise<void> {
  const grown = await grownTables(client, shadowSchema(name), tables);
  if (grown === undefined) return;
  // One message is one transaction.
  await client.query(`set local default_statistics_target = 10; analyze ${grown}`);
}

/**
 * All tables of the service. Autovacuum comes by only once a minute; meanwhile an organization may bring a
 * hundred thousand people to a new service, and whoever looks something up would wait while plans that were
 * kept for few read all of them (docs/decisions/0044-plans-that-are-kept.md).
 */
export async function analyzeGrownTables(pool: pg.Pool): Promise<void> {
  const grown = await grownTables(pool, servingSchema);
  if (grown !== undefined) await pool.query(`analyze ${grown}`);
}

/** Their names as a list; undefined if there are none. */
async function grownTables(
  client: Client,
  schema: string,
  tables?: readonly string[],
): Promise<string | undefined> {
  const { rows } = await client.query<{ readonly names: string | null }>({
    name: "grown tables",
    text: `select string_agg(oid::regclass::text, ', ') as names from pg_class
           where relnamespace = $1::regnamespace and relkind = 'r'
             and ($2::name[] is null or relname = any($2::name[]))
             and pg_relation_size(oid) >
               2 * greatest(relpages, $3) * current_setting('block_size')::bigint`,
    values: [schema, tables, fewBlocks],
  });
  return rows[0]?.names ?? undefined;
}

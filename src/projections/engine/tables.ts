/**
 * Shadow tables: created like the serving tables, in a schema of their own, and filled while the others serve.
 * switch-tables.ts puts them in their place.
 */
import type pg from "pg";
import type { Projection } from "./projection.ts";
import { transaction } from "../../platform/database/pool.ts";

/** The schema of the serving tables, in which migrations create them. */
export const servingSchema = "public";

const shadowSuffix = "_shadow";

/** The schema of a projection's shadow tables. */
export function shadowSchema(name: string): string {
  return name + shadowSuffix;
}

/** The schema of what they replace, until it is dropped. */
export const formerSchema = (name: string): string => `${name}_former`;

/**
 * While a table is filled, automatic vacuums only remove dead rows: to look at new ones again and again, and
 * to count them, costs as much as a tenth of the work.
 */
const whileFilled = {
  autovacuum_vacuum_insert_threshold: "-1",
  autovacuum_analyze_threshold: "2147483647",
};

/** Creates them with the indexes that the fold needs. Drops what an interrupted rebuild left. */
export async function createShadowTables(client: pg.ClientBase, projection: Projection) {
  const schema = shadowSchema(projection.name);
  await client.query(`drop schema if exists ${schema} cascade`);
  await client.query(`create schema ${schema}`);
  for (const table of projection.tables) {
    const serving = `${servingSchema}.${table}`;
    const like = `like ${serving} including all excluding indexes`;
    await client.query(`create table ${schema}.${table} (${like})`);
    const settings = Object.entries(whileFilled).map(([name, value]) => `${name} = ${value}`);
    for (const options of [await optionsOf(client, table), settings.join(", ")]) {
      if (options !== "") await client.query(`alter table ${schema}.${table} set (${options})`);
    }
    const { rows: keys } = await client.query<{ name: string; definition: string }>(
      `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
      [serving],
    );
    for (const key of keys) {
      await client.query(
        `alter table ${schema}.${table} add constraint ${key.name} ${key.definition}`,
      );
    }
  }
  for (const { definition } of (await indexesOf(client, projection)).needed) {
    await client.query(definition);
  }
}

interface Index {
  readonly name: string;
  /** Creates it in the shadow schema. */
  readonly definition: string;
}

/**
 * The indexes besides primary keys: those that the fold needs, and all others. One that a newer program has
 * dropped or renamed is left out: the rebuild takes longer without it.
 */
async function indexesOf(
  client: pg.ClientBase,
  { name, tables, foldIndexes = [] }: Projection,
): Promise<{ readonly needed: readonly Index[]; readonly others: readonly Index[] }> {
  const { rows } = await client.query<Index & { readonly table: string }>(
    `select i.relname as name, t.relname as table, pg_get_indexdef(i.oid) as definition
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = $1::regnamespace and t.relname = any($2::name[])
       and x.indisvalid and not x.indisprimary`,
    [servingSchema, tables],
  );
  const indexes = rows.map(({ name: indexName, table, definition }): Index => {
    const shadow = definition.replace(` ON ${servingSchema}.`, ` ON ${shadowSchema(name)}.`);
    if (shadow !== definition) return { name: indexName, definition: shadow };
    throw new Error(`cannot make an index of ${table} from its definition: ${definition}`);
  });
  const isNeeded = (index: Index): boolean => foldIndexes.includes(index.name);
  return {
    needed: indexes.filter(isNeeded),
    others: indexes.filter((index) => !isNeeded(index)),
  };
}

/**
 * Once they are full: creates the other indexes, which is far faster then, and the planner's statistics, and
 * lets vacuums come as usual.
 * @param clients each makes one index at a time
 */
export async function createShadowIndexes(
  clients: readonly pg.ClientBase[],
  projection: Projection,
): Promise<void> {
  const [client] = clients;
  if (client === undefined) return;
  const { name, tables } = projection;
  const schema = shadowSchema(name);
  const { others } = await indexesOf(client, projection);
  for (const table of tables) {
    const filled = Object.keys(whileFilled).join(", ");
    await client.query(`alter table ${schema}.${table} reset (${filled})`);
    const options = await optionsOf(client, table);
    if (options !== "") await client.query(`alter table ${schema}.${table} set (${options})`);
  }
  await runOn(
    clients,
    others.map(({ definition }) => definition),
  );
  await runOn(
    clients,
    tables.map((table) => `analyze ${schema}.${table}`),
  );
}

/** Each connection takes the next statement as soon as it is free. */
async function runOn(clients: readonly pg.ClientBase[], statements: readonly string[]) {
  const rest = [...statements];
  await Promise.all(
    clients.map(async (client) => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
        await client.query(next);
      }
    }),
  );
}

/** The storage options of a serving table. */
async function optionsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ options: string | null }>(
    "select array_to_string(reloptions, ', ') as options from pg_class where oid = $1::regclass",
    [`${servingSchema}.${table}`],
  );
  return rows[0]?.options ?? "";
}

/** Drops the tables of interrupted rebuilds: an abandoned shadow table would miss later erasures. */
export async function dropAbandonedTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select distinct p.name
     from (select split_part(name, '.', 1) as name from projection_checkpoints) p
     join pg_namespace on nspname = p.name || $1`,
    [shadowSuffix],
  );
  for (const { name } of rows) {
    await transaction(pool, async (client) => {
      const { rows: locks } = await client.query<{ locked: boolean }>(
        "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked",
        [`projection ${name} rebuild`],
      );
      if (locks[0]?.locked !== true) return;
      await client.query(`drop schema if exists ${shadowSchema(name)} cascade`);
    });
  }
}

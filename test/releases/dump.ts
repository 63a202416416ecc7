/** Writes a database as SQL that makes it anew, one row a line. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { escapeIdentifier, escapeLiteral, type Pool } from "pg";

/**
 * @param migrations the folder of the program that made the database: its statements make the schema
 * @param pool has sessions in UTC
 */
export async function dumpDatabase(pool: Pool, migrations: string): Promise<string> {
  const names = (await readdir(migrations)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(migrations, name), "utf8")));
  const schema = names.map((name, index) => `-- migrations/${name}\n${texts[index]?.trim()}`);
  // The rows are complete: no check of a reference and no trigger has work to do.
  const begin = "set time zone 'UTC';\nset session_replication_role = replica;";
  const tables = await tablesOf(pool);
  const rows = await Promise.all(tables.map((table) => rowsOf(pool, table)));
  return `${[
    "-- Written by npm run release:record; do not edit.",
    begin,
    ...schema,
    migratorTables,
    ...(await partitionsOf(pool)),
    // Migrations write rows, too.
    `truncate ${tables.join(", ")};`,
    ...rows.filter((text) => text !== ""),
    ...(await sequencesOf(pool)),
    "reset session_replication_role;",
  ].join("\n\n")}\n`;
}

/** As Kysely makes them. */
const migratorTables = `create table kysely_migration (
  name varchar(255) not null primary key,
  timestamp varchar(255) not null
);
create table kysely_migration_lock (
  id varchar(255) not null primary key,
  is_locked integer default 0 not null
);`;

/** Partitioned tables, not their partitions. */
async function tablesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
     order by relname collate "C"`,
  );
  return rows.map(({ name }) => name);
}

async function partitionsOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(
    `select format('create table %s partition of %s %s;', inhrelid::regclass, inhparent::regclass,
                   pg_get_expr(c.relpartbound, c.oid)) as text
     from pg_inherits join pg_class c on c.oid = inhrelid
     where c.relkind = 'r' order by c.relname`,
  );
  return rows.map(({ text }) => text);
}

async function rowsOf(pool: Pool, table: string): Promise<string> {
  const { rows: columns } = await pool.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
     order by attnum`,
    [escapeIdentifier(table)],
  );
  const list = columns.map(({ name }) => name).join(", ");
  const texts = columns.map(({ name }) => `${name}::text`).join(", ");
  const { rows } = await pool.query<(string | null)[]>({
    text: `select ${texts} from ${escapeIdentifier(table)} t order by t::text collate "C"`,
    rowMode: "array",
  });
  const lines = rows.map(
    (row) => `(${row.map((text) => (text === null ? "null" : escapeLiteral(text))).join(", ")})`,
  );
  if (lines.length === 0) return "";
  return `insert into ${escapeIdentifier(table)} (${list}) overriding system value values\n${lines.join(",\n")};`;
}

async function sequencesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(
    `select format('select setval(%L, %s);', sequencename, last_value) as text
     from pg_sequences where schemaname = 'public' and last_value is not null order by sequencename`,
  );
  return rows.map(({ text }) => text);
}

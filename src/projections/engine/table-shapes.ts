/** Compares shadow tables with the serving tables: a migration may have changed those since a rebuild began. */
import type pg from "pg";
import type { Projection } from "./projection.ts";
import { servingSchema, shadowSchema } from "./tables.ts";

/** @returns a column or an index that only one of the two has, or that differs; undefined if there is none */
export async function findDifference(
  client: pg.ClientBase,
  { name, tables }: Pick<Projection, "name" | "tables">,
): Promise<string | undefined> {
  const { rows } = await client.query<{ part: string }>(
    `with parts as (
       select c.relname || '.' || a.attname as part,
         c.relname || format_type(a.atttypid, a.atttypmod) || a.attnotnull as shape
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = any(array[$1, $2]::regnamespace[]) and c.relname = any($3::name[])
         and a.attnum > 0 and not a.attisdropped
       union all
       select i.relname, replace(pg_get_indexdef(i.oid), ' ON ' || c.relnamespace::regnamespace || '.', ' ON ')
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
       where c.relnamespace = any(array[$1, $2]::regnamespace[]) and c.relname = any($3::name[])
     )
     select part from parts group by part, shape having count(*) < 2 order by part limit 1`,
    [servingSchema, shadowSchema(name), tables],
  );
  return rows[0]?.part;
}

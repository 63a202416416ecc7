/** Compares shadow tables with the serving tables, which may have changed since a rebuild began. */
import type pg from "pg";
import type { Projection } from "./projection.ts";
import { servingSchema, shadowSchema } from "./tables.ts";

/**
 * Of a primary key only what it says: the storage options of its index are not copied.
 * @returns a column, a check or an index that only one of the two has, or that differs; undefined if there is none
 */
export async function findDifference(
  client: pg.ClientBase,
  { name, tables }: Pick<Projection, "name" | "tables">,
): Promise<string | undefined> {
  const { rows } = await client.query<{ part: string }>(
    `with compared as (
       select oid, relname, relnamespace::regnamespace::text as schema from pg_class
       where relnamespace = any(array[$1, $2]::regnamespace[]) and relname = any($3::name[])
     ), parts as (
       select relname || '.' || attname as part,
         concat_ws(' ', relname, format_type(atttypid, atttypmod), attcollation, attnotnull, attidentity,
           attgenerated, pg_get_expr(adbin, adrelid)) as shape
       from compared c join pg_attribute on attrelid = c.oid
       left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where attnum > 0 and not attisdropped
       union all
       -- A copy is always valid.
       select relname || '.' || conname, replace(pg_get_constraintdef(k.oid), ' NOT VALID', '')
       from compared c join pg_constraint k on conrelid = c.oid where contype in ('c', 'p')
       union all
       select i.relname, replace(pg_get_indexdef(i.oid), ' ON ' || c.schema || '.', ' ON ')
       from compared c join pg_index on indrelid = c.oid join pg_class i on i.oid = indexrelid
       where indisvalid and not indisprimary
     )
     select part from parts group by part, shape having count(*) < 2 order by part limit 1`,
    [servingSchema, shadowSchema(name), tables],
  );
  return rows[0]?.part;
}

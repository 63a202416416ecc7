/** Compares two schemas: does what an older program does to its tables still work on newer ones? */
import type pg from "pg";

/** What the older program relies on, by a name of each part; the value is how it is defined. */
type Schema = Readonly<Record<"columns" | "rules" | "functions", ReadonlyMap<string, Part>>>;

interface Part {
  readonly table: string;
  readonly definition: string;
  /** Of a column. */
  readonly collation?: string | null;
  /** An insert that does not name the column fails. */
  readonly isRequired?: boolean;
}

const columns = `
  select c.relname as table, c.relname || '.' || a.attname as name,
         co.collname as collation,
         concat_ws(' ', 'column', a.attnum, format_type(a.atttypid, a.atttypmod),
                   case when a.attnotnull then 'not null' end,
                   'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity, '')) as definition,
         a.attnotnull and d.oid is null and a.attidentity = '' as "isRequired"
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_collation co on co.oid = a.attcollation
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.attnum > 0 and not a.attisdropped`;

/** What may refuse a row, or change it: constraints, unique indexes and triggers. */
const rules = `
  select c.relname as table, c.relname || ': ' || rule.name as name, rule.definition
  from pg_class c
  cross join lateral (
    select conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = c.oid and contype <> 'n'
    union all
    select indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    from pg_index i where indrelid = c.oid and indisunique
      and not exists (select from pg_constraint where conindid = i.indexrelid)
    union all
    select tgname, pg_get_triggerdef(oid) from pg_trigger where tgrelid = c.oid and not tgisinternal
  ) rule
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

const functions = `
  select '' as table, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
         pg_get_function_result(p.oid) as definition
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

export async function readSchema(client: pg.Pool | pg.ClientBase): Promise<Schema> {
  const read = async (text: string): Promise<ReadonlyMap<string, Part>> => {
    const { rows } = await client.query<Part & { name: string }>(text);
    return new Map(rows.map((row) => [row.name, row]));
  };
  return {
    columns: await read(columns),
    rules: await read(rules),
    functions: await read(functions),
  };
}

const told = ({ definition, collation }: Part): string =>
  collation ? `${definition} collate ${collation}` : definition;

/** @returns a line for each part of the newer schema on which the older program may fail */
export function incompatibilities(older: Schema, newer: Schema): string[] {
  const known = new Set([...older.columns.values()].map(({ table }) => table));
  const kept = (["columns", "functions"] as const).flatMap((kind) =>
    [...older[kind]].flatMap(([name, was]) => {
      const now = newer[kind].get(name);
      if (now === undefined) return `${name} is gone`;
      // The order of bytes changes no result but its order; prepared statements are tested by themselves.
      const isSorted = now.collation === was.collation || now.collation === "C";
      if (now.definition === was.definition && isSorted) return [];
      return `${name} was ${told(was)}, is ${told(now)}`;
    }),
  );
  const required = [...newer.columns]
    .filter(([name, { table, isRequired = false }]) => isRequired && isNew(name, table, "columns"))
    .map(([name]) => `${name} is new and has no default`);
  const stricter = [...newer.rules].flatMap(([name, { table, definition }]) => {
    if (isNew(name, table, "rules")) return `${name} is new`;
    const was = older.rules.get(name)?.definition;
    return was === undefined || was === definition ? [] : `${name} was ${was}, is ${definition}`;
  });
  return [...kept, ...required, ...stricter];

  /** New tables are of no concern to the older program. */
  function isNew(name: string, table: string, kind: "columns" | "rules"): boolean {
    return known.has(table) && !older[kind].has(name);
  }
}

/**
 * @param client in a transaction
 * @returns PostgreSQL's message about each statement that it cannot plan, and the statement
 */
export async function unplannable(
  client: pg.ClientBase,
  statements: readonly string[],
): Promise<string[]> {
  const failures: string[] = [];
  for (const statement of statements) {
    try {
      // Planning also looks for the unique index of an `on conflict`, which preparing does not.
      await client.query(`savepoint plan; explain (generic_plan) ${statement}; release plan`);
    } catch (error) {
      failures.push(`${(error as Error).message}: ${statement}`);
      await client.query("rollback to plan");
    }
  }
  return failures;
}

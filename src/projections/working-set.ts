/**
 * A working set: the rows of one table that some events touch. They are loaded by one statement, changed
 * in memory in the order of the events, and written back by one statement each for what is there now
 * and what is gone - so a batch costs a handful of statements, however many events it has.
 */
import type pg from "pg";

/** A table as a working set sees it. Column names are those of the row's type. */
export interface Table<Row extends object> {
  readonly name: string;
  /** Columns of the primary key, with their types. */
  readonly key: Readonly<Partial<Record<keyof Row & string, string>>>;
  readonly columns: readonly (keyof Row & string)[];
}

/** The values of a primary key, in the order of its columns. */
export type Key = readonly string[];

export interface WorkingSet<Row extends object> {
  /** Reads those of the rows that were not read yet. */
  load(client: pg.ClientBase, keys: Iterable<Key>): Promise<void>;
  /** Takes in rows that another query has read, unless they are known already. */
  adopt(rows: readonly Row[]): void;
  /** The row as it is now. It must have been loaded, or be known to be new. */
  get(...key: Key): Row | undefined;
  /** Sets a new row, or marks a changed one for writing. */
  put(row: Row): void;
  remove(...key: Key): void;
  /** Rows held, those known to be absent included. */
  size(): number;
  /** Writes what was put and removed, and forgets all rows. */
  flush(client: pg.ClientBase): Promise<void>;
}

/** Bounds the size of a statement, and the memory that it takes. */
const rowsPerWrite = 5_000;

export function workingSet<Row extends object>(table: Table<Row>): WorkingSet<Row> {
  const statements = statementsFor(table);
  const keyColumns = Object.keys(table.key) as (keyof Row & string)[];
  const known = new Map<string, Row | undefined>();
  const touched = new Set<string>();

  // Ids contain no blank, so a key and the one string that stands for it can be told from each other.
  const idOf = (key: Key): string => (key.length === 1 ? (key[0] ?? "") : key.join(" "));
  const keyOf = (row: Row): Key => keyColumns.map((column) => String(row[column]));
  const columnsOf = (keys: readonly Key[]): string[][] =>
    keyColumns.map((_, index) => keys.map((key) => key[index] ?? ""));

  return {
    async load(client, keys) {
      const missing: Key[] = [];
      for (const key of keys) {
        const id = idOf(key);
        if (known.has(id)) continue;
        known.set(id, undefined);
        missing.push(key);
      }
      if (missing.length === 0) return;
      const { rows } = await client.query<Row>({
        name: `load ${table.name}`,
        text: statements.load,
        values: columnsOf(missing),
      });
      for (const row of rows) known.set(idOf(keyOf(row)), row);
    },

    adopt(rows) {
      for (const row of rows) {
        const id = idOf(keyOf(row));
        if (!known.has(id)) known.set(id, row);
      }
    },

    get: (...key) => known.get(idOf(key)),

    put(row) {
      const id = idOf(keyOf(row));
      known.set(id, row);
      touched.add(id);
    },

    remove(...key) {
      const id = idOf(key);
      known.set(id, undefined);
      touched.add(id);
    },

    size: () => known.size,

    async flush(client) {
      const written: Row[] = [];
      const gone: Key[] = [];
      for (const id of touched) {
        const row = known.get(id);
        if (row === undefined) gone.push(id.split(" "));
        else written.push(row);
      }
      touched.clear();
      known.clear();
      const writes: Promise<unknown>[] = [];
      if (gone.length > 0) {
        const values = columnsOf(gone);
        writes.push(
          client.query({ name: `remove ${table.name}`, text: statements.remove, values }),
        );
      }
      for (let start = 0; start < written.length; start += rowsPerWrite) {
        const values = [storableJson(written.slice(start, start + rowsPerWrite))];
        writes.push(client.query({ name: `write ${table.name}`, text: statements.write, values }));
      }
      await Promise.all(writes);
    },
  };
}

interface Statements {
  readonly load: string;
  readonly write: string;
  readonly remove: string;
}

const cache = new WeakMap<object, Statements>();

function statementsFor<Row extends object>(table: Table<Row>): Statements {
  const made = cache.get(table);
  if (made) return made;
  const { name, key, columns } = table;
  const keyColumns = Object.keys(key);
  const list = columns.join(", ");
  const keys = `unnest(${Object.values(key)
    .map((type, index) => `$${index + 1}::${String(type)}[]`)
    .join(", ")}) as k(${keyColumns.join(", ")})`;
  const match = keyColumns.map((column) => `t.${column} = k.${column}`).join(" and ");
  const statements = {
    load: `select ${columns.map((column) => `t.${column}`).join(", ")} from ${keys} join ${name} t on ${match}`,
    remove: `delete from ${name} t using ${keys} where ${match}`,
    write: `insert into ${name} (${list}) select ${list} from json_populate_recordset(null::${name}, $1)
      on conflict (${keyColumns.join(", ")}) do update set
      ${columns
        .filter((column) => !keyColumns.includes(column))
        .map((column) => `${column} = excluded.${column}`)
        .join(", ")}`,
  };
  cache.set(table, statements);
  return statements;
}

/**
 * PostgreSQL holds neither NUL nor half a surrogate pair. Commands refuse both, yet a projection must not
 * stop at one that came through: what cannot be stored is left out, or replaced by U+FFFD.
 */
function storableJson(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  if (!json.includes("\\u0000") && !json.includes("\\ud")) return json;
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value,
  );
}

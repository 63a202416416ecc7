/**
 * A working set: the rows of one table that some events touch. They are loaded by one statement, changed
 * in memory in the order of the events, and written back by one statement each for what is there now
 * and what is gone - so a batch costs a handful of statements, however many events it has.
 */
import type pg from "pg";

/** A table as a working set sees it. Column names are those of the row's type. */
export interface Table<Row extends object> {
  readonly name: string;
  /** The one or two columns of the primary key. */
  readonly key: readonly [Column<Row>, Column<Row>?];
  /** Their types. */
  readonly keyTypes: readonly ["uuid" | "text", ("uuid" | "text")?];
  readonly columns: readonly Column<Row>[];
}
type Column<Row> = keyof Row & string;

export interface WorkingSet<Row extends object> {
  /** Reads those of the rows that were not read yet. */
  load(client: pg.ClientBase, ids: Iterable<string>): Promise<void>;
  /** There is no such row yet, so that it need not be looked for. */
  expectNone(id: string): void;
  /** Takes in rows that another query has read, unless they are known already. */
  adopt(rows: readonly Row[]): void;
  /** The row as it is now. It must have been loaded, or be known to be new. */
  get(id: string): Row | undefined;
  /** Sets a new row, or marks a changed one for writing. */
  put(row: Row): void;
  remove(id: string): void;
  /** Rows that are to be written. */
  changes(): number;
  /** Rows held, those known to be absent included. */
  size(): number;
  /** Writes what was put and removed. What is read on the same connection after the call is up to date. */
  flush(client: pg.ClientBase): Promise<void>;
  /** Lets go of all rows; nothing may be left to be written. */
  forget(): void;
}

/** What stands for a primary key of two columns. Neither a UUID nor a digest has a dot in it. */
export function pairId(first: string, second: string): string {
  return `${first}.${second}`;
}

/** Bounds the size of a statement, and the memory that it takes. */
const rowsPerWrite = 5_000;

export function workingSet<Row extends object>(table: Table<Row>): WorkingSet<Row> {
  const statements = statementsFor(table);
  const [first, second] = table.key;
  const known = new Map<string, Row | undefined>();
  const touched = new Set<string>();

  const idOf = (row: Row): string =>
    second === undefined ? String(row[first]) : pairId(String(row[first]), String(row[second]));
  const keysOf = (ids: readonly string[]): string[][] => {
    if (second === undefined) return [[...ids]];
    const keys = ids.map((id) => id.split("."));
    return table.key.map((_, index) => keys.map((key) => key[index] ?? ""));
  };

  return {
    async load(client, ids) {
      const missing: string[] = [];
      for (const id of ids) {
        if (known.has(id)) continue;
        known.set(id, undefined);
        missing.push(id);
      }
      if (missing.length === 0) return;
      const { rows } = await client.query<Row>({
        name: `load ${table.name}`,
        text: statements.load,
        values: keysOf(missing),
      });
      for (const row of rows) known.set(idOf(row), row);
    },

    expectNone(id) {
      if (!known.has(id)) known.set(id, undefined);
    },

    adopt(rows) {
      for (const row of rows) {
        const id = idOf(row);
        if (!known.has(id)) known.set(id, row);
      }
    },

    get: (id) => known.get(id),

    put(row) {
      const id = idOf(row);
      known.set(id, row);
      touched.add(id);
    },

    remove(id) {
      known.set(id, undefined);
      touched.add(id);
    },

    changes: () => touched.size,
    size: () => known.size,
    forget: () => known.clear(),

    async flush(client) {
      const written: Row[] = [];
      const gone: string[] = [];
      for (const id of touched) {
        const row = known.get(id);
        if (row === undefined) gone.push(id);
        else written.push(row);
      }
      touched.clear();
      const writes: Promise<unknown>[] = [];
      if (gone.length > 0) {
        const values = keysOf(gone);
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
  const { name, keyTypes, columns } = table;
  const key = table.key.filter((column) => column !== undefined);
  const list = columns.join(", ");
  const arrays = key.map((_, index) => `$${index + 1}::${keyTypes[index]}[]`).join(", ");
  const keys = `unnest(${arrays}) as k(${key.join(", ")})`;
  const match = key.map((column) => `t.${column} = k.${column}`).join(" and ");
  const rest = columns.filter((column) => !key.includes(column));
  const statements = {
    load: `select ${columns.map((column) => `t.${column}`).join(", ")} from ${keys} join ${name} t on ${match}`,
    remove: `delete from ${name} t using ${keys} where ${match}`,
    write: `insert into ${name} (${list}) select ${list} from json_populate_recordset(null::${name}, $1)
      on conflict (${key.join(", ")}) do update set
      ${rest.map((column) => `${column} = excluded.${column}`).join(", ")}`,
  };
  cache.set(table, statements);
  return statements;
}

/**
 * PostgreSQL holds neither NUL nor half a surrogate pair. Commands refuse both, yet a projection must not
 * stop at one that came through: what cannot be stored is left out, or replaced by U+FFFD.
 */
export function storableJson(rows: object): string {
  const json = JSON.stringify(rows);
  if (!json.includes("\\u0000") && !json.includes("\\ud")) return json;
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value,
  );
}

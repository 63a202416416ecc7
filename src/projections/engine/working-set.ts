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
  readonly keyTypes: readonly [KeyType, KeyType?];
  readonly columns: readonly Column<Row>[];
  /** A UUID column of the key by which whole groups of rows are asked for. */
  readonly groupedBy?: Column<Row>;
}
type Column<Row> = keyof Row & string;
type KeyType = "uuid" | "text";

export interface WorkingSet<Row extends object> {
  /** Asks for a row, and for all rows of a group. */
  want(id: string): void;
  wantGroup(value: string): void;
  /** There is no such row, or no row of the group, yet: it need not be looked for. */
  expectNone(id: string): void;
  expectNoGroup(value: string): void;
  /** Reads what was asked for and is not known. */
  load(client: pg.ClientBase): Promise<void>;
  /** The row as it is now. It must have been loaded, or be known to be new. */
  get(id: string): Row | undefined;
  /** The group's rows as they are now; the same holds for it. */
  group(value: string): Row[];
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
  const { groupedBy } = table;
  const [first, second] = table.key;
  const known = new Map<string, Row | undefined>();
  const touched = new Set<string>();
  const wanted = new Set<string>();
  /** Ids of the known rows of each group; some rows may be gone. */
  const groups = new Map<string, Set<string>>();
  const completeGroups = new Set<string>();
  const wantedGroups = new Set<string>();

  const idOf = (row: Row): string =>
    second === undefined ? String(row[first]) : pairId(String(row[first]), String(row[second]));
  const keysOf = (ids: readonly string[]): string[][] => {
    if (second === undefined) return [[...ids]];
    const keys = ids.map((id) => id.split("."));
    return table.key.map((_, index) => keys.map((key) => key[index] ?? ""));
  };

  function hold(id: string, row: Row): void {
    known.set(id, row);
    if (groupedBy === undefined) return;
    const value = String(row[groupedBy]);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, new Set([id]));
    else group.add(id);
  }

  return {
    want: (id) => void wanted.add(id),
    wantGroup: (value) => void wantedGroups.add(value),
    expectNone(id) {
      if (!known.has(id)) known.set(id, undefined);
    },
    expectNoGroup: (value) => void completeGroups.add(value),

    async load(client) {
      const { name } = table;
      const ids = [...wanted].filter((id) => !known.has(id));
      const values = [...wantedGroups].filter((value) => !completeGroups.has(value));
      wanted.clear();
      wantedGroups.clear();
      for (const id of ids) known.set(id, undefined);
      for (const value of values) completeGroups.add(value);
      const read = async (query: pg.QueryConfig): Promise<readonly Row[]> =>
        (await client.query<Row>(query)).rows;
      const [byId = [], byGroup = []] = await Promise.all([
        ids.length > 0
          ? read({ name: `load ${name}`, text: statements.load, values: keysOf(ids) })
          : undefined,
        values.length > 0
          ? read({ name: `load groups of ${name}`, text: statements.loadGroups, values: [values] })
          : undefined,
      ]);
      for (const row of byId) hold(idOf(row), row);
      for (const row of byGroup) {
        const id = idOf(row);
        if (!known.has(id)) hold(id, row);
      }
    },

    get: (id) => known.get(id),

    group: (value) =>
      [...(groups.get(value) ?? [])].flatMap((id) => {
        const row = known.get(id);
        return row === undefined ? [] : [row];
      }),

    put(row) {
      const id = idOf(row);
      if (known.get(id) !== row) hold(id, row);
      touched.add(id);
    },

    remove(id) {
      known.set(id, undefined);
      touched.add(id);
    },

    changes: () => touched.size,
    size: () => known.size,
    forget() {
      known.clear();
      groups.clear();
      completeGroups.clear();
    },

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
  readonly loadGroups: string;
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
    loadGroups: `select ${list} from ${name} where ${table.groupedBy} = any($1::uuid[])`,
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

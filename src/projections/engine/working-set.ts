/**
 * A working set: the rows of one table that some events touch. One statement loads them, the fold changes
 * them in memory, and one statement each writes changed rows and deletes removed ones. So a batch costs
 * a handful of statements, however many events it has.
 */
import type pg from "pg";
import { insertion, type InsertTable, type Send, storableJson } from "./insert-rows.ts";

/** Describes a table whose rows change. */
export interface Table<Row extends object> extends InsertTable<Row> {
  /** The one or two columns of the primary key. */
  readonly key: readonly [Column<Row>, Column<Row>?];
  /** A UUID column of the key by which whole groups of rows can be loaded. */
  readonly groupedBy?: Column<Row>;
}
type Column<Row> = keyof Row & string;

export type WorkingSet<Row extends object> = ReturnType<typeof workingSet<Row>>;

/** The id of a row whose key has two columns. Key values contain no dots. */
export function pairId(first: string, second: string): string {
  return `${first}.${second}`;
}

/** Bounds the size and memory of one statement. */
const rowsPerWrite = 5_000;

/**
 * From here on it costs less to delete the former rows and copy the new ones than to merge. Fewer are merged,
 * because that keeps a row where it is, and its index entries too.
 */
const rowsToCopy = 1_000;

/** @param copyFrom only tests pass another number than the usual one */
export function workingSet<Row extends object>(table: Table<Row>, copyFrom = rowsToCopy) {
  const statements = statementsFor(table);
  const { groupedBy } = table;
  const [first, second] = table.key;
  const known = new Map<string, Row | undefined>();
  const touched = new Set<string>();
  const wanted = new Set<string>();
  /** Ids of the known rows of each group; some may have been removed. */
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

  function merge(rows: readonly Row[]): Send {
    const values = [rowsJson(table, rows)];
    return (client) =>
      client.query({ name: `write ${table.name}`, text: statements.write, values });
  }

  return {
    /** Marks a row, or all rows of a group, to be loaded. */
    want: (id: string) => void wanted.add(id),
    wantGroup: (value: string) => void wantedGroups.add(value),
    /** Declares that the row, or the group, does not exist yet and need not be loaded. */
    expectNone(id: string): void {
      if (!known.has(id)) known.set(id, undefined);
    },
    expectNoGroup: (value: string) => void completeGroups.add(value),

    /** Loads the wanted rows that are not yet known. */
    async load(client: pg.ClientBase): Promise<void> {
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

    /** The current row. Load it first, or declare that it does not exist. */
    get: (id: string) => known.get(id),

    /** The current rows of a group, under the same condition. */
    group: (value: string) =>
      [...(groups.get(value) ?? [])].flatMap((id) => {
        const row = known.get(id);
        return row === undefined ? [] : [row];
      }),

    /** Adds a new row, or marks a changed one to be written. */
    put(row: Row): void {
      const id = idOf(row);
      if (known.get(id) !== row) hold(id, row);
      touched.add(id);
    },

    remove(id: string): void {
      known.set(id, undefined);
      touched.add(id);
    },

    /** How many rows are to be written. */
    changes: () => touched.size,
    /** How many rows are held, including those known to be absent. */
    size: () => known.size,
    /** Releases all rows. Flush first. */
    forget(): void {
      known.clear();
      groups.clear();
      completeGroups.clear();
    },

    /**
     * Prepares to write what was put and removed. Queries sent later on the same connection see it.
     * @throws for a row that cannot be printed; nothing was sent then
     */
    prepare(): Send {
      const written: Row[] = [];
      const removed: string[] = [];
      for (const id of touched) {
        const row = known.get(id);
        if (row === undefined) removed.push(id);
        else written.push(row);
      }
      touched.clear();
      const isCopied = written.length >= copyFrom;
      const sends: Send[] = [];
      const deleted = isCopied ? [...removed, ...written.map(idOf)] : removed;
      for (let start = 0; start < deleted.length; start += rowsPerWrite) {
        const values = keysOf(deleted.slice(start, start + rowsPerWrite));
        sends.push((client) =>
          client.query({ name: `remove ${table.name}`, text: statements.remove, values }),
        );
      }
      for (let start = 0; start < written.length; start += rowsPerWrite) {
        const rows = written.slice(start, start + rowsPerWrite);
        sends.push(isCopied ? insertion(table, rows) : merge(rows));
      }
      return (client) => Promise.all(sends.map((send) => send(client)));
    },
  };
}

function rowsJson<Row extends object>({ derived }: Table<Row>, rows: readonly Row[]): string {
  if (derived === undefined) return storableJson(rows);
  const { column, from } = derived;
  const whole = (row: Row) => `${storableJson(row).slice(0, -1)},"${column}":${from(row)}}`;
  return `[${rows.map(whole).join(",")}]`;
}

interface Statements {
  readonly load: string;
  readonly loadGroups: string;
  readonly write: string;
  readonly remove: string;
}

const cache = new WeakMap<object, Statements>();

function statementsFor<Row extends object>(table: Table<Row>): Statements {
  const cached = cache.get(table);
  if (cached) return cached;
  const { name, types, derived } = table;
  const columns = Object.keys(types) as Column<Row>[];
  const key = table.key.filter((column) => column !== undefined);
  const list = columns.join(", ");
  const arrays = key.map((column, index) => `$${index + 1}::${types[column]}[]`).join(", ");
  const keys = `unnest(${arrays}) as k(${key.join(", ")})`;
  const match = key.map((column) => `t.${column} = k.${column}`).join(" and ");
  const written = [...columns, ...(derived ? [derived.column] : [])];
  const into = written.join(", ");
  const rest = written.filter((column) => !key.some((each) => each === column));
  const statements = {
    load: `select ${columns.map((column) => `t.${column}`).join(", ")} from ${keys} join ${name} t on ${match}`,
    loadGroups: `select ${list} from ${name} where ${table.groupedBy} = any($1::uuid[])`,
    remove: `delete from ${name} t using ${keys} where ${match}`,
    write: `insert into ${name} (${into}) select ${into} from json_populate_recordset(null::${name}, $1)
      on conflict (${key.join(", ")}) do update set
      ${rest.map((column) => `${column} = excluded.${column}`).join(", ")}`,
  };
  cache.set(table, statements);
  return statements;
}

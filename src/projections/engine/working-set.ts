/**
 * A working set: the rows of one table that some events touch. One statement loads them, the fold changes
 * them in memory, and one statement each writes changed rows and deletes removed ones. So a batch costs
 * a handful of statements, however many events it has.
 */
import type pg from "pg";
import { givenArray, givenArrays } from "../../platform/database/given-array.ts";
import { type Held, heldRows } from "./held-rows.ts";
import { insertion, type InsertTable, type Send, storableJson } from "./insert-rows.ts";

/** Describes a table whose rows change. */
export interface Table<Row extends object> extends InsertTable<Row> {
  /** The one or two columns of the primary key. */
  readonly key: readonly [Column<Row>, Column<Row>?];
  /** A UUID column of the key by which whole groups of rows can be loaded. */
  readonly groupedBy?: Column<Row>;
  /** For how many rows of a usual size, 1 kB, a row counts while it is held; left out if none is larger. */
  readonly weigh?: (row: Row) => number;
}
type Column<Row> = keyof Row & string;

export type WorkingSet<Row extends object> = ReturnType<typeof workingSet<Row>>;

/** The id of a row whose key has two columns. Key values contain no dots. */
export function pairId(first: string, second: string): string {
  return `${first}.${second}`;
}

const rowsPerWrite = 5_000;

/**
 * From here on it costs less to delete the former rows and copy the new ones than to merge. Fewer are merged,
 * because that keeps a row where it is, and its index entries too.
 */
const rowsToCopy = 1_000;

/** @param copyFrom only tests pass another number than the usual one */
export function workingSet<Row extends object>(table: Table<Row>, copyFrom = rowsToCopy) {
  const statements = statementsFor(table);
  const { groupedBy, weigh } = table;
  const [first, second] = table.key;
  const held = heldRows<Row>(groupedBy && ((row) => String(row[groupedBy])), weigh);
  let touched: Held<Row>[] = [];
  const wanted = new Set<string>();
  const wantedGroups = new Set<string>();

  const idOf = (row: Row): string =>
    second === undefined ? String(row[first]) : pairId(String(row[first]), String(row[second]));
  const keysOf = (ids: readonly string[]): string[][] => {
    if (second === undefined) return [[...ids]];
    const keys = ids.map((id) => id.split("."));
    return table.key.map((_, index) => keys.map((key) => key[index] ?? ""));
  };

  function touch(changed: Held<Row>): void {
    if (changed.isTouched) return;
    changed.isTouched = true;
    touched.push(changed);
  }

  function hold(row: Row): void {
    const found = held.findOrAdd(idOf(row));
    found.isStored = true;
    held.fill(found, row);
  }

  function removal(ids: readonly string[]): Send {
    const values = keysOf(ids);
    return (client) =>
      client.query({ name: `remove ${table.name}`, text: statements.remove, values });
  }

  function merge(rows: readonly Row[]): Send {
    const values = [rowsJson(table, rows)];
    return (client) =>
      client.query({ name: `write ${table.name}`, text: statements.write, values });
  }

  return {
    /** Its name. */
    table: table.name,

    /** Marks a row, or all rows of a group, to be loaded if it is not held. */
    want(id: string): void {
      if (held.find(id) === undefined) wanted.add(id);
    },
    wantGroup(value: string): void {
      if (!held.isComplete(value)) wantedGroups.add(value);
    },
    /** Declares that the row, or the group, does not exist yet and need not be loaded. */
    expectNone(id: string): void {
      if (held.find(id) === undefined) held.addAbsent(id);
    },
    expectNoGroup(value: string): void {
      held.group(value).isComplete = true;
    },

    /** Loads the wanted rows that are not yet known. */
    async load(client: pg.ClientBase): Promise<void> {
      const { name } = table;
      const ids = [...wanted].filter((id) => held.find(id) === undefined);
      const values = [...wantedGroups].filter((value) => !held.isComplete(value));
      wanted.clear();
      wantedGroups.clear();
      for (const id of ids) held.addAbsent(id);
      for (const value of values) held.group(value).isComplete = true;
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
      for (const row of byId) hold(row);
      for (const row of byGroup) if (held.find(idOf(row)) === undefined) hold(row);
    },

    /** The current row. Load it first, or declare that it does not exist. */
    get: (id: string) => held.find(id)?.row,

    /** The current rows of a group, under the same condition. */
    group: (value: string) => [...held.group(value).members].flatMap(({ row }) => row ?? []),
    /** How many rows a group has, or a few more; undefined if they are not all held. */
    groupSize: (value: string) =>
      held.isComplete(value) ? held.group(value).members.size : undefined,

    /** Adds a new row, or marks a changed one to be written. */
    put(row: Row): void {
      const found = held.findOrAdd(idOf(row));
      held.fill(found, row);
      touch(found);
    },

    remove(id: string): void {
      const found = held.findOrAdd(id);
      found.row = undefined;
      touch(found);
    },

    /** How many rows are to be written. */
    changes: () => touched.length,
    /** How many rows are held, including those known to be absent; a large one counts for several. */
    size: held.size,
    /** The same of the younger generation. */
    youngSize: held.youngSize,
    /** Releases the rows that were not used since the last time. Flush first. */
    age: held.age,
    /** Releases all rows. Flush first. */
    forget: held.clear,

    /**
     * What was put and removed, in parts that are written one after the other. Each is prepared only when
     * its turn comes, with its rows as they are then.
     */
    parts(): readonly (() => Send)[] {
      const written: Row[] = [];
      const replaced: string[] = [];
      const gone: string[] = [];
      for (const changed of touched) {
        const { id, row, isStored } = changed;
        if (row !== undefined) written.push(row);
        if (isStored) (row === undefined ? gone : replaced).push(id);
        changed.isStored = row !== undefined;
        changed.isTouched = false;
      }
      touched = [];
      const isCopied = written.length >= copyFrom;
      return [
        ...pieces(isCopied ? [...gone, ...replaced] : gone).map((ids) => () => removal(ids)),
        ...pieces(written).map((part) => () => (isCopied ? insertion(table, part) : merge(part))),
      ];
    },
  };
}

/** Bounds the size and memory of one statement. */
function pieces<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / rowsPerWrite) }, (_, index) =>
    items.slice(index * rowsPerWrite, (index + 1) * rowsPerWrite),
  );
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
  const keys = `unnest(${givenArrays(1, ...key.map((column) => types[column]))}) as k(${key.join(", ")})`;
  const match = key.map((column) => `t.${column} = k.${column}`).join(" and ");
  const written = [...columns, ...(derived ? [derived.column] : [])];
  const into = written.join(", ");
  const rest = written.filter((column) => !key.some((each) => each === column));
  const statements = {
    load: `select ${columns.map((column) => `t.${column}`).join(", ")} from ${keys} join ${name} t on ${match}`,
    loadGroups: `select ${list} from ${name} where ${table.groupedBy} = any(${givenArray(1, "uuid")})`,
    remove: `delete from ${name} t using ${keys} where ${match}`,
    write: `insert into ${name} (${into}) select ${into} from json_populate_recordset(null::${name}, $1)
      on conflict (${key.join(", ")}) do update set
      ${rest.map((column) => `${column} = excluded.${column}`).join(", ")}`,
  };
  cache.set(table, statements);
  return statements;
}

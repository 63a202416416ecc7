/** What a read model's queries and folds know of its tables, from the generated migrations/tables.ts. */
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type pg from "pg";
import { tables } from "../../../migrations/tables.ts";
import type { InsertTable } from "./insert-rows.ts";
import type { Table } from "./working-set.ts";

type Tables = typeof tables;
type TableName = keyof Tables;
type Columns<Name extends TableName> = Tables[Name]["columns"];
type Nullable<Name extends TableName> = Tables[Name]["nullable"][number];

/** PostgreSQL's types as the pool reads them: times are RFC 3339 (platform/database/pool.ts). */
interface Values {
  readonly uuid: string;
  readonly text: string;
  readonly timestamptz: string;
  readonly integer: number;
  readonly smallint: number;
  readonly bigint: bigint;
  readonly numeric: string;
  readonly boolean: boolean;
  readonly bytea: Buffer;
  readonly json: unknown;
  readonly jsonb: unknown;
  readonly "text[]": readonly string[];
  readonly "uuid[]": readonly string[];
}
type Value<Type> = Type extends keyof Values ? Values[Type] : never;

/** A row of a table. `Narrower` gives columns whose values the program knows better than PostgreSQL does. */
export type RowOf<
  Name extends TableName,
  Narrower extends { [Column in keyof Columns<Name>]?: unknown } = object,
> = {
  [Column in Exclude<keyof Columns<Name>, keyof Narrower>]:
    | Value<Columns<Name>[Column]>
    | (Column extends Nullable<Name> ? null : never);
} & Narrower;

/** The columns of a table that may be null, as null. */
export function nullsOf<Name extends TableName>(name: Name) {
  const columns: readonly string[] = tables[name].nullable;
  return Object.fromEntries(columns.map((column) => [column, null])) as {
    [Column in Nullable<Name>]: null;
  };
}

/** Describes a table for a working set, with all its columns. */
export function tableOf<Row extends object>(
  name: TableName,
  { groupedBy, derived, weigh }: Pick<Table<Row>, "groupedBy" | "derived" | "weigh"> = {},
): Table<Row> {
  const { key } = tables[name];
  const table = insertTableOf<Row>(name);
  const types = Object.entries(table.types).filter(([column]) => column !== derived?.column);
  return {
    ...table,
    types: Object.fromEntries(types) as Table<Row>["types"],
    key: key as unknown as Table<Row>["key"],
    ...(groupedBy && { groupedBy }),
    ...(derived && { derived }),
    ...(weigh && { weigh }),
  };
}

/** Describes a table whose rows are only inserted. */
export function insertTableOf<Row>(name: TableName): InsertTable<Row> {
  return { name, types: tables[name].columns as unknown as InsertTable<Row>["types"] };
}

/** Composes queries over tables, and runs none: `rowsOf` does, so that they use the caller's connection. */
export function queriesOver<Database>(): Kysely<Database> {
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** The rows of a query whose text depends on its call. Those with one text for all calls are in prepared.ts. */
export async function rowsOf<Row extends object>(
  database: Pick<pg.ClientBase, "query"> | pg.Pool,
  query: { compile(): CompiledQuery<Row> },
): Promise<Row[]> {
  const { sql, parameters } = query.compile();
  const { rows } = await database.query<Row>({ text: sql, values: [...parameters] });
  return rows;
}

/** A row with its nulls left out, as the contract shows it. */
type Present<Row> = {
  [Column in keyof Row]: null extends Row[Column]
    ? Exclude<Row[Column], null> | undefined
    : Row[Column];
};

/** Leaves out the nulls of a row that nobody else uses: as undefined, because to delete them costs ten times more. */
export function present<Row extends object>(row: Row): Present<Row> {
  const shown: Record<string, unknown> = row as Record<string, unknown>;
  for (const column in shown) if (shown[column] === null) shown[column] = undefined;
  return row as Present<Row>;
}

/**
 * Statements whose text never changes: each is composed once, at its first use, and kept prepared by
 * PostgreSQL. A call only gives values. Declare them where a module begins: there, no value of a call can get
 * into the text that all calls share.
 */
import { type CompiledQuery, type RawBuilder, sql } from "kysely";
import type pg from "pg";

/** A statement's parameters, by the names under which each call gives their values. */
export type Given<Values> = { readonly [Name in keyof Values]-?: RawBuilder<Values[Name]> };

interface Composed<Row> {
  compile(): CompiledQuery<Row>;
}

/** Stands in a composed statement for a value that each call gives. */
class Placeholder {
  readonly name: PropertyKey;
  constructor(name: PropertyKey) {
    this.name = name;
  }
}

const placeholders = new Proxy({}, { get: (_, name) => sql.val(new Placeholder(name)) });

/** @param name of the statement in PostgreSQL; each needs its own */
export function prepared<Values extends object, Row extends object>(
  name: string,
  compose: (given: Given<Values>) => Composed<Row>,
): (database: Pick<pg.ClientBase, "query"> | pg.Pool, values: Values) => Promise<Row[]> {
  const statementWith = composedOnce(compose);
  return async (database, values) => {
    const { rows } = await database.query<Row>({ name, ...statementWith(values) });
    return rows;
  };
}

/** A statement that is composed once, but planned for the values of each call. */
export function composedOnce<Values extends object>(
  compose: (given: Given<Values>) => Composed<unknown>,
): (values: Values) => { readonly text: string; readonly values: unknown[] } {
  let composed: CompiledQuery | undefined;
  return (values) => {
    composed ??= compose(placeholders as Given<Values>).compile();
    const { sql: text, parameters } = composed;
    return { text, values: parameters.map((each) => valueOf(each, values)) };
  };
}

const valueOf = (parameter: unknown, values: object): unknown =>
  parameter instanceof Placeholder
    ? (values as Record<PropertyKey, unknown>)[parameter.name]
    : parameter;

/** The parameters of a statement that is composed for one call alone. */
export function givenOnce<Values extends object>(values: Values): Given<Values> {
  const given = Object.entries(values).map(([name, value]) => [name, sql.val(value)]);
  return Object.fromEntries(given) as Given<Values>;
}

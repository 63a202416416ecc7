/**
 * The prepared statements of all connections that this process has opened: the plans that PostgreSQL keeps for
 * any values, and for which statements it keeps none (docs/decisions/0044-plans-that-are-kept.md).
 */
import { setTimeout as pause } from "node:timers/promises";
import { Client, DatabaseError, type Pool } from "pg";

const opened = new Set<Client>();
// oxlint-disable-next-line typescript/unbound-method -- called with its own client
const { connect } = Client.prototype;
Client.prototype.connect = function connectKnown(this: Client, ...given: unknown[]): unknown {
  opened.add(this);
  this.once("end", () => opened.delete(this));
  return Reflect.apply(connect, this, given);
} as typeof connect;

/**
 * PostgreSQL decides at the sixth call. While tables grow from call to call, as in a test, plans for any values
 * seem dearer than the earlier ones for some calls more.
 */
const enough = 15;
/** Milliseconds. */
const patience = 2_000;
/** The values decide how much these read. */
const plannedForValues = ["read_all", "changes", "changes-more-than", "valid codes"];

/** The former has a row for each running process, the latter a single one. */
const alwaysFew = ["instances", "changes_pruned"];

/** As tables are until PostgreSQL, or the service, has looked at what they hold. */
export async function leaveUnanalyzed(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ readonly change: string }>(
    `select format('alter table %I set (autovacuum_enabled = off)', c.relname) as change
     from pg_stat_user_tables join pg_class c on c.oid = relid where c.relkind = 'r'`,
  );
  for (const { change } of rows) await pool.query(change);
}

/**
 * The names of all statements prepared so far, with the tables that their plans for any values read from the
 * beginning to the end. Tables that were analyzed are left out, because it is right to read a small one so.
 * Whether a plan is kept yet does not count: it depends on how many events a projection folded at once.
 */
export async function wholeReads(): Promise<ReadonlyMap<string, readonly string[]>> {
  const reads = new Map<string, readonly string[]>();
  for (const client of opened) {
    try {
      await addWholeReads(client, reads);
    } catch (error) {
      // A connection of a pool may end at any time.
      if (error instanceof DatabaseError) throw error;
    }
  }
  return reads;
}

async function addWholeReads(client: Client, reads: Map<string, readonly string[]>): Promise<void> {
  const unknown = await client.query<{ readonly name: string }>(
    "select relname as name from pg_class where relkind = 'r' and reltuples = -1",
  );
  const tables = new Set(unknown.rows.map(({ name }) => name)).difference(new Set(alwaysFew));
  const { rows } = await client.query<{ readonly name: string; readonly call: string }>({
    text: `select name, format('explain (format json) execute %I', name) ||
              case when cardinality(parameter_types) > 0
                then '(null' || repeat(', null', cardinality(parameter_types) - 1) || ')' else '' end as call
           from pg_prepared_statements where name <> all($1::text[])`,
    values: [plannedForValues],
  });
  await client.query("set plan_cache_mode = force_generic_plan");
  try {
    for (const { name, call } of rows) {
      if (reads.has(name)) continue;
      const explained = await client.query<Explained>(call);
      const whole = explained.rows.flatMap((row) =>
        row["QUERY PLAN"].flatMap(({ Plan }) => readWhole(Plan)),
      );
      reads.set(
        name,
        whole.filter((table) => tables.has(table)),
      );
    }
  } finally {
    await client.query("reset plan_cache_mode");
  }
}

/** As PostgreSQL explains it; of the fields that it has for all kinds of node, those that matter here. */
interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly PlanNode[];
}
interface Explained {
  readonly "QUERY PLAN": readonly { readonly Plan: PlanNode }[];
}

/**
 * Without a condition, an index is read from its beginning too, unless a limit ends it. The index of a bitmap
 * does not name its table; a node above it does.
 */
function readWhole(node: PlanNode, parent?: PlanNode): string[] {
  const { "Node Type": type, Plans: below = [] } = node;
  const named = {
    ...node,
    "Relation Name": node["Relation Name"] ?? parent?.["Relation Name"] ?? "",
  };
  const isUnbounded = node["Index Cond"] === undefined && parent?.["Node Type"] !== "Limit";
  const isWhole = type === "Seq Scan" || (type.includes("Index") && isUnbounded);
  return [
    ...(isWhole ? [named["Relation Name"]] : []),
    ...below.flatMap((each) => readWhole(each, named)),
  ];
}

/** @throws Error with the names of the statements. A connection that no longer answers is left out. */
export async function expectKeptPlans(): Promise<void> {
  const statement = {
    text: `select name from pg_prepared_statements
           where custom_plans > $1 and generic_plans = 0 and name <> all($2::text[])`,
    values: [enough, plannedForValues],
  };
  const names = new Set<string>();
  const asked = [...opened].map(async (client) => {
    const { rows } = await client.query<{ readonly name: string }>(statement);
    for (const { name } of rows) names.add(name);
  });
  await Promise.race([Promise.allSettled(asked), pause(patience, undefined, { ref: false })]);
  if (names.size === 0) return;
  throw new Error(
    `planned anew at each call: ${[...names].toSorted().join(", ")}; give arrays through givenArray, or name a statement that is planned for its values in test/support/kept-plans.ts`,
  );
}

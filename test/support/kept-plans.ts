/**
 * The prepared statements of all connections that this process has opened: which plans PostgreSQL has kept, and
 * for which statements it keeps none (docs/decisions/0044-plans-that-are-kept.md).
 */
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

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

/** The plans that PostgreSQL has kept, as it explains them, by the names of their statements. */
export async function keptPlans(): Promise<ReadonlyMap<string, string>> {
  const plans = new Map<string, string>();
  for (const client of opened) {
    const { rows } = await client.query<{ readonly name: string; readonly call: string }>(
      `select name, format('explain execute %I', name) ||
                case when cardinality(parameter_types) > 0
                  then '(null' || repeat(', null', cardinality(parameter_types) - 1) || ')' else '' end as call
       from pg_prepared_statements where generic_plans > 0`,
    );
    // Else a plan for these values may be shown.
    await client.query("set plan_cache_mode = force_generic_plan");
    for (const { name, call } of rows) {
      if (plans.has(name)) continue;
      const lines = await client.query<{ readonly "QUERY PLAN": string }>(call);
      plans.set(name, lines.rows.map((line) => line["QUERY PLAN"]).join("\n"));
    }
    await client.query("reset plan_cache_mode");
  }
  return plans;
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

/** Shadow tables: created like the serving tables, and switched in under the same names. */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import type { Place } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import { takeOverSetAside } from "./set-aside.ts";
import { transaction } from "../../platform/database/pool.ts";

/** The schema of the serving tables, in which migrations create them. */
const servingSchema = "public";

const shadowSuffix = "_shadow";

/** The schema of a projection's shadow tables. */
export function shadowSchema(name: string): string {
  return name + shadowSuffix;
}

const formerSchema = (name: string): string => `${name}_former`;

/**
 * While a table is filled, automatic vacuums only remove dead rows: to look at new ones again and again, and
 * to count them, costs as much as a tenth of the work.
 */
const whileFilled = {
  autovacuum_vacuum_insert_threshold: "-1",
  autovacuum_analyze_threshold: "2147483647",
};

/** Creates them with primary keys only, which the fold needs. Drops what an interrupted rebuild left. */
export async function createShadowTables(client: pg.ClientBase, { name, tables }: Projection) {
  const schema = shadowSchema(name);
  await client.query(`drop schema if exists ${schema} cascade`);
  await client.query(`create schema ${schema}`);
  for (const table of tables) {
    const serving = `${servingSchema}.${table}`;
    const like = `like ${serving} including all excluding indexes`;
    await client.query(`create table ${schema}.${table} (${like})`);
    const settings = Object.entries(whileFilled).map(([name, value]) => `${name} = ${value}`);
    for (const options of [await optionsOf(client, table), settings.join(", ")]) {
      if (options !== "") await client.query(`alter table ${schema}.${table} set (${options})`);
    }
    const { rows: keys } = await client.query<{ name: string; definition: string }>(
      `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
      [serving],
    );
    for (const key of keys) {
      await client.query(
        `alter table ${schema}.${table} add constraint ${key.name} ${key.definition}`,
      );
    }
  }
}

/**
 * Once they are full: creates the other indexes, which is far faster then, and the planner's statistics, and
 * lets vacuums come as usual.
 * @param clients each makes one index at a time
 */
export async function createShadowIndexes(
  clients: readonly pg.ClientBase[],
  { name, tables }: Projection,
): Promise<void> {
  const [client] = clients;
  if (client === undefined) return;
  const schema = shadowSchema(name);
  const indexes: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ definition: string }>(
      `select pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = $1::regclass and not indisprimary`,
      [`${servingSchema}.${table}`],
    );
    for (const { definition } of rows) {
      const shadow = definition.replace(` ON ${servingSchema}.`, ` ON ${schema}.`);
      if (shadow === definition) {
        throw new Error(`cannot make an index of ${table} from its definition: ${definition}`);
      }
      indexes.push(shadow);
    }
    const filled = Object.keys(whileFilled).join(", ");
    await client.query(`alter table ${schema}.${table} reset (${filled})`);
    const options = await optionsOf(client, table);
    if (options !== "") await client.query(`alter table ${schema}.${table} set (${options})`);
  }
  await runOn(clients, indexes);
  await runOn(
    clients,
    tables.map((table) => `analyze ${schema}.${table}`),
  );
}

/** Each connection takes the next statement as soon as it is free. */
async function runOn(clients: readonly pg.ClientBase[], statements: readonly string[]) {
  const rest = [...statements];
  await Promise.all(
    clients.map(async (client) => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
        await client.query(next);
      }
    }),
  );
}

/** The storage options of a serving table. */
async function optionsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ options: string | null }>(
    "select array_to_string(reloptions, ', ') as options from pg_class where oid = $1::regclass",
    [`${servingSchema}.${table}`],
  );
  return rows[0]?.options ?? "";
}

/** @throws RebuildFailed if a newer program made the serving tables: an older one must not replace them */
export function refuseNewer({ name, version }: Projection, serving = version): void {
  if (serving <= version) return;
  throw new RebuildFailed(
    `the tables of ${name} have version ${serving}, this program has version ${version}: use the newer program, or go back with --replace-newer`,
  );
}

/** Below PostgreSQL's deadlock_timeout, so that the switch gives way and not a reader's query. */
const lockTimeout = "200ms";
const vacuumTimeout = "10s";

interface Switch {
  readonly projection: Projection;
  /** The name of the rebuild's own checkpoint. */
  readonly checkpoint: string;
  readonly replacesNewer: boolean | undefined;
  /** Folds up to the serving tables' position, in the transaction of the switch; returns how far. */
  readonly fillTo: (serving: Position) => Promise<Place>;
}

/**
 * Switches tables and checkpoint in one transaction; returns the position that is now served. Undefined
 * if nothing changed, because a reader held a table or an event could not be folded: catch up, and try
 * again.
 */
export async function switchTables(
  client: pg.ClientBase,
  { projection, checkpoint, replacesNewer, fillTo }: Switch,
): Promise<Position | undefined> {
  const { name, version, tables } = projection;
  const shadow = shadowSchema(name);
  const former = formerSchema(name);
  let place: Place;
  await client.query(`drop schema if exists ${former} cascade`);
  await client.query("begin");
  try {
    // An automatic vacuum gives way only to a lock that waits longer than the switch may wait. This lock
    // blocks neither readers nor writers, so it can wait; once held, it keeps the vacuum away.
    await client.query(`set local lock_timeout = '${vacuumTimeout}'`);
    const all = tables.flatMap((table) => [`${servingSchema}.${table}`, `${shadow}.${table}`]);
    await client.query(`lock table ${all.join(", ")} in share update exclusive mode`);
    await client.query(`set local lock_timeout = '${lockTimeout}'`);
    await client.query("set local synchronous_commit = on");
    // Blocks the runner, because each of its batches first moves this checkpoint.
    const { rows } = await client.query<{ position: Position; version: number }>(
      "select position, version from projection_checkpoints where name = $1 for update",
      [name],
    );
    if (replacesNewer !== true) refuseNewer(projection, rows[0]?.version);
    place = await fillTo(rows[0]?.position ?? 0n);
    await client.query(`create schema ${former}`);
    for (const table of tables) {
      await client.query(`alter table ${servingSchema}.${table} set schema ${former}`);
      await client.query(`alter table ${shadow}.${table} set schema ${servingSchema}`);
    }
    await client.query(
      `insert into projection_checkpoints
         (name, version, position, event_position, event_id, moved_at)
       values ($1, $2, $3, $3, $4, now())
       on conflict (name) do update set version = excluded.version, position = excluded.position,
         event_position = excluded.event_position, event_id = excluded.event_id,
         moved_at = excluded.moved_at`,
      [name, version, place.position, place.eventId],
    );
    await client.query("delete from projection_failures where name = $1", [name]);
    await client.query("delete from projection_checkpoints where name = $1", [checkpoint]);
    await takeOverSetAside(client, checkpoint, name);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    if (error instanceof RebuildFailed) throw error;
    return undefined;
  }
  await client.query(`drop schema ${former} cascade`);
  await client.query(`drop schema ${shadow} cascade`);
  return place.position;
}

/** Drops the tables of interrupted rebuilds: an abandoned shadow table would miss later erasures. */
export async function dropAbandonedTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select distinct p.name
     from (select split_part(name, '.', 1) as name from projection_checkpoints) p
     join pg_namespace on nspname = p.name || $1`,
    [shadowSuffix],
  );
  for (const { name } of rows) {
    await transaction(pool, async (client) => {
      const { rows: locks } = await client.query<{ locked: boolean }>(
        "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked",
        [`projection ${name} rebuild`],
      );
      if (locks[0]?.locked !== true) return;
      await client.query(`drop schema if exists ${shadowSchema(name)} cascade`);
    });
  }
}

export class RebuildFailed extends Error {
  override readonly name: string = "RebuildFailed";
}

/** Another process rebuilds the projection, or its tables are constantly in use. A later try may succeed. */
export class RebuildPostponed extends RebuildFailed {
  override readonly name = "RebuildPostponed";
}

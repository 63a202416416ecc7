/** Switches shadow tables in under the names of the serving tables, in one short transaction. */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import type { Place } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import { takeOverSetAside } from "./set-aside.ts";
import { findDifference } from "./table-shapes.ts";
import { formerSchema, servingSchema, shadowSchema } from "./tables.ts";

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
 * @throws RebuildFailed from refuseNewer; TablesChanged
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
    // blocks neither readers nor writers, so it can wait; once held, it keeps vacuums and migrations away.
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
    const difference = await findDifference(client, projection);
    if (difference !== undefined) throw new TablesChanged(name, difference);
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

export class RebuildFailed extends Error {
  override readonly name: string = "RebuildFailed";
}

/** Another process rebuilds the projection, or its tables are constantly in use. A later try may succeed. */
export class RebuildPostponed extends RebuildFailed {
  override readonly name: string = "RebuildPostponed";
}

/** The serving tables differ from those that were rebuilt: a migration has come meanwhile, and must not be undone. */
export class TablesChanged extends RebuildPostponed {
  override readonly name = "TablesChanged";

  constructor(projection: string, difference: string) {
    super(
      `the serving and the rebuilt tables of ${projection} differ in ${difference}, which was probably changed meanwhile; they must be rebuilt again`,
    );
  }
}

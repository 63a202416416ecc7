/** What an operator can do about a projection that stopped at an event. */
import type pg from "pg";
import { transaction } from "../../platform/database/pool.ts";
import type { Position } from "../../eventstore/port.ts";
import {
  announceChange,
  type Checkpoint,
  type ProjectionFailure,
  readCheckpoint,
} from "./checkpoint.ts";

/** The request does not fit the projection's state; the message says what does. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}

export interface GroupOverview extends Checkpoint {
  readonly name: string;
}

/** All groups that have a checkpoint, ordered by name. */
export async function listGroups(pool: pg.Pool): Promise<GroupOverview[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from projection_checkpoints where name not like '%.rebuild' order by name",
  );
  const groups: GroupOverview[] = [];
  for (const { name } of rows) {
    const checkpoint = await readCheckpoint(pool, name);
    if (checkpoint) groups.push({ name, ...checkpoint });
  }
  return groups;
}

/** The name of the one group that has stopped. @throws NotPossible if none or several have */
export async function stoppedGroup(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from projection_failures order by name",
  );
  const names = rows.map(({ name }) => name);
  if (names.length > 1)
    throw new NotPossible(`several projections have stopped; name one: ${names.join(", ")}`);
  const [name] = names;
  if (name === undefined)
    throw new NotPossible("no projection has stopped; there is nothing to do");
  return name;
}

/** Lets a stopped group try its event again, once the cause is fixed. */
export async function retry(pool: pg.Pool, name: string): Promise<ProjectionFailure> {
  return decide(pool, name, async () => undefined);
}

export interface Skip {
  readonly position: Position;
  /** Who decided, and why. Both are kept forever. */
  readonly by: string;
  readonly reason: string;
}

/**
 * Skips the event at which the group stopped, and lets the group continue. The read models then lack what
 * the event says. A rebuild tries the event again, and skips it if it still fails.
 */
export async function skip(
  pool: pg.Pool,
  name: string,
  { position, by, reason }: Skip,
): Promise<ProjectionFailure> {
  return decide(pool, name, async (client, failure) => {
    if (failure.position !== position) {
      throw new NotPossible(
        `${name} stopped at position ${failure.position}, not ${position}; nothing was skipped`,
      );
    }
    await client.query(
      `insert into projection_skips
         (name, position, event_id, event_type, error, skipped_by, reason, skipped_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())
       on conflict (name, position) do nothing`,
      [name, position, failure.eventId, failure.eventType, failure.error, by, reason],
    );
  });
}

async function decide(
  pool: pg.Pool,
  name: string,
  record: (client: pg.PoolClient, failure: ProjectionFailure) => Promise<void>,
): Promise<ProjectionFailure> {
  return transaction(pool, async (client) => {
    const failure = (await readCheckpoint(client, name))?.failure;
    if (failure === undefined)
      throw new NotPossible(`${name} has not stopped; there is nothing to do`);
    await record(client, failure);
    await client.query("delete from projection_failures where name = $1", [name]);
    await announceChange(client, name);
    return failure;
  });
}

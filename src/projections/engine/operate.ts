/** What an operator can do about a projection that has stopped at an event. */
import type pg from "pg";
import { transaction } from "../../platform/database/pool.ts";
import type { Position } from "../../eventstore/port.ts";
import {
  announceChange,
  type Checkpoint,
  type ProjectionFailure,
  readCheckpoint,
} from "./checkpoint.ts";

/** The operator asked for something that does not fit; the message says what does. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}

export interface GroupOverview extends Checkpoint {
  readonly name: string;
}

/** Every group that has a checkpoint, in the order of their names. */
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

/** The name of the one group that has stopped. @throws NotPossible where there is none, or several. */
export async function stoppedGroup(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from projection_failures order by name",
  );
  const names = rows.map(({ name }) => name);
  if (names.length > 1)
    throw new NotPossible(`several have stopped, name one: ${names.join(", ")}`);
  const [name] = names;
  if (name === undefined)
    throw new NotPossible("no projection has stopped; there is nothing to do");
  return name;
}

/** Lets a stopped group try its event again: after a fix, or once what was missing is there. */
export async function retry(pool: pg.Pool, name: string): Promise<ProjectionFailure> {
  return decide(pool, name, async () => undefined);
}

export interface Skip {
  readonly position: Position;
  /** Who decided, and why: kept forever. */
  readonly by: string;
  readonly reason: string;
}

/**
 * Leaves out the event at which the group has stopped, and lets it go on. What the event says is then
 * missing from the read models; a rebuild tries it again, and leaves it out where it still fails.
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

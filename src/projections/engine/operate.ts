/** What an operator can do about a projection that stopped at an event, or set something aside. */
import type pg from "pg";
import { transaction } from "../../platform/database/pool.ts";
import type { Position } from "../../eventstore/port.ts";
import {
  announceChange,
  type Checkpoint,
  type ProjectionFailure,
  readCheckpoint,
} from "./checkpoint.ts";
import { listSetAside, type SetAside } from "./set-aside.ts";

/** The request does not fit the projection's state; the message says what does. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}

export interface GroupOverview extends Checkpoint {
  readonly name: string;
  readonly setAside: readonly SetAside[];
}

/** How many the overview names. */
const shownSetAside = 1_000;

/** All groups that have a checkpoint, ordered by name. */
export async function listGroups(pool: pg.Pool): Promise<GroupOverview[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from projection_checkpoints where name not like '%.rebuild' order by name",
  );
  const groups: GroupOverview[] = [];
  for (const { name } of rows) {
    const checkpoint = await readCheckpoint(pool, name);
    const setAside = await listSetAside(pool, name, shownSetAside);
    if (checkpoint) groups.push({ name, ...checkpoint, setAside });
  }
  return groups;
}

/** The name of the one group that needs an operator. @throws NotPossible if none or several do */
export async function failedGroup(pool: pg.Pool): Promise<string> {
  // What is set aside has a row among the failures too (advance.ts).
  const { rows } = await pool.query<{ name: string }>(
    `select name from projection_failures union
     select name from projection_set_aside where name not like '%.rebuild' order by name`,
  );
  const names = rows.map(({ name }) => name);
  if (names.length > 1)
    throw new NotPossible(`several projections have failed; name one: ${names.join(", ")}`);
  const [name] = names;
  if (name === undefined)
    throw new NotPossible(
      "no projection has stopped or set anything aside; there is nothing to do",
    );
  return name;
}

/**
 * Lets a stopped group try its event again, once the cause is fixed.
 * @returns undefined if it has not stopped but set something aside, which only a rebuild tries again
 */
export async function retry(pool: pg.Pool, name: string): Promise<ProjectionFailure | undefined> {
  return decide(pool, name, async () => undefined);
}

interface Skip {
  readonly position: Position;
  /** Who decided, and why. Both are kept forever. */
  readonly by: string;
  readonly reason: string;
}

/**
 * Skips the event at which the group stopped, and lets the group continue; or an event for which something
 * is set aside, until a rebuild leaves it out. The read models then lack what the event says. A rebuild
 * tries the event again, and skips it if it still fails.
 */
export async function skip(pool: pg.Pool, name: string, asked: Skip): Promise<Skipped> {
  const { position, by, reason } = asked;
  let skipped: ProjectionFailure | undefined;
  const stopped = await decide(pool, name, async (client, failed) => {
    skipped = failed.find((each) => each.position === position);
    if (skipped === undefined) {
      const failedAt = [...new Set(failed.map((each) => each.position))].join(", ");
      throw new NotPossible(
        `${name} failed at position ${failedAt}, not ${position}; nothing was skipped`,
      );
    }
    await client.query(
      `insert into projection_skips
         (name, position, event_id, event_type, error, skipped_by, reason, skipped_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())
       on conflict (name, position) do nothing`,
      [name, position, skipped.eventId, skipped.eventType, skipped.error, by, reason],
    );
    return skipped;
  });
  if (skipped === undefined) throw new Error("nothing was decided");
  return { ...skipped, isSetAside: stopped === undefined };
}

interface Skipped extends ProjectionFailure {
  /** Was something set aside for it? Then a rebuild must follow. */
  readonly isSetAside: boolean;
}

/**
 * Lets the group continue, if the decision is about the event at which it stopped.
 * @param record is told all events that failed, and returns the one that is decided
 */
async function decide(
  pool: pg.Pool,
  name: string,
  record: (
    client: pg.PoolClient,
    failed: readonly ProjectionFailure[],
  ) => Promise<ProjectionFailure | undefined>,
): Promise<ProjectionFailure | undefined> {
  return transaction(pool, async (client) => {
    const failure = (await readCheckpoint(client, name))?.failure;
    const setAside = await listSetAside(client, name, shownSetAside);
    if (failure === undefined && setAside.length === 0)
      throw new NotPossible(`${name} has not stopped; there is nothing to do`);
    const decided = await record(client, failure === undefined ? setAside : [failure, ...setAside]);
    if (failure === undefined || (decided !== undefined && decided !== failure)) return undefined;
    await client.query("delete from projection_failures where name = $1", [name]);
    await announceChange(client, name);
    return failure;
  });
}

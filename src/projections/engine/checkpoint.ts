/** The stored state of a projection group: its checkpoint, the event it stopped at, skipped events. */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";

/** A place in the event store, and the event there; none at position 0. */
export interface Place {
  readonly position: Position;
  readonly eventId?: string | undefined;
}

export interface Checkpoint {
  readonly version: number;
  readonly position: Position;
  /** RFC 3339. */
  readonly movedAt: string;
  readonly failure: ProjectionFailure | undefined;
  /** The versions of the programs that set something aside; none if nothing is. */
  readonly setAsideBy: readonly string[];
}

/** The event at which a group stopped, and why; never the event's content. */
export interface ProjectionFailure {
  readonly position: Position;
  readonly eventId: string;
  readonly eventType: string;
  readonly error: string;
  /** RFC 3339. */
  readonly failedAt: string;
  /** The version of the program that failed; versions before 0.2.0 did not record it. */
  readonly program: string | undefined;
}

/** Another process moved the checkpoint: a rebuild was switched in, or another runner took over. */
export class Fenced extends Error {
  override readonly name = "Fenced";
}

type Client = pg.Pool | pg.ClientBase;

interface CheckpointRow
  extends Omit<Checkpoint, "failure">, Omit<ProjectionFailure, "position" | "program"> {
  readonly failedPosition: Position | null;
  readonly program: string | null;
}

/** A failure before the checkpoint was set aside; it is kept for older programs (advance.ts). */
export async function readCheckpoint(
  client: Client,
  name: string,
): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<CheckpointRow>({
    name: "read checkpoint",
    text: `select c.version, c.position, c.moved_at as "movedAt", f.position as "failedPosition",
                  f.event_id as "eventId", f.event_type as "eventType", f.error,
                  f.failed_at as "failedAt", f.program,
                  array(select distinct coalesce(s.program, '0') from projection_set_aside s
                        where s.name = c.name) as "setAsideBy"
           from projection_checkpoints c
           left join projection_failures f on f.name = c.name and f.position > c.position
           where c.name = $1`,
    values: [name],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { version, position, movedAt, setAsideBy, failedPosition, program, ...failed } = row;
  const failure =
    failedPosition === null
      ? undefined
      : { position: failedPosition, ...failed, program: program ?? undefined };
  return { version, position, movedAt, failure, setAsideBy };
}

/** Creates the group's checkpoint, if it has none yet. */
export async function beginCheckpoint(client: Client, name: string, version: number) {
  await client.query(
    `insert into projection_checkpoints (name, version, position, moved_at)
     values ($1, $2, 0, now()) on conflict (name) do nothing`,
    [name, version],
  );
}

/**
 * Moves the checkpoint. As the first statement of a batch's transaction it locks the row, so until the
 * commit no other runner can move it and no rebuild can be switched in. It keeps the event's id, which
 * proves later that the event store still is the one that was folded (same-store.ts).
 * @throws Fenced if the checkpoint is not at `from` or belongs to a newer version
 */
export async function moveCheckpoint(
  client: pg.ClientBase,
  { name, version }: { readonly name: string; readonly version: number },
  from: Position,
  { position, eventId }: Place,
): Promise<void> {
  const { rowCount } = await client.query({
    name: "move checkpoint",
    text: `update projection_checkpoints set position = $3, event_position = $3, event_id = $5,
             moved_at = now()
           where name = $1 and position = $2 and version <= $4`,
    values: [name, from, position, version, eventId],
  });
  if (rowCount !== 1) throw new Fenced(`the checkpoint of ${name} is no longer at ${from}`);
}

export async function recordFailure(
  client: Client,
  name: string,
  { position, eventId, eventType, error, program }: Omit<ProjectionFailure, "failedAt">,
): Promise<void> {
  await client.query(
    `insert into projection_failures (name, position, event_id, event_type, error, program, failed_at)
     values ($1, $2, $3, $4, $5, $6, now())
     on conflict (name) do update set position = excluded.position, event_id = excluded.event_id,
       event_type = excluded.event_type, error = excluded.error,
       program = excluded.program, failed_at = excluded.failed_at`,
    [name, position, eventId, eventType, error, program],
  );
}

/** Lets the group try the event again, unless somebody else has already decided. */
export async function forgetFailure(client: Client, name: string, { position }: ProjectionFailure) {
  await client.query("delete from projection_failures where name = $1 and position = $2", [
    name,
    position,
  ]);
}

/** Did an operator skip the event? */
export async function isSkipped(client: Client, name: string, { position, eventId }: Place) {
  const { rowCount } = await client.query(
    "select 1 from projection_skips where name = $1 and position = $2 and event_id = $3",
    [name, position, eventId],
  );
  return rowCount === 1;
}

/** The channel on which a group tells its instances the position that is now visible, or `changed`. */
export function channelOf(name: string): string {
  return `projection_${name}`;
}

/** Makes the group on every instance read its state again. */
export async function announceChange(client: Client, name: string): Promise<void> {
  await client.query("select pg_notify($1, 'changed')", [channelOf(name)]);
}

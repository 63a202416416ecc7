/**
 * Checks that the event store is the one from which this database was filled: the first event is the one
 * that was recorded, and every checkpoint stands at the event that it folded last. A store that was restored
 * from an older backup, or another store, is told by that.
 */
import type pg from "pg";
import type { EventStore, Position, StoredRecord } from "../../eventstore/port.ts";
import type { Place } from "./checkpoint.ts";

const advice = 'see "Backup and restore" in docs/operations.md';

/** The first event. */
type Identity = Required<Place>;

interface StandingRow {
  readonly name: string;
  readonly position: Position;
  readonly event_id: string | null;
}

/** Says what is wrong and what to do; undefined if the store fits. @throws what the stores throw */
export async function findDisagreement(
  pool: pg.Pool,
  store: EventStore,
): Promise<string | undefined> {
  const identity = await readIdentity(pool);
  if (identity !== undefined && !(await hasEvent(store, identity))) return describeOther(identity);
  const { rows } = await pool.query<StandingRow>({
    name: "checkpoints' events",
    text: `select name, position, case when event_position = position then event_id end as event_id
           from projection_checkpoints
           where position > 0 and name not like '%.rebuild' order by position desc, name`,
  });
  const ids = new Map<Position, string | undefined>();
  for (const { position } of rows) {
    if (!ids.has(position)) ids.set(position, await store.eventIdAt(position));
  }
  const wrong = rows.filter(({ position, event_id: folded }) => {
    const id = ids.get(position);
    return id === undefined || (folded !== null && id !== folded);
  });
  const [first] = wrong;
  if (first === undefined) {
    // An earlier version of the program did not record it.
    if (identity === undefined) await findIdentity(pool, store);
    return undefined;
  }
  const end = await store.lastPosition();
  const names = wrong.map(({ name }) => name).join(", ");
  const found =
    first.position > end
      ? `it ends at position ${end}, but ${first.name} has folded up to position ${first.position}`
      : `its event at position ${first.position} is not the one that ${first.name} has folded`;
  return `the event store has lost events: ${found}. Restore a newer backup of the event store; or, if there is none, stop every instance and run \`muster projections rebuild\` for each of: ${names}; ${advice}`;
}

/** The same for the first event alone: a rebuild may start over after lost events, but not on another store. */
export async function findOtherStore(
  client: pg.Pool | pg.ClientBase,
  store: EventStore,
): Promise<string | undefined> {
  const identity = await readIdentity(client);
  if (identity === undefined || (await hasEvent(store, identity))) return undefined;
  return describeOther(identity);
}

async function readIdentity(client: pg.Pool | pg.ClientBase): Promise<Identity | undefined> {
  const { rows } = await client.query<Identity>({
    name: "event store's identity",
    text: `select first_position as position, first_event_id as "eventId" from event_store_identity`,
  });
  return rows[0];
}

async function hasEvent(store: EventStore, { position, eventId }: Identity): Promise<boolean> {
  return (await store.eventIdAt(position)) === eventId;
}

function describeOther({ position, eventId }: Identity): string {
  return `this is not the event store of this database: the first event, ${eventId}, is not at position ${position}. Check EVENTSTORE_URL and DATABASE_URL, or restore the event store from a backup; ${advice}`;
}

async function findIdentity(pool: pg.Pool, store: EventStore): Promise<void> {
  for await (const [first] of store.readAll(0n, 1)) {
    if (first !== undefined) await recordIdentity(pool, first);
    return;
  }
}

/** Records the event store's first event, unless one is recorded. */
export async function recordIdentity(
  client: pg.Pool | pg.ClientBase,
  { position, id }: Pick<StoredRecord, "position" | "id">,
): Promise<void> {
  await client.query(
    `insert into event_store_identity (first_position, first_event_id)
     values ($1, $2) on conflict do nothing`,
    [position, id],
  );
}

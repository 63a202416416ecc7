/**
 * What a projection has set aside: the organizations and people of whom an event could not be folded. Their
 * later events are held back, so nothing is folded onto a gap (docs/decisions/0018).
 */
import type pg from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import {
  categoryOf,
  idIn,
  membershipIn,
  organizationStream,
  userStream,
} from "../../domain/streams.ts";
import type { Position, StoredRecord } from "../../eventstore/port.ts";
import type { ProjectionFailure } from "./checkpoint.ts";

type Client = pg.Pool | pg.ClientBase;

/** What is set aside, and the event for which. */
export interface SetAside extends ProjectionFailure {
  readonly key: string;
}

/** More events than this say that the program is wrong, not the events; then the projection stops. */
export const maxPoisonEvents = 100;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whose event it is: the name of an organization's or a person's own stream. Undefined if the record does
 * not tell; then nothing smaller than the projection can be set aside.
 */
export function keyOf({ stream, metadata }: StoredRecord): string | undefined {
  switch (categoryOf(stream)) {
    case "organization":
      return organizationKey(idIn(stream));
    case "member":
      return organizationKey(membershipIn(stream).organizationId);
    case "user":
      return personKey(idIn(stream));
    case "session":
    case "token":
    case "email":
      return personKey(idsOf(metadata).subjectId);
    default:
      return organizationKey(idsOf(metadata).organizationId);
  }
}

const organizationKey = (id: unknown): string | undefined =>
  isId(id) ? organizationStream(id) : undefined;
const personKey = (id: unknown): string | undefined => (isId(id) ? userStream(id) : undefined);
const isId = (id: unknown): id is string => typeof id === "string" && uuid.test(id);

function idsOf(metadata: string): { subjectId?: unknown; organizationId?: unknown } {
  try {
    return Object(JSON.parse(metadata)) as object;
  } catch {
    return {};
  }
}

/** The organization that the key names; undefined if it names a person. */
export function organizationInKey(key: string): string | undefined {
  return categoryOf(key) === "organization" ? idIn(key) : undefined;
}

/** @param name of a checkpoint: a projection's own or its rebuild's */
export async function readKeys(client: Client, name: string): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>({
    name: "keys set aside",
    text: "select key from projection_set_aside where name = $1",
    values: [name],
  });
  return new Set(rows.map(({ key }) => key));
}

/** For how many events. */
export async function countPoison(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(distinct position)::integer as count from projection_set_aside where name = $1",
    [name],
  );
  return rows[0]?.count ?? 0;
}

export async function setKeysAside(
  client: Client,
  name: string,
  keys: readonly string[],
  { position, eventId, eventType, error, program }: Omit<ProjectionFailure, "failedAt">,
): Promise<void> {
  await client.query(
    `insert into projection_set_aside
       (key, name, position, event_id, event_type, error, program, set_aside_at)
     select key, $2, $3, $4, $5, $6, $7, now() from unnest($1::text[]) key
     on conflict do nothing`,
    [keys, name, position, eventId, eventType, error, program],
  );
}

/** Sets further keys aside for the event for which `key` already is. */
export async function spreadKeys(
  client: Client,
  name: string,
  key: string,
  further: readonly string[],
): Promise<void> {
  await client.query(
    `insert into projection_set_aside
     select further, s.name, position, event_id, event_type, error, program, set_aside_at
     from projection_set_aside s, unnest($3::text[]) further where s.key = $1 and s.name = $2
     on conflict do nothing`,
    [key, name, further],
  );
}

export async function isAnySetAside(client: Client, name: string, keys: readonly string[]) {
  const { rowCount } = await client.query({
    name: "is any set aside",
    text: `select 1 from projection_set_aside where name = $1 and key = any(${givenArray(2, "text")}) limit 1`,
    values: [name, keys],
  });
  return rowCount === 1;
}

export interface HeldBack {
  readonly position: Position;
  readonly key: string;
}

export async function holdBack(client: Client, name: string, events: readonly HeldBack[]) {
  if (events.length === 0) return;
  await client.query(
    `insert into projection_held_back (name, position, key)
     select $1, position, key from unnest($2::bigint[], $3::text[]) held (position, key)`,
    [name, events.map(({ position }) => position), events.map(({ key }) => key)],
  );
}

export async function isHeldBack(client: Client, name: string, position: Position) {
  const { rowCount } = await client.query({
    name: "is held back",
    text: "select 1 from projection_held_back where name = $1 and position = $2",
    values: [name, position],
  });
  return rowCount === 1;
}

/** The first of them, by event. */
export async function listSetAside(client: Client, name: string, limit: number) {
  const { rows } = await client.query<
    Omit<SetAside, "program"> & { readonly program: string | null }
  >(
    `select key, position, event_id as "eventId", event_type as "eventType", error, program,
            set_aside_at as "failedAt"
     from projection_set_aside where name = $1 order by position, key limit $2`,
    [name, limit],
  );
  return rows.map((row) => ({ ...row, program: row.program ?? undefined }));
}

/** Forgets what a projection, or a rebuild, has set aside. */
export async function forgetSetAside(client: Client, name: string): Promise<void> {
  await client.query("delete from projection_set_aside where name = $1", [name]);
  await client.query("delete from projection_held_back where name = $1", [name]);
}

/** The rebuilt tables are switched in: what the rebuild set aside replaces what the projection did. */
export async function takeOverSetAside(client: Client, from: string, to: string): Promise<void> {
  await forgetSetAside(client, to);
  await client.query("update projection_set_aside set name = $2 where name = $1", [from, to]);
  await client.query("update projection_held_back set name = $2 where name = $1", [from, to]);
  // An older program, which knows nothing of this, must not fold what follows.
  await client.query(
    `insert into projection_failures (name, position, event_id, event_type, error, program, failed_at)
     select name, position, event_id, event_type, error, program, set_aside_at
     from projection_set_aside where name = $1 order by position limit 1`,
    [to],
  );
}

/**
 * Reads and prunes the stored changes. Written by hand and prepared, because each round of every instance
 * runs them, and pruning deletes in batches.
 */
import type pg from "pg";
import { addDays } from "../../domain/time.ts";
import type { Position } from "../../eventstore/port.ts";
import { namesIn, type PersonName } from "../engine/people-names.ts";
import { type ChangeRow, everyOrganization, type StoredChange } from "./changes.ts";

/** How far the two read models are that must contain a change before it is delivered. */
export interface Ends {
  /** The position that ordinary reads show. */
  readonly read: Position;
  /** The position that both ordinary reads and the stored changes contain. */
  readonly deliverable: Position;
  /** Names the organizations of which changes were held back before that. */
  readonly setAside: ReadonlySet<string>;
}

export async function readEnds(pool: pg.Pool): Promise<Ends> {
  const { rows } = await pool.query<{ name: string; position: Position; keys: string[] }>({
    name: "changes-ends",
    text: `select name, position,
                  array(select key from projection_set_aside s where s.name = c.name) as keys
           from projection_checkpoints c where name in ('directory', 'changes')`,
  });
  const [read = 0n, stored = 0n] = ["directory", "changes"].map(
    (name) => rows.find((row) => row.name === name)?.position,
  );
  const setAside = new Set(rows.flatMap(({ keys }) => keys));
  return { read, deliverable: stored < read ? stored : read, setAside };
}

export interface ChangesPage {
  readonly changes: readonly ChangeRow[];
  /** Up to this position the page holds every change of the organizations. */
  readonly reached: Position;
}

type Row = Omit<StoredChange, "organization_id"> & { readonly organization_id: string | null };

/**
 * The changes of several organizations in a range of positions, in order. A change of a person's own
 * data appears once for each of these organizations that the person has joined. Where they are only
 * invited it does not appear, because the organization shows what the inviter wrote.
 */
export async function readChanges(
  pool: pg.Pool,
  organizationIds: readonly string[],
  range: { readonly after: Position; readonly upTo: Position },
  limit: number,
): Promise<ChangesPage> {
  const { rows } = await pool.query<Row>({
    name: "changes",
    text: `select c.position, c.type, c.user_id, c.solution_id, c.occurred_at, c.actor_id,
                  case when c.organization_id = $5 then m.organization_id else c.organization_id
                  end as organization_id
           from (
             select * from changes
             where organization_id = any($1::uuid[] || $5::uuid) and position > $2 and position <= $3
             order by position limit $4
           ) c
           left join members m
             on c.organization_id = $5 and m.user_id = c.user_id
             and m.organization_id = any($1) and m.status <> 'INVITED'
           order by c.position`,
    values: [organizationIds, range.after, range.upTo, limit, everyOrganization],
  });
  const isFull = new Set(rows.map(({ position }) => position)).size >= limit;
  return {
    changes: await withNames(pool, rows.flatMap(changeOf)),
    reached: isFull ? (rows.at(-1)?.position ?? range.upTo) : range.upTo,
  };
}

function changeOf(row: Row): ChangeRow[] {
  const { organization_id: organizationId, position, type, occurred_at: occurredAt } = row;
  if (organizationId === null) return [];
  const userId = row.user_id ?? undefined;
  const solutionId = row.solution_id ?? undefined;
  const actor = row.actor_id === null ? undefined : { userId: row.actor_id };
  return [{ organizationId, position, type, userId, solutionId, actor, occurredAt }];
}

/** Each organization shows what it knows of its own people. */
async function withNames(pool: pg.Pool, changes: readonly ChangeRow[]): Promise<ChangeRow[]> {
  const names = new Map<string, ReadonlyMap<string, PersonName>>();
  for (const [id, own] of Map.groupBy(changes, ({ organizationId }) => organizationId)) {
    const actors = own.flatMap(({ actor }) => actor?.userId ?? []);
    names.set(id, await namesIn(pool, id, actors));
  }
  return changes.map((change) => {
    const { actor, organizationId } = change;
    return {
      ...change,
      actor: actor && { ...actor, ...names.get(organizationId)?.get(actor.userId) },
    };
  });
}

/** Does the organization have more than `count` changes after the position? */
export async function areMoreThan(
  pool: pg.Pool,
  organizationId: string,
  after: Position,
  count: number,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "changes-more-than",
    text: `select 1 from changes where organization_id = any(array[$1, $4]::uuid[]) and position > $2
           offset $3 limit 1`,
    values: [organizationId, after, count, everyOrganization],
  });
  return rowCount === 1;
}

/** The position up to which changes were deleted. */
export async function readPruned(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ position: Position }>({
    name: "changes-pruned",
    text: "select position from changes_pruned",
  });
  return rows[0]?.position ?? 0n;
}

/** How long changes are stored. */
const keptDays = 7;
/** Rows deleted by one statement, and statements in one round of housekeeping. */
const batchRows = 10_000;
const maxBatches = 100;

/** Deletes changes that are older than `keptDays`. */
export async function pruneChanges(pool: pg.Pool, now: string): Promise<void> {
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const { rows } = await pool.query<{ count: number }>(
      `with deleted as (
         delete from changes where (organization_id, position) in (
           select organization_id, position from changes where occurred_at < $1 limit $2)
         returning position
       ), noted as (
         update changes_pruned
         set position = greatest(position, (select max(position) from deleted))
         where exists (select 1 from deleted)
       )
       select count(*)::integer as count from deleted`,
      [addDays(now, -keptDays), batchRows],
    );
    if ((rows[0]?.count ?? 0) < batchRows) return;
  }
}

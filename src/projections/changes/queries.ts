/** Reading and pruning the kept changes. */
import type pg from "pg";
import { addDays } from "../../domain/time.ts";
import type { Position } from "../../eventstore/port.ts";
import { type ChangeRow, everyOrganization } from "./changes.ts";

/** How far the two read models are that a delivered change must be in. */
export interface Ends {
  /** What plain reads show. */
  readonly read: Position;
  /** What plain reads show and the kept changes contain. */
  readonly deliverable: Position;
}

export async function readEnds(pool: pg.Pool): Promise<Ends> {
  const { rows } = await pool.query<{ name: string; position: Position }>({
    name: "changes-ends",
    text: `select name, position from projection_checkpoints where name in ('directory', 'changes')`,
  });
  const [read = 0n, kept = 0n] = ["directory", "changes"].map(
    (name) => rows.find((row) => row.name === name)?.position,
  );
  return { read, deliverable: kept < read ? kept : read };
}

export interface ChangesPage {
  readonly changes: readonly ChangeRow[];
  /** How far the page reaches: up to here it holds every change of the organizations. */
  readonly reached: Position;
}

interface Row {
  readonly position: Position;
  readonly type: ChangeRow["type"];
  readonly user_id: string | null;
  readonly solution_id: string | null;
  readonly occurred_at: string;
  readonly organization_id: string | null;
}

/**
 * The changes of several organizations after one position and up to another, in order. A person's own
 * change comes once for every organization of these that shows them as they are: not where they are
 * only invited, which shows what the inviter wrote.
 */
export async function readChanges(
  pool: pg.Pool,
  organizationIds: readonly string[],
  range: { readonly after: Position; readonly upTo: Position },
  limit: number,
): Promise<ChangesPage> {
  const { rows } = await pool.query<Row>({
    name: "changes",
    text: `select c.position, c.type, c.user_id, c.solution_id, c.occurred_at,
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
    changes: rows.flatMap(changeOf),
    reached: isFull ? (rows.at(-1)?.position ?? range.upTo) : range.upTo,
  };
}

function changeOf(row: Row): ChangeRow[] {
  const { organization_id: organizationId, position, type, occurred_at: occurredAt } = row;
  if (organizationId === null) return [];
  const userId = row.user_id ?? undefined;
  const solutionId = row.solution_id ?? undefined;
  return [{ organizationId, position, type, userId, solutionId, occurredAt }];
}

/** Are there more changes of an organization after the position than so many? */
export async function areMoreThan(
  pool: pg.Pool,
  organizationId: string,
  after: Position,
  many: number,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "changes-more-than",
    text: `select 1 from changes where organization_id = any(array[$1, $4]::uuid[]) and position > $2
           offset $3 limit 1`,
    values: [organizationId, after, many, everyOrganization],
  });
  return rowCount === 1;
}

/** Up to which position changes were thrown away. */
export async function readPruned(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ position: Position }>({
    name: "changes-pruned",
    text: "select position from changes_pruned",
  });
  return rows[0]?.position ?? 0n;
}

/** How long changes are kept. */
const keptDays = 7;
/** Thrown away by one statement, and by one round of housekeeping in so many statements. */
const prunedAtOnce = 10_000;
const prunedBatches = 100;

/** Throws away what is older than the days that changes are kept. */
export async function pruneChanges(pool: pg.Pool, now: string): Promise<void> {
  for (let batch = 0; batch < prunedBatches; batch += 1) {
    const { rows } = await pool.query<{ count: number }>(
      `with gone as (
         delete from changes where (organization_id, position) in (
           select organization_id, position from changes where occurred_at < $1 limit $2)
         returning position
       ), noted as (
         update changes_pruned
         set position = greatest(position, (select max(position) from gone))
         where exists (select 1 from gone)
       )
       select count(*)::integer as count from gone`,
      [addDays(now, -keptDays), prunedAtOnce],
    );
    if ((rows[0]?.count ?? 0) < prunedAtOnce) return;
  }
}

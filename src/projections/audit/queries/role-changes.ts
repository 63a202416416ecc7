/**
 * Reads how roles changed in an organization, in the order of its log. Written by hand, because
 * each batch of a bundle runs it (measured in bench/AUDIT.md).
 */
import type pg from "pg";
import type { RoleChangeLine } from "../../../audit/bundle/tables.ts";
import { noSolution } from "../rows.ts";

interface ChangeRow {
  readonly position: number;
  readonly user_id: string;
  readonly solution_id: string;
  /** The role that ended; null if there was none. */
  readonly from_role: string | null;
  readonly from_status: string | null;
  /** The role that began; null if none did. */
  readonly to_role: string | null;
  readonly to_status: string | null;
  readonly actor_id: string;
  readonly actor_role: string | null;
  readonly occurred_at: string;
}

/** Changes read at once. */
const changesAtOnce = 2_000;

/** Where the previous batch ended: position, user and solution. */
type Place = readonly [number, string, string];

/**
 * All changes up to a position, in batches, ordered by position, member and solution; the role in the
 * organization comes first. The next batch is read while the caller processes this one.
 */
export async function* readRoleChanges(
  pool: pg.Pool,
  organizationId: string,
  last: number,
): AsyncGenerator<readonly RoleChangeLine[], undefined> {
  const read = (after: Place): Promise<ChangeRow[]> => {
    const rows = readBatch(pool, organizationId, last, after);
    // A caller that stops early never awaits this; its failure must not end the process.
    rows.catch(() => undefined);
    return rows;
  };
  let next: Promise<ChangeRow[]> | undefined = read([0, noSolution, noSolution]);
  while (next !== undefined) {
    const rows: ChangeRow[] = await next;
    const final = rows.at(-1);
    const isMore = final !== undefined && rows.length === changesAtOnce;
    next = isMore ? read([final.position, final.user_id, final.solution_id]) : undefined;
    if (rows.length > 0) yield rows.map(changeOf);
  }
  return undefined;
}

async function readBatch(
  pool: pg.Pool,
  organizationId: string,
  last: number,
  after: Place,
): Promise<ChangeRow[]> {
  // The first part finds intervals that begin and the ones they replace, the second those that only end.
  // The bound $3 is repeated, so that neither index is read from its start.
  const { rows } = await pool.query<ChangeRow>({
    name: "role changes",
    text: `select c.*, e.occurred_at from (
             (select b.position, b.user_id, b.solution_id, f.role as from_role,
                     f.status as from_status, b.role as to_role, b.status as to_status,
                     b.changed_by as actor_id, b.changed_by_role as actor_role
              from audit_roles b
              left join audit_roles f on f.organization_id = $1 and f.user_id = b.user_id
                and f.solution_id = b.solution_id and f.ended_position = b.position
                and f.ended_position >= $3
              where b.organization_id = $1 and b.position <= $2
                and (b.position, b.user_id, b.solution_id) > ($3, $4::uuid, $5::uuid)
              order by 1, 2, 3 limit $6)
             union all
             (select f.ended_position, f.user_id, f.solution_id, f.role, f.status, null, null,
                     f.ended_by, f.ended_by_role
              from audit_roles f
              where f.organization_id = $1 and f.ended_position <= $2
                and (f.ended_position, f.user_id, f.solution_id) > ($3, $4::uuid, $5::uuid)
                and not exists (
                  select from audit_roles b
                  where b.organization_id = $1 and b.user_id = f.user_id
                    and b.solution_id = f.solution_id and b.position = f.ended_position
                    and b.position >= $3)
              order by 1, 2, 3 limit $6)
           ) c
           join audit_entries e on e.organization_id = $1 and e.position = c.position
           order by c.position, c.user_id, c.solution_id limit $6`,
    values: [organizationId, last, ...after, changesAtOnce],
  });
  return rows;
}

function changeOf(row: ChangeRow): RoleChangeLine {
  const { position, occurred_at: occurredAt, actor_id: userId, actor_role: role } = row;
  return {
    userId: row.user_id,
    solutionId: row.solution_id === noSolution ? undefined : row.solution_id,
    from: roleOf(row.from_role, row.from_status),
    to: roleOf(row.to_role, row.to_status),
    place: { position, occurredAt, actor: { userId, role: role ?? undefined } },
  };
}

function roleOf(role: string | null, status: string | null): RoleChangeLine["to"] {
  return role === null || status === null ? undefined : { role, status };
}

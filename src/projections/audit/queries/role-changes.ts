/** How roles changed in an organization, in the order of its log. */
import type pg from "pg";
import type { ToldRoleChange } from "../../../audit/bundle/tables.ts";
import type { MemberStatus } from "../../../domain/roles.ts";
import { noSolution } from "../rows.ts";

/** The end or the beginning of an interval: a change has one of them, or the one and then the other. */
interface Edge {
  readonly position: number;
  readonly user_id: string;
  readonly solution_id: string;
  readonly is_begin: boolean;
  readonly role: string;
  readonly status: MemberStatus;
  readonly actor_id: string;
  readonly actor_role: string | null;
  readonly occurred_at: string;
}

/** Edges read at once. More than one change has, so that every batch goes further. */
const edgesAtOnce = 2_000;

/**
 * All changes up to a position, in batches: by position, then by member, the role in the organization
 * before those in solutions by id.
 */
export async function* readRoleChanges(
  pool: pg.Pool,
  organizationId: string,
  last: number,
): AsyncGenerator<readonly ToldRoleChange[], undefined> {
  let after: readonly [number, string, string] = [0, noSolution, noSolution];
  for (;;) {
    const { rows } = await pool.query<Edge>({
      name: "role changes",
      text: `select c.*, e.occurred_at from (
               (select ended_position as position, user_id, solution_id, false as is_begin, role,
                       status, ended_by as actor_id, ended_by_role as actor_role
                from audit_roles
                where organization_id = $1 and ended_position <= $2
                  and (ended_position, user_id, solution_id) > ($3, $4::uuid, $5::uuid)
                order by 1, 2, 3 limit $6)
               union all
               (select position, user_id, solution_id, true, role, status, changed_by,
                       changed_by_role
                from audit_roles
                where organization_id = $1 and position <= $2
                  and (position, user_id, solution_id) > ($3, $4::uuid, $5::uuid)
                order by 1, 2, 3 limit $6)
             ) c
             join audit_entries e on e.organization_id = $1 and e.position = c.position
             order by c.position, c.user_id, c.solution_id, c.is_begin limit $6`,
      values: [organizationId, last, ...after, edgesAtOnce],
    });
    const isMore = rows.length === edgesAtOnce;
    const changes = changesOf(rows);
    // The other half of the last one may not have been read.
    if (isMore) changes.pop();
    if (changes.length > 0) yield changes;
    const final = changes.at(-1);
    if (!isMore || final === undefined) return undefined;
    after = [final.place.position, final.userId, final.solutionId ?? noSolution];
  }
}

function changesOf(edges: readonly Edge[]): ToldRoleChange[] {
  const changes: ToldRoleChange[] = [];
  for (const [index, edge] of edges.entries()) {
    const former = edges[index - 1];
    const held = { role: edge.role, status: edge.status };
    if (former !== undefined && isOneChange(former, edge)) {
      changes.push({ ...changeOf(edge), from: changes.pop()?.from, to: held });
    } else {
      changes.push({ ...changeOf(edge), [edge.is_begin ? "to" : "from"]: held });
    }
  }
  return changes;
}

function isOneChange(one: Edge, other: Edge): boolean {
  return (
    one.position === other.position &&
    one.user_id === other.user_id &&
    one.solution_id === other.solution_id
  );
}

function changeOf(edge: Edge): ToldRoleChange {
  const { position, occurred_at: occurredAt, actor_id: userId, actor_role: role } = edge;
  return {
    userId: edge.user_id,
    solutionId: edge.solution_id === noSolution ? undefined : edge.solution_id,
    from: undefined,
    to: undefined,
    place: { position, occurredAt, actor: { userId, role: role ?? undefined } },
  };
}

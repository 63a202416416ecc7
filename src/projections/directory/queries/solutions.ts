/** Reads the solutions of an organization: all, or those in which a user has a role. */
import type pg from "pg";
import type { SolutionRole } from "../../../domain/roles.ts";
import type { SolutionRow } from "../rows.ts";
import {
  type Page,
  type PageRequest,
  pageOf,
  parameters,
  type Resource,
  type ResourceStamps,
  toResourceStamps,
} from "../../engine/page.ts";

export interface SolutionItem extends ResourceStamps {
  readonly solutionId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly category: string | undefined;
  readonly locked: boolean;
  readonly memberCount: number;
}

export interface SolutionQuery extends PageRequest {
  readonly organizationId: string;
  /** Only those in which the user has one of the roles; all if left out. */
  readonly visibleTo?:
    | { readonly userId: string; readonly roles: readonly SolutionRole[] }
    | undefined;
}

export const selected = `s.solution_id, s.organization_id, s.name, s.title, s.description, s.category,
                  s.sort_name, s.member_count, s.created_at, s.created_by, s.updated_at, s.updated_by,
                  s.revision`;

/** Ordered by name. */
export async function listSolutions(
  pool: pg.Pool,
  { organizationId, visibleTo, after, limit }: SolutionQuery,
): Promise<Page<SolutionItem>> {
  const used = parameters(organizationId, limit + 1);
  const conditions = ["s.organization_id = $1"];
  if (after !== undefined) {
    conditions.push(
      `(s.sort_name, s.solution_id) > (${used.add(after[0])}, ${used.add(after[1])})`,
    );
  }
  if (visibleTo !== undefined) {
    conditions.push(
      `exists (select 1 from assignments a
         where a.solution_id = s.solution_id and a.user_id = ${used.add(visibleTo.userId)}
           and a.role = any(${used.add(visibleTo.roles)}::text[]))`,
    );
  }
  const { rows } = await pool.query<SolutionRow>(
    `select ${selected} from solutions s where ${conditions.join(" and ")}
     order by s.sort_name, s.solution_id limit $2`,
    used.values,
  );
  return pageOf(rows, limit, solutionItem, (row) => [row.sort_name, row.solution_id]);
}

export async function readSolution(
  pool: pg.Pool,
  organizationId: string,
  solutionId: string,
): Promise<Resource<SolutionItem> | undefined> {
  const { rows } = await pool.query<SolutionRow>({
    name: "solution",
    text: `select ${selected} from solutions s where organization_id = $1 and solution_id = $2`,
    values: [organizationId, solutionId],
  });
  const row = rows[0];
  return row && { item: solutionItem(row), revision: row.revision };
}

export function solutionItem(row: SolutionRow): SolutionItem {
  return {
    solutionId: row.solution_id,
    organizationId: row.organization_id,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    category: row.category ?? undefined,
    locked: false,
    memberCount: row.member_count,
    ...toResourceStamps(row),
  };
}

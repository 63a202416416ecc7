/** Reads the members that a solution is assigned to. */
import type pg from "pg";
import type { SolutionRole } from "../../../domain/roles.ts";
import type { AssignmentRow, MemberRow } from "../rows.ts";
import { conditionsOf, type MemberFilter } from "./member-filter.ts";
import {
  type Page,
  type PageRequest,
  pageOf,
  parameters,
  type Resource,
} from "../../engine/page.ts";

export interface SolutionMemberItem {
  readonly organizationId: string;
  readonly solutionId: string;
  readonly userId: string;
  readonly name: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  /** The role in the solution. */
  readonly userRole: SolutionRole;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export interface SolutionMemberQuery extends MemberFilter<SolutionRole>, PageRequest {
  readonly organizationId: string;
  readonly solutionId: string;
}

type Row = AssignmentRow &
  Pick<MemberRow, "name" | "first_name" | "last_name" | "email" | "revision">;
const source = `select a.organization_id, a.solution_id, a.user_id, m.name, m.first_name, m.last_name,
                       m.email, a.role, a.updated_at, a.updated_by, m.revision
                from assignments a join members m using (organization_id, user_id)`;

/** In the order in which their users were created (ids are of version 7). */
export async function listSolutionMembers(
  pool: pg.Pool,
  query: SolutionMemberQuery,
): Promise<Page<SolutionMemberItem>> {
  const { organizationId, solutionId, after, limit } = query;
  const used = parameters(organizationId, solutionId, limit + 1);
  const conditions = [
    "a.organization_id = $1",
    "a.solution_id = $2",
    ...(after === undefined ? [] : [`a.user_id > ${used.add(after[0])}`]),
    ...conditionsOf(query, "a.role", used),
  ];
  const { rows } = await pool.query<Row>(
    `${source} where ${conditions.join(" and ")} order by a.user_id limit $3`,
    used.values,
  );
  return pageOf(rows, limit, solutionMemberItem, (row) => [row.user_id]);
}

/** The revision is the member's, because assignments are in the member's stream. */
export async function readSolutionMember(
  pool: pg.Pool,
  organizationId: string,
  solutionId: string,
  userId: string,
): Promise<Resource<SolutionMemberItem> | undefined> {
  const { rows } = await pool.query<Row>({
    name: "solution member",
    text: `${source} where a.organization_id = $1 and a.solution_id = $2 and a.user_id = $3`,
    values: [organizationId, solutionId, userId],
  });
  const row = rows[0];
  return row && { item: solutionMemberItem(row), revision: row.revision };
}

function solutionMemberItem(row: Row): SolutionMemberItem {
  return {
    organizationId: row.organization_id,
    solutionId: row.solution_id,
    userId: row.user_id,
    name: row.name ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    email: row.email ?? undefined,
    userRole: row.role,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** Reads a person's own solutions: those on their profile and those they created. */
import type pg from "pg";
import { maySolution } from "../../../domain/rights.ts";
import type { OrganizationRole, SolutionRole } from "../../../domain/roles.ts";
import type { SolutionRow } from "../rows.ts";
import { type Page, type PageRequest, pageOf } from "../../engine/page.ts";
import { selected, type SolutionItem, solutionItem } from "./solutions.ts";

export interface OwnSolutionItem extends SolutionItem {
  /** Undefined if it is not on the person's profile. */
  readonly userRole: SolutionRole | undefined;
  /** May the person run it on a device, with this role? */
  readonly mayRun: boolean;
}

type Row = SolutionRow & {
  readonly role: SolutionRole | null;
  readonly organization_role: OrganizationRole;
};

/** Solutions of active memberships, in the order of registration (ids are of version 7). */
export async function listOwnSolutions(
  pool: pg.Pool,
  {
    userId,
    only,
    solutionId,
    after,
    limit,
  }: PageRequest & {
    readonly userId: string;
    /** Restricts the list to one organization, as a token may. */
    readonly only?: string | undefined;
    readonly solutionId?: string | undefined;
  },
): Promise<Page<OwnSolutionItem>> {
  const { rows } = await pool.query<Row>({
    name: "own solutions",
    text: `with mine as (
             select m.organization_id, m.role as organization_role, m.solutions
             from members m join organizations o using (organization_id)
             where m.user_id = $1 and m.status = 'ACTIVE'
               and ($3::uuid is null or m.organization_id = $3)
           ), found as (
             select key::uuid as solution_id from mine cross join jsonb_object_keys(solutions) key
             union
             select s.solution_id from solutions s join mine using (organization_id)
             where s.created_by = $1
           )
           select ${selected}, mine.organization_role,
             mine.solutions ->> s.solution_id::text as role
           from found join solutions s using (solution_id) join mine using (organization_id)
           where ($4::uuid is null or s.solution_id > $4)
             and ($5::uuid is null or s.solution_id = $5)
           order by s.solution_id limit $2`,
    values: [userId, limit + 1, only, after?.[0], solutionId],
  });
  return pageOf(rows, limit, ownSolutionItem, (row) => [row.solution_id]);
}

function ownSolutionItem(row: Row): OwnSolutionItem {
  const userRole = row.role ?? undefined;
  const mayRun = maySolution("solutions:run", row.organization_role, userRole);
  return { ...solutionItem(row), userRole, mayRun };
}

/** A solution's organization and creator, if the user is an active member of that organization. */
export async function findSolutionForMember(
  pool: pg.Pool,
  userId: string,
  solutionId: string,
): Promise<{ readonly organizationId: string; readonly createdBy: string } | undefined> {
  const { rows } = await pool.query<{ organizationId: string; createdBy: string }>({
    name: "solution for member",
    text: `select s.organization_id as "organizationId", s.created_by as "createdBy"
           from solutions s join members m using (organization_id)
             join organizations o using (organization_id)
           where s.solution_id = $2 and m.user_id = $1 and m.status = 'ACTIVE'`,
    values: [userId, solutionId],
  });
  return rows[0];
}

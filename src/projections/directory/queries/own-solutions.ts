/** Reads a person's own solutions: those on their profile and those they created. */
import type pg from "pg";
import { maySolution } from "../../../domain/rights.ts";
import type { OrganizationRole, SolutionRole } from "../../../domain/roles.ts";
import type { SolutionRow } from "../rows.ts";
import { type Page, type PageRequest, pageOf, parameters } from "../../engine/page.ts";
import { isOwnAndOpen, type OwnScope } from "../../engine/open-memberships.ts";
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
    own,
    solutionId,
    after,
    limit,
  }: PageRequest & {
    readonly own: OwnScope;
    readonly solutionId?: string | undefined;
  },
): Promise<Page<OwnSolutionItem>> {
  const used = parameters(own.userId, limit + 1, after?.[0], solutionId);
  const { rows } = await pool.query<Row>({
    name: "own solutions",
    text: `with mine as (
             select m.organization_id, m.role as organization_role, m.solutions
             from members m join organizations o using (organization_id)
             where ${isOwnAndOpen(used, own)}
           ), found as (
             select key::uuid as solution_id from mine cross join jsonb_object_keys(solutions) key
             union
             select s.solution_id from solutions s join mine using (organization_id)
             where s.created_by = $1
           )
           select ${selected}, mine.organization_role,
             mine.solutions ->> s.solution_id::text as role
           from found join solutions s using (solution_id) join mine using (organization_id)
           where ($3::uuid is null or s.solution_id > $3)
             and ($4::uuid is null or s.solution_id = $4)
           order by s.solution_id limit $2`,
    values: used.values,
  });
  return pageOf(rows, limit, ownSolutionItem, (row) => [row.solution_id]);
}

function ownSolutionItem(row: Row): OwnSolutionItem {
  const userRole = row.role ?? undefined;
  const mayRun = maySolution("solutions:run", row.organization_role, userRole);
  return { ...solutionItem(row), userRole, mayRun };
}

/** A solution's organization and creator, if the credential opens that organization. */
export async function findSolutionForMember(
  pool: pg.Pool,
  own: OwnScope,
  solutionId: string,
): Promise<{ readonly organizationId: string; readonly createdBy: string } | undefined> {
  const used = parameters(solutionId);
  const { rows } = await pool.query<{ organizationId: string; createdBy: string }>({
    name: "solution for member",
    text: `select s.organization_id as "organizationId", s.created_by as "createdBy"
           from solutions s join members m using (organization_id)
             join organizations o using (organization_id)
           where s.solution_id = $1 and ${isOwnAndOpen(used, own)}`,
    values: used.values,
  });
  return rows[0];
}

/** The filters of member lists, the same for organizations and solutions. */
import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import { normalizeEmail } from "../../../domain/primitives.ts";
import {
  type MemberStatus,
  type OrganizationRole,
  organizationRoles,
  type SolutionRole,
  solutionRoles,
} from "../../../domain/roles.ts";
import { anywhere } from "../../engine/page.ts";
import { type AssignmentRow, directoryQueries, type MemberRow } from "../rows.ts";
import { searchForms } from "../text.ts";

interface Conditions<Role extends string> {
  /** Found anywhere in the name or the e-mail address, without regard to case. */
  readonly search?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly includeRoles?: readonly Role[] | undefined;
  readonly excludeRoles?: readonly Role[] | undefined;
  readonly status?: readonly MemberStatus[] | undefined;
  /** Assigned to any of them. */
  readonly solutionIds?: readonly string[] | undefined;
  readonly withoutSolutions?: boolean | undefined;
}

export interface MemberFilter<Role extends string> extends Conditions<Role> {
  readonly organizationId: string;
}

const where = expressionBuilder<{ m: MemberRow; a: AssignmentRow }, "m" | "a">();

/** The place of a member's role, from the highest, as in the index members_by_role. */
export const rankOfRole = sql<number>`array_position('{OWNER,ADMIN,CREATOR,USER}'::text[], m.role)`;

/**
 * Conditions on the table `members m`. `role` is the column for the role filters: the role in the
 * organization, or the role in the solution. A list is one parameter, so an empty one matches nothing.
 */
export function conditionsOf(
  filter: Conditions<OrganizationRole | SolutionRole> & { readonly organizationId?: string },
  role: "m.role" | "a.role",
): Expression<SqlBool>[] {
  const { search, userIds, emails, includeRoles, excludeRoles, status, solutionIds } = filter;
  const any = <Value>(values: readonly Value[]) => where.fn.any(where.val(values));
  /** A single value leaves an index that has it in its order, so that only the page is read. */
  const anyOf = <Value>(values: readonly Value[]) =>
    values.length === 1 ? where.val(values[0] as Value) : any(values);
  const all: readonly string[] = role === "m.role" ? organizationRoles : solutionRoles;
  const isOneOf = (roles: readonly string[]) =>
    role === "m.role"
      ? where(rankOfRole, "=", anyOf(roles.map((each) => all.indexOf(each) + 1)))
      : where(role, "=", anyOf(roles as readonly SolutionRole[]));
  const conditions: Expression<SqlBool>[] = [];
  if (search) {
    const found = (form: string) => where("m.search_text", "like", anywhere(form));
    conditions.push(where.or(searchForms(search).map(found)));
  }
  if (userIds) conditions.push(where("m.user_id", "=", any(userIds)));
  if (emails) conditions.push(where("m.email_key", "=", any(emails.map(normalizeEmail))));
  if (includeRoles) conditions.push(isOneOf(includeRoles));
  if (excludeRoles) {
    const excluded = new Set<string>(excludeRoles);
    conditions.push(isOneOf(all.filter((each) => !excluded.has(each))));
  }
  if (status) conditions.push(where("m.status", "=", anyOf(status)));
  if (solutionIds) {
    const assigned = directoryQueries
      .selectFrom("assignments as s")
      .select("s.user_id")
      .where("s.solution_id", "=", any(solutionIds))
      .where("s.organization_id", "=", filter.organizationId ?? null);
    conditions.push(where("m.user_id", "in", assigned));
  }
  if (filter.withoutSolutions) conditions.push(where("m.solution_count", "=", 0));
  return conditions;
}

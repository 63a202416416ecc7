/** The filters of member lists, the same for organizations and solutions. */
import { normalizeEmail } from "../../../domain/primitives.ts";
import type { MemberStatus } from "../../../domain/roles.ts";
import { searchForm } from "../text.ts";
import { anywhere, type Parameters } from "../../engine/page.ts";

export interface MemberFilter<Role extends string> {
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

/**
 * Conditions on the table `members m`. `role` is the column for the role filters: the role in the
 * organization, or the role in the solution.
 */
export function conditionsOf(
  filter: MemberFilter<string>,
  role: string,
  { add }: Parameters,
): string[] {
  const { search, userIds, emails, includeRoles, excludeRoles, status, solutionIds } = filter;
  const conditions: string[] = [];
  if (search) conditions.push(`m.search_text like ${add(anywhere(searchForm(search)))}`);
  if (userIds) conditions.push(`m.user_id = any(${add(userIds)}::uuid[])`);
  if (emails) conditions.push(`m.email_key = any(${add(emails.map(normalizeEmail))}::text[])`);
  if (includeRoles) conditions.push(`${role} = any(${add(includeRoles)}::text[])`);
  if (excludeRoles) conditions.push(`${role} <> all(${add(excludeRoles)}::text[])`);
  if (status) conditions.push(`m.status = any(${add(status)}::text[])`);
  if (solutionIds) {
    conditions.push(
      `m.user_id in (select s.user_id from assignments s
         where s.solution_id = any(${add(solutionIds)}::uuid[])
           and s.organization_id = $1)`,
    );
  }
  if (filter.withoutSolutions) conditions.push("m.solution_count = 0");
  return conditions;
}

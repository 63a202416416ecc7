/** The rows of the tables of `usage` (migrations/tables.ts). The fold changes them in place. */
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import { queriesOver, type RowOf, tableOf } from "../engine/read-model.ts";

/** Counts at a moment. */
export const noLevels = {
  invited: 0,
  active: 0,
  disabled: 0,
  owners: 0,
  admins: 0,
  creators: 0,
  users: 0,
  solutions: 0,
  assignments: 0,
};
export type Levels = typeof noLevels;

/** Counts of what happened within a day. */
export const noFlows = {
  active_users: 0,
  invitations_sent: 0,
  invitations_accepted: 0,
  token_uses: 0,
  notifications: 0,
};
export type Flows = typeof noFlows;

export type DayRow = RowOf<"usage_days">;
export type UsageMemberRow = RowOf<
  "usage_members",
  { status: MemberStatus; role: OrganizationRole; solutions: readonly string[] }
>;

export const usageQueries = queriesOver<{ usage_days: DayRow }>();

export const usageTables = {
  organizations: tableOf<RowOf<"usage_organizations">>("usage_organizations"),
  days: tableOf<DayRow>("usage_days"),
  members: tableOf<UsageMemberRow>("usage_members", { groupedBy: "user_id" }),
  solutions: tableOf<RowOf<"usage_solutions">>("usage_solutions"),
  tokens: tableOf<RowOf<"usage_tokens">>("usage_tokens"),
};

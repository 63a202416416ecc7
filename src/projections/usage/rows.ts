/** The rows of the tables of `usage` (migrations/0006-usage.sql). The fold changes them in place. */
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import type { Table } from "../engine/working-set.ts";

/** Counts at a moment. */
export interface Levels {
  invited: number;
  active: number;
  disabled: number;
  owners: number;
  admins: number;
  creators: number;
  users: number;
  solutions: number;
  assignments: number;
}

const levels = [
  "invited",
  "active",
  "disabled",
  "owners",
  "admins",
  "creators",
  "users",
  "solutions",
  "assignments",
] as const satisfies (keyof Levels)[];

/** Counts of what happened within a day. */
export interface Flows {
  active_users: number;
  invitations_sent: number;
  invitations_accepted: number;
  token_uses: number;
  notifications: number;
}

const flows = [
  "active_users",
  "invitations_sent",
  "invitations_accepted",
  "token_uses",
  "notifications",
] as const satisfies (keyof Flows)[];

export interface UsageOrganizationRow extends Levels {
  organization_id: string;
  last_day: string;
}

const organizations: Table<UsageOrganizationRow> = {
  name: "usage_organizations",
  key: ["organization_id"],
  keyTypes: ["uuid"],
  columns: ["organization_id", "last_day", ...levels],
};

export interface DayRow extends Levels, Flows {
  organization_id: string;
  day: string;
}

const days: Table<DayRow> = {
  name: "usage_days",
  key: ["organization_id", "day"],
  keyTypes: ["uuid", "text"],
  columns: ["organization_id", "day", ...levels, ...flows],
};

export interface UsageMemberRow {
  organization_id: string;
  user_id: string;
  status: MemberStatus;
  role: OrganizationRole;
  solutions: readonly string[];
  active_on: string;
}

const members: Table<UsageMemberRow> = {
  name: "usage_members",
  key: ["organization_id", "user_id"],
  keyTypes: ["uuid", "uuid"],
  groupedBy: "user_id",
  columns: ["organization_id", "user_id", "status", "role", "solutions", "active_on"],
};

export interface UsageSolutionRow {
  solution_id: string;
  organization_id: string;
  assignments: number;
}

const solutions: Table<UsageSolutionRow> = {
  name: "usage_solutions",
  key: ["solution_id"],
  keyTypes: ["uuid"],
  columns: ["solution_id", "organization_id", "assignments"],
};

export interface UsageTokenRow {
  token_id: string;
  organization_id: string;
}

const tokens: Table<UsageTokenRow> = {
  name: "usage_tokens",
  key: ["token_id"],
  keyTypes: ["uuid"],
  columns: ["token_id", "organization_id"],
};

export const usageTables = { organizations, days, members, solutions, tokens };

/** The rows of the tables of `authority` (migrations/0016-authority.sql). */
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import type { Table } from "../engine/working-set.ts";

export interface MemberStandingRow {
  readonly organization_id: string;
  readonly user_id: string;
  readonly status: MemberStatus;
  readonly role: OrganizationRole;
  readonly granted_by: string | null;
}

const members: Table<MemberStandingRow> = {
  name: "authority_members",
  key: ["organization_id", "user_id"],
  keyTypes: ["uuid", "uuid"],
  columns: ["organization_id", "user_id", "status", "role", "granted_by"],
  groupedBy: "user_id",
};

export interface StaleGrantRow {
  readonly event_id: string;
  readonly organization_id: string;
  readonly user_id: string;
  /** The grant's revision in the member's stream. */
  readonly revision: number;
}

const grants: Table<StaleGrantRow> = {
  name: "stale_grants",
  key: ["event_id"],
  keyTypes: ["uuid"],
  columns: ["event_id", "organization_id", "user_id", "revision"],
};

export const authorityTables = { members, grants };

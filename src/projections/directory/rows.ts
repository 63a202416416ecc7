/** The rows of the directory's tables (migrations 0003, 0004 and 0022). The fold changes them in place. */
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { EndOfOwnership } from "../../domain/organization/events.ts";
import type { Table } from "../engine/working-set.ts";
import { type StampColumns, stamps } from "./stamps.ts";

export interface UserRow extends StampColumns {
  user_id: string;
  email: string | null;
  given_name: string | null;
  first_name: string | null;
  last_name: string | null;
  avatar_url: string | null;
  phone: string | null;
  email_key: string;
  default_organization_id: string | null;
  email_proved_at: string | null;
  organization_count: number;
  solution_count: number;
}

const users: Table<UserRow> = {
  name: "users",
  key: ["user_id"],
  keyTypes: ["uuid"],
  columns: [
    "user_id",
    "email",
    "given_name",
    "first_name",
    "last_name",
    "avatar_url",
    "phone",
    "email_key",
    "default_organization_id",
    "email_proved_at",
    "organization_count",
    "solution_count",
    ...stamps,
  ],
};

export interface OrganizationRow extends StampColumns {
  organization_id: string;
  name: string;
  description: string | null;
  url: string | null;
  idle_logout_minutes: number;
  invite_expiry_days: number;
  default_language: string;
  member_limit: number | null;
  request_access_email: string | null;
  member_count: number;
}

const organizations: Table<OrganizationRow> = {
  name: "organizations",
  key: ["organization_id"],
  keyTypes: ["uuid"],
  columns: [
    "organization_id",
    "name",
    "description",
    "url",
    "idle_logout_minutes",
    "invite_expiry_days",
    "default_language",
    "member_limit",
    "request_access_email",
    "member_count",
    ...stamps,
  ],
};

export interface InviteTemplateRow extends StampColumns {
  organization_id: string;
  language: string;
  subject: string;
  html: string;
  intro_message: string | null;
}

const inviteTemplates: Table<InviteTemplateRow> = {
  name: "invite_templates",
  key: ["organization_id", "language"],
  keyTypes: ["uuid", "text"],
  columns: ["organization_id", "language", "subject", "html", "intro_message", ...stamps],
};

/** `EXPIRED` is not stored: it is computed when the row is read. */
export type StoredInviteStatus = "PENDING" | "SENT" | "FAILED" | "REVOKED" | "ACCEPTED";

/** A step that must follow in another stream; the repair finishes it after a grace period. */
export type UnfinishedStep =
  | { readonly kind: "GRANT"; readonly causationId: string }
  | { readonly kind: "ENDING"; readonly reason: EndOfOwnership };

export interface MemberRow extends StampColumns {
  organization_id: string;
  user_id: string;
  role: OrganizationRole;
  status: MemberStatus;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  name: string | null;
  sort_name: string;
  email_key: string;
  search_text: string;
  language: string | null;
  invite_sending_id: string | null;
  invite_status: StoredInviteStatus | null;
  invite_sent_at: string | null;
  invite_sent_count: number;
  invite_expires_at: string | null;
  invite_failure: string | null;
  solutions: Readonly<Record<string, SolutionRole>>;
  solution_count: number;
  last_active_at: string | null;
  /** When the person was invited again after a removal, and the position of that event. */
  rejoined_at: string | null;
  rejoined_position: string | null;
  ownership: number | null;
  unfinished: UnfinishedStep | null;
  unfinished_since: string | null;
}

const members: Table<MemberRow> = {
  name: "members",
  key: ["organization_id", "user_id"],
  keyTypes: ["uuid", "uuid"],
  groupedBy: "user_id",
  columns: [
    "organization_id",
    "user_id",
    "role",
    "status",
    "email",
    "first_name",
    "last_name",
    "name",
    "sort_name",
    "email_key",
    "search_text",
    "language",
    "invite_sending_id",
    "invite_status",
    "invite_sent_at",
    "invite_sent_count",
    "invite_expires_at",
    "invite_failure",
    "solutions",
    "solution_count",
    "last_active_at",
    "rejoined_at",
    "rejoined_position",
    "ownership",
    "unfinished",
    "unfinished_since",
    ...stamps,
  ],
};

export interface SolutionRow extends StampColumns {
  solution_id: string;
  organization_id: string;
  name: string;
  title: string;
  description: string | null;
  category: string | null;
  sort_name: string;
  member_count: number;
  first_owner_id: string | null;
}

const solutions: Table<SolutionRow> = {
  name: "solutions",
  key: ["solution_id"],
  keyTypes: ["uuid"],
  columns: [
    "solution_id",
    "organization_id",
    "name",
    "title",
    "description",
    "category",
    "sort_name",
    "member_count",
    "first_owner_id",
    ...stamps,
  ],
};

export interface AssignmentRow {
  solution_id: string;
  user_id: string;
  organization_id: string;
  role: SolutionRole;
  updated_at: string;
  updated_by: string;
}

const assignments: Table<AssignmentRow> = {
  name: "assignments",
  key: ["solution_id", "user_id"],
  keyTypes: ["uuid", "uuid"],
  columns: ["solution_id", "user_id", "organization_id", "role", "updated_at", "updated_by"],
};

export interface TokenRow {
  token_id: string;
  user_id: string;
  organization_id: string | null;
  digest: string;
  name: string | null;
  scopes: readonly string[];
  expires_at: string;
  lease_expires_at: string;
  last_used_at: string | null;
  last_recorded_at: string | null;
  deleted_at: string | null;
  created_at: string;
  /** The position of the event that issued it; a number too large for JavaScript. */
  issued_position: string | null;
  revision: number;
}

const tokens: Table<TokenRow> = {
  name: "tokens",
  key: ["token_id"],
  keyTypes: ["uuid"],
  columns: [
    "token_id",
    "user_id",
    "organization_id",
    "digest",
    "name",
    "scopes",
    "expires_at",
    "lease_expires_at",
    "last_used_at",
    "last_recorded_at",
    "deleted_at",
    "created_at",
    "issued_position",
    "revision",
  ],
};

export interface InvitationRow {
  digest: string;
  organization_id: string;
  user_id: string;
  language: string;
  expires_at: string;
}

const invitations: Table<InvitationRow> = {
  name: "invitations",
  key: ["digest"],
  keyTypes: ["text"],
  columns: ["digest", "organization_id", "user_id", "language", "expires_at"],
};

export const directoryTables = {
  users,
  organizations,
  inviteTemplates,
  members,
  solutions,
  assignments,
  tokens,
  invitations,
};

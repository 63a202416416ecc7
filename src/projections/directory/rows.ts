/** The rows of the directory's tables (migrations/0003-directory.sql), as they are read and written. */
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { EndOfOwnership } from "../../domain/organization/events.ts";
import type { Table } from "../working-set.ts";

/** When and by whom; times are RFC 3339. */
interface Stamps {
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly revision: number;
}
const stamps = ["created_at", "created_by", "updated_at", "updated_by", "revision"] as const;

export interface UserRow extends Stamps {
  readonly user_id: string;
  readonly email: string | null;
  readonly given_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly avatar_url: string | null;
  readonly phone: string | null;
  readonly default_organization_id: string | null;
  readonly organization_count: number;
  readonly solution_count: number;
}

export const users: Table<UserRow> = {
  name: "users",
  key: ["user_id"],
  keyType: "uuid",
  columns: [
    "user_id",
    "email",
    "given_name",
    "first_name",
    "last_name",
    "avatar_url",
    "phone",
    "default_organization_id",
    "organization_count",
    "solution_count",
    ...stamps,
  ],
};

export interface OrganizationRow extends Stamps {
  readonly organization_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string | null;
}

export const organizations: Table<OrganizationRow> = {
  name: "organizations",
  key: ["organization_id"],
  keyType: "uuid",
  columns: ["organization_id", "name", "description", "url", ...stamps],
};

/** `EXPIRED` is not stored: a clock tells it when the row is read. */
export type StoredInviteStatus = "PENDING" | "SENT" | "FAILED" | "REVOKED" | "ACCEPTED";

/** What has to follow in another stream; the repair finishes it after a grace period. */
export type UnfinishedStep =
  | { readonly kind: "GRANT"; readonly causationId: string }
  | { readonly kind: "ENDING"; readonly reason: EndOfOwnership };

export interface MemberRow extends Stamps {
  readonly organization_id: string;
  readonly user_id: string;
  readonly role: OrganizationRole;
  readonly status: MemberStatus;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly name: string | null;
  readonly sort_name: string;
  readonly email_key: string;
  readonly search_text: string;
  readonly language: string | null;
  readonly invite_sending_id: string | null;
  readonly invite_status: StoredInviteStatus | null;
  readonly invite_sent_at: string | null;
  readonly invite_sent_count: number;
  readonly invite_expires_at: string | null;
  readonly invite_failure: string | null;
  readonly solutions: Readonly<Record<string, SolutionRole>>;
  readonly solution_count: number;
  readonly last_active_at: string | null;
  readonly ownership: number | null;
  readonly unfinished: UnfinishedStep | null;
  readonly unfinished_since: string | null;
}

export const members: Table<MemberRow> = {
  name: "members",
  key: ["organization_id", "user_id"],
  keyType: "uuid",
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
    "ownership",
    "unfinished",
    "unfinished_since",
    ...stamps,
  ],
};

export interface SolutionRow extends Stamps {
  readonly solution_id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly sort_name: string;
  readonly member_count: number;
  readonly first_owner_id: string | null;
}

export const solutions: Table<SolutionRow> = {
  name: "solutions",
  key: ["solution_id"],
  keyType: "uuid",
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
  readonly solution_id: string;
  readonly user_id: string;
  readonly organization_id: string;
  readonly role: SolutionRole;
  readonly updated_at: string;
  readonly updated_by: string;
}

export const assignments: Table<AssignmentRow> = {
  name: "assignments",
  key: ["solution_id", "user_id"],
  keyType: "uuid",
  columns: ["solution_id", "user_id", "organization_id", "role", "updated_at", "updated_by"],
};

export interface TokenRow {
  readonly token_id: string;
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly digest: string;
  readonly name: string | null;
  readonly scopes: readonly string[];
  readonly expires_at: string;
  readonly lease_expires_at: string;
  readonly last_used_at: string | null;
  readonly last_recorded_at: string | null;
  readonly deleted_at: string | null;
  readonly created_at: string;
  readonly revision: number;
}

export const tokens: Table<TokenRow> = {
  name: "tokens",
  key: ["token_id"],
  keyType: "uuid",
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
    "revision",
  ],
};

export interface InvitationRow {
  readonly digest: string;
  readonly organization_id: string;
  readonly user_id: string;
  readonly language: string;
  readonly expires_at: string;
}

export const invitations: Table<InvitationRow> = {
  name: "invitations",
  key: ["digest"],
  keyType: "text",
  columns: ["digest", "organization_id", "user_id", "language", "expires_at"],
};

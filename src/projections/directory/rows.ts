/** The rows of the directory's tables (migrations/tables.ts). The fold changes them in place. */
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { EndOfOwnership } from "../../domain/organization/events.ts";
import type { FreeSettings } from "../../domain/free-settings.ts";
import { queriesOver, type RowOf, tableOf } from "../engine/read-model.ts";

export type UserRow = RowOf<"users">;
export type OrganizationRow = RowOf<"organizations">;
type InviteTemplateRow = RowOf<"invite_templates">;
type SolutionRow = RowOf<"solutions">;
export type AssignmentRow = RowOf<"assignments", { role: SolutionRole }>;
type TokenRow = RowOf<"tokens", { scopes: readonly string[] }>;
type InvitationRow = RowOf<"invitations">;
/** Of a person or a solution. */
type FreeSettingsRow = RowOf<"free_settings", { content: FreeSettings }>;

/** `EXPIRED` is not stored: it is computed when the row is read. */
type StoredInviteStatus = "PENDING" | "SENT" | "FAILED" | "REVOKED" | "ACCEPTED";

/** A step that must follow in another stream; the repair finishes it after a grace period. */
type UnfinishedStep =
  | { readonly kind: "GRANT"; readonly causationId: string }
  | { readonly kind: "ENDING"; readonly reason: EndOfOwnership };

export type MemberRow = RowOf<
  "members",
  {
    role: OrganizationRole;
    status: MemberStatus;
    invite_status: StoredInviteStatus | null;
    solutions: Readonly<Record<string, SolutionRole>>;
    unfinished: UnfinishedStep | null;
  }
>;

/** Queries over the directory, composed in `queries/`. */
export const directoryQueries = queriesOver<{
  users: UserRow;
  organizations: OrganizationRow;
  invite_templates: InviteTemplateRow;
  members: MemberRow;
  solutions: SolutionRow;
  assignments: AssignmentRow;
  tokens: TokenRow;
  invitations: InvitationRow;
  free_settings: FreeSettingsRow;
}>();

export const directoryTables = {
  users: tableOf<UserRow>("users"),
  organizations: tableOf<OrganizationRow>("organizations"),
  inviteTemplates: tableOf<InviteTemplateRow>("invite_templates"),
  members: tableOf<MemberRow>("members", "user_id"),
  solutions: tableOf<SolutionRow>("solutions"),
  assignments: tableOf<AssignmentRow>("assignments"),
  tokens: tableOf<TokenRow>("tokens"),
  invitations: tableOf<InvitationRow>("invitations"),
  freeSettings: tableOf<FreeSettingsRow>("free_settings"),
};

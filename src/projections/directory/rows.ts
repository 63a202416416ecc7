/** The rows of the directory's tables (migrations/tables.ts). The fold changes them in place. */
import { sql } from "kysely";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import type { EndOfOwnership } from "../../domain/organization/events.ts";
import type { FreeSettings } from "../../domain/free-settings.ts";
import { queriesOver, type RowOf } from "../engine/read-model.ts";

export type UserRow = RowOf<"users">;
export type OrganizationRow = RowOf<"organizations">;
export type InviteTemplateRow = RowOf<"invite_templates">;
export type SolutionRow = RowOf<"solutions">;
export type AssignmentRow = RowOf<"assignments", { role: SolutionRole }>;
export type TokenRow = RowOf<"tokens", { scopes: readonly string[] }>;
export type InvitationRow = RowOf<"invitations">;
/** Of a person or a solution. */
export type FreeSettingsRow = RowOf<"free_settings", { content: FreeSettings }>;

/** `EXPIRED` is not stored: it is computed when the row is read. */
type StoredInviteStatus = "PENDING" | "SENT" | "FAILED" | "REVOKED" | "ACCEPTED";

/** A step that must follow in another stream; the repair finishes it after a grace period. */
type UnfinishedStep =
  | { readonly kind: "GRANT"; readonly causationId: string }
  | { readonly kind: "ENDING"; readonly reason: EndOfOwnership };

type StoredMemberRow = RowOf<
  "members",
  {
    role: OrganizationRole;
    status: MemberStatus;
    invite_status: StoredInviteStatus | null;
    solutions: Readonly<Record<string, SolutionRole>>;
    unfinished: UnfinishedStep | null;
  }
>;
/** Without what is derived from the rest when the row is written (tables.ts). */
export type MemberRow = Omit<StoredMemberRow, "shown">;

/** Queries over the directory, composed in `queries/`. */
export const directoryQueries = queriesOver<{
  users: UserRow;
  organizations: OrganizationRow;
  invite_templates: InviteTemplateRow;
  members: StoredMemberRow;
  solutions: SolutionRow;
  assignments: AssignmentRow;
  tokens: TokenRow;
  invitations: InvitationRow;
  free_settings: FreeSettingsRow;
}>();

/**
 * Did this version of the projection, or a later one, make the tables? An older program that folds into them
 * leaves columns that it does not know as they were.
 */
export const madeSince = (version: number) => sql<boolean>`(
  select version from projection_checkpoints where name = 'directory'
) >= ${sql.lit(version)}`;

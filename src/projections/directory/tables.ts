/** The directory's tables, for its working sets. */
import { tableOf } from "../engine/read-model.ts";
import { lastingJson } from "./member.ts";
import type {
  AssignmentRow,
  FreeSettingsRow,
  InvitationRow,
  InviteTemplateRow,
  MemberRow,
  OrganizationRow,
  SolutionRow,
  TokenRow,
  UserRow,
} from "./rows.ts";

export const directoryTables = {
  users: tableOf<UserRow>("users"),
  organizations: tableOf<OrganizationRow>("organizations"),
  inviteTemplates: tableOf<InviteTemplateRow>("invite_templates"),
  members: tableOf<MemberRow>("members", {
    groupedBy: "user_id",
    derived: { column: "shown", from: lastingJson },
  }),
  solutions: tableOf<SolutionRow>("solutions"),
  assignments: tableOf<AssignmentRow>("assignments"),
  tokens: tableOf<TokenRow>("tokens"),
  invitations: tableOf<InvitationRow>("invitations"),
  freeSettings: tableOf<FreeSettingsRow>("free_settings"),
};

/** The directory's tables, for its working sets, and which of their rows may be large. */
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

/** A solution of a member takes some 100 bytes. */
const solutionsPerUsualRow = 10;
/** Characters of a text. */
const textPerUsualRow = 1_000;

export const directoryTables = {
  users: tableOf<UserRow>("users"),
  organizations: tableOf<OrganizationRow>("organizations"),
  inviteTemplates: tableOf<InviteTemplateRow>("invite_templates", {
    weigh: ({ html }) => 1 + html.length / textPerUsualRow,
  }),
  members: tableOf<MemberRow>("members", {
    groupedBy: "user_id",
    derived: { column: "shown", from: lastingJson },
    weigh: ({ solution_count: solutions }) => 1 + solutions / solutionsPerUsualRow,
  }),
  solutions: tableOf<SolutionRow>("solutions"),
  assignments: tableOf<AssignmentRow>("assignments"),
  tokens: tableOf<TokenRow>("tokens"),
  invitations: tableOf<InvitationRow>("invitations"),
  freeSettings: tableOf<FreeSettingsRow>("free_settings", {
    weigh: ({ content }) => 1 + JSON.stringify(content).length / textPerUsualRow,
  }),
};

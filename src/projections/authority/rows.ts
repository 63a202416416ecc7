/** The rows of the tables of `authority` (migrations/tables.ts). */
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import { type RowOf, tableOf } from "../engine/read-model.ts";

export type MemberStandingRow = RowOf<
  "authority_members",
  { status: MemberStatus; role: OrganizationRole }
>;

/** Its revision is the grant's in the member's stream. */
export type StaleGrantRow = RowOf<"stale_grants">;

export const authorityTables = {
  members: tableOf<MemberStandingRow>("authority_members", { groupedBy: "user_id" }),
  grants: tableOf<StaleGrantRow>("stale_grants"),
};

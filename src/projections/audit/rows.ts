/** The rows of the audit's tables (migrations/tables.ts), as the fold writes them. */
import type { Access } from "../../audit/access.ts";
import type { Fields } from "../../audit/fields.ts";
import { systemId } from "../../domain/primitives.ts";
import type { MemberStatus } from "../../domain/roles.ts";
import { insertTableOf, queriesOver, type RowOf, tableOf } from "../engine/read-model.ts";

type LogRow = RowOf<"audit_logs">;
/**
 * `told`: for a person's own streams and deleted solutions, the organizations whose logs have the last
 * change. The column keeps its name, because an older version may fold beside this one.
 */
export type StateRow = RowOf<
  "audit_states",
  { fields: Fields; access: Access | null; told: readonly string[] | null }
>;
/** The changes are JSON text when they are written. */
export type EntryRow = RowOf<"audit_entries", { changes: string }>;
export type SubtreeRow = RowOf<"audit_subtrees">;
export type RoleRow = RowOf<"audit_roles", { status: MemberStatus }>;

/** The solution id of a role in the organization itself. */
export const noSolution = systemId;

/** Queries over the audit's tables, and over the directory's users. */
export const auditQueries = queriesOver<{
  audit_logs: LogRow;
  audit_states: StateRow;
  audit_entries: EntryRow;
  audit_subtrees: SubtreeRow;
  audit_roles: RoleRow;
  users: RowOf<"users">;
}>();

/** A grant takes some 200 bytes. */
const grantsPerUsualRow = 5;
const fieldsPerUsualRow = 10;

/** For how many rows a state counts while it is held: a member may have hundreds of solutions. */
function weighState({ access, fields, told }: StateRow): number {
  const grants =
    Object.keys(access?.solutions ?? {}).length + Object.keys(access?.setAside ?? {}).length;
  const others = Object.keys(fields).length + (told?.length ?? 0);
  return 1 + grants / grantsPerUsualRow + others / fieldsPerUsualRow;
}

/** The tables whose rows the fold loads and changes. */
export const auditTables = {
  logs: tableOf<LogRow>("audit_logs"),
  states: tableOf<StateRow>("audit_states", { weigh: weighState }),
};

export const roles = insertTableOf<RoleRow>("audit_roles");
export const entries = insertTableOf<EntryRow>("audit_entries");
export const subtrees = insertTableOf<SubtreeRow>("audit_subtrees");

/** Every eighth level of the tree is stored. */
export const storedLevels = 8;

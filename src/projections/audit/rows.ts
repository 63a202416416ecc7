/** The rows of the audit's tables, as the fold writes them (migrations/0009-audit.sql). */
import type { Access } from "../../audit/access.ts";
import type { Fields } from "../../audit/fields.ts";
import { systemId } from "../../domain/primitives.ts";
import type { MemberStatus } from "../../domain/roles.ts";
import type { InsertTable } from "../engine/insert-rows.ts";
import type { Table } from "../engine/working-set.ts";

export interface LogRow {
  readonly organization_id: string;
  readonly size: number;
  readonly peaks: string;
  readonly effective_at: string;
}

export interface StateRow {
  readonly stream: string;
  readonly fields: Fields;
  readonly access: Access | null;
  /**
   * For a person's own streams and deleted solutions: the organizations whose logs have the last change.
   * The column keeps its name, because an older version may fold beside this one.
   */
  readonly told: readonly string[] | null;
}

export interface EntryRow {
  readonly organization_id: string;
  readonly position: number;
  readonly type: string;
  readonly occurred_at: string;
  readonly effective_at: string;
  readonly actor_id: string;
  readonly subject_id: string | null;
  readonly solution_id: string | null;
  readonly correlation_id: string;
  readonly changes: string;
  readonly record: string;
  readonly leaf_hash: Buffer;
}

export interface SubtreeRow {
  readonly organization_id: string;
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

export interface RoleRow {
  readonly organization_id: string;
  readonly user_id: string;
  readonly solution_id: string;
  readonly position: number;
  readonly role: string;
  readonly status: MemberStatus;
  readonly valid_from: string;
  valid_to: string | null;
  readonly changed_by: string;
  readonly changed_by_role: string | null;
  ended_by: string | null;
  ended_by_role: string | null;
  ended_position: number | null;
  readonly granted_by: string;
  readonly granted_by_role: string | null;
  readonly granted_at: string;
  readonly granted_position: number;
}

/** The solution id of a role in the organization itself. */
export const noSolution = systemId;

const logs: Table<LogRow> = {
  name: "audit_logs",
  key: ["organization_id"],
  keyTypes: ["uuid"],
  columns: ["organization_id", "size", "peaks", "effective_at"],
};

const states: Table<StateRow> = {
  name: "audit_states",
  key: ["stream"],
  keyTypes: ["text"],
  columns: ["stream", "fields", "access", "told"],
};

/** The tables whose rows the fold loads and changes. */
export const auditTables = { logs, states };

export const roles: InsertTable<RoleRow> = {
  name: "audit_roles",
  types: {
    organization_id: "uuid",
    user_id: "uuid",
    solution_id: "uuid",
    position: "integer",
    role: "text",
    status: "text",
    valid_from: "timestamptz",
    valid_to: "timestamptz",
    changed_by: "uuid",
    changed_by_role: "text",
    ended_by: "uuid",
    ended_by_role: "text",
    ended_position: "integer",
    granted_by: "uuid",
    granted_by_role: "text",
    granted_at: "timestamptz",
    granted_position: "integer",
  },
};

export const entries: InsertTable<EntryRow> = {
  name: "audit_entries",
  types: {
    organization_id: "uuid",
    position: "integer",
    type: "text",
    occurred_at: "timestamptz",
    effective_at: "timestamptz",
    actor_id: "uuid",
    subject_id: "uuid",
    solution_id: "uuid",
    correlation_id: "text",
    changes: "jsonb",
    record: "text",
    leaf_hash: "bytea",
  },
};

export const subtrees: InsertTable<SubtreeRow> = {
  name: "audit_subtrees",
  types: {
    organization_id: "uuid",
    level: "smallint",
    index: "integer",
    hash: "bytea",
  },
};

/** Every eighth level of the tree is stored. */
export const storedLevels = 8;

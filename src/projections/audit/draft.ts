/**
 * Collects what events add to organizations' logs; writes it with one statement per table. Written by hand,
 * because each is a batch over arrays.
 */
import type pg from "pg";
import { givenArrays } from "../../platform/database/given-array.ts";
import { treeOf, type Tree } from "../../audit/merkle.ts";
import { insertRows } from "../engine/insert-rows.ts";
import {
  flushUnit,
  forgetUnit,
  measureUnit,
  unitOf,
  type UnitOfWork,
} from "../engine/unit-of-work.ts";
import { loadMemberships, type Memberships, type WantedPersons } from "./memberships.ts";
import * as tables from "./rows.ts";
import type { EntryRow, RoleRow, SubtreeRow } from "./rows.ts";

/** One organization's log up to its latest entry. */
export interface Log {
  readonly organizationId: string;
  readonly tree: Tree;
  effectiveAt: string;
}

/** The end of a role that was written before. */
interface RoleEnd {
  readonly organization_id: string;
  readonly user_id: string;
  readonly solution_id: string;
  readonly valid_to: string;
  readonly ended_by: string;
  readonly ended_by_role: string | null;
  readonly ended_position: number;
}

export interface AuditDraft extends Memberships {
  readonly unit: UnitOfWork<typeof tables.auditTables>;
  readonly logs: Map<string, Log>;
  readonly entries: EntryRow[];
  readonly subtrees: SubtreeRow[];
  readonly roles: RoleRow[];
  /** Roles that are not written yet and still held, by organization, user and solution. */
  readonly held: Map<string, RoleRow>;
  readonly roleEnds: RoleEnd[];
}

export function beginAudit(): AuditDraft {
  return {
    unit: unitOf(tables.auditTables),
    logs: new Map(),
    organizationsOf: new Map(),
    unwritten: new Map(),
    entries: [],
    subtrees: [],
    roles: [],
    held: new Map(),
    roleEnds: [],
  };
}

interface Wanted extends WantedPersons {
  readonly organizationIds: readonly string[];
  readonly streams: readonly string[];
}

/** Loads what is not held yet: the logs, the states of the streams, and the persons' memberships. */
export async function loadAudit(
  draft: AuditDraft,
  client: pg.ClientBase,
  wanted: Wanted,
): Promise<void> {
  const { unit, organizationsOf } = draft;
  for (const stream of wanted.streams) unit.states.want(stream);
  await Promise.all([unit.states.load(client), loadMemberships(draft, client, wanted)]);
  const needed = new Set(wanted.organizationIds);
  for (const id of wanted.personIds)
    for (const organizationId of organizationsOf.get(id) ?? []) needed.add(organizationId);
  await loadLogs(draft, client, [...needed]);
}

async function loadLogs(
  { unit, logs }: AuditDraft,
  client: pg.ClientBase,
  wanted: readonly string[],
): Promise<void> {
  const missing = wanted.filter((organizationId) => !logs.has(organizationId));
  if (missing.length === 0) return;
  for (const organizationId of missing) unit.logs.want(organizationId);
  await unit.logs.load(client);
  for (const organizationId of missing) {
    const row = unit.logs.get(organizationId);
    const peaks = Buffer.from(row?.peaks ?? "", "base64");
    const roots = Array.from({ length: peaks.length / 32 }, (_, index) =>
      peaks.subarray(index * 32, index * 32 + 32),
    );
    const tree = treeOf(row?.size ?? 0, roots);
    logs.set(organizationId, { organizationId, tree, effectiveAt: row?.effective_at ?? "" });
  }
}

/** The rows to be written, entries aside, and those held in memory. */
export function measureAudit({ unit, organizationsOf, unwritten, roles, roleEnds }: AuditDraft) {
  const { changes, size } = measureUnit(unit);
  return {
    changes: changes + roles.length + roleEnds.length,
    size: size + roles.length + organizationsOf.size + unwritten.size,
  };
}

/** Writes all changes. What is held stays valid, so folding can continue. */
export async function flushAudit(draft: AuditDraft, client: pg.ClientBase): Promise<void> {
  const { unit, logs, roles, roleEnds, held, unwritten } = draft;
  for (const { organizationId, tree, effectiveAt } of logs.values()) {
    const size = tree.size();
    if (unit.logs.get(organizationId)?.size === size || effectiveAt === "") continue;
    const peaks = Buffer.concat(tree.peaks()).toString("base64");
    unit.logs.put({ organization_id: organizationId, size, peaks, effective_at: effectiveAt });
  }
  held.clear();
  unwritten.clear();
  // Sent before the new roles are inserted, because an end applies to a role that was written before.
  const ending = endRoles(client, roleEnds.splice(0));
  await Promise.all([
    flushUnit(unit, client),
    writeEntries(draft, client),
    ending,
    insertRows(client, tables.roles, roles.splice(0)),
  ]);
}

/** Writes what is added and never read again. */
export async function writeEntries(
  { entries, subtrees }: AuditDraft,
  client: pg.ClientBase,
): Promise<void> {
  await Promise.all([
    insertRows(client, tables.entries, entries.splice(0)),
    insertRows(client, tables.subtrees, subtrees.splice(0)),
  ]);
}

/** Releases what is held. Flush first. */
export function forgetAudit({ unit, logs, organizationsOf }: AuditDraft): void {
  forgetUnit(unit);
  logs.clear();
  organizationsOf.clear();
}

/** The connection pipelines, so statements run in the order in which they are sent. */
async function endRoles(client: pg.ClientBase, ends: readonly RoleEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await client.query({
    name: "end audit roles",
    // Each is looked up by itself: of a new table, PostgreSQL expects hardly a role to be held, and would read
    // the index of all that are.
    text: `update audit_roles r set valid_to = e.valid_to, ended_by = e.ended_by,
             ended_by_role = e.ended_by_role, ended_position = e.ended_position
           from unnest(${givenArrays(1, "uuid", "uuid", "uuid", "timestamptz", "uuid", "text", "integer")})
             as e(organization_id, user_id, solution_id, valid_to, ended_by, ended_by_role, ended_position)
             join lateral (
               select position from audit_roles held
               where held.organization_id = e.organization_id and held.user_id = e.user_id
                 and held.solution_id = e.solution_id and held.valid_to is null offset 0
             ) held on true
           where r.organization_id = e.organization_id and r.user_id = e.user_id
             and r.solution_id = e.solution_id and r.position = held.position`,
    values: [
      ends.map((each) => each.organization_id),
      ends.map((each) => each.user_id),
      ends.map((each) => each.solution_id),
      ends.map((each) => each.valid_to),
      ends.map((each) => each.ended_by),
      ends.map((each) => each.ended_by_role),
      ends.map((each) => each.ended_position),
    ],
  });
}

/**
 * Collects what a run of events adds to organizations' logs; writes it with one statement per table. Written
 * by hand, because each is a batch over arrays.
 */
import type pg from "pg";
import { treeOf, type Tree } from "../../audit/merkle.ts";
import { organizationStream } from "../../domain/streams.ts";
import { insertRows } from "../engine/insert-rows.ts";
import { flushUnit, unitOf, type UnitOfWork } from "../engine/unit-of-work.ts";
import * as tables from "./rows.ts";
import type { EntryRow, RoleRow, SubtreeRow } from "./rows.ts";

/** One organization's log up to its latest entry. */
export interface Log {
  readonly organizationId: string;
  readonly tree: Tree;
  effectiveAt: string;
}

/** The end of a role that began before this run. */
interface RoleEnd {
  readonly organization_id: string;
  readonly user_id: string;
  readonly solution_id: string;
  readonly valid_to: string;
  readonly ended_by: string;
  readonly ended_by_role: string | null;
  readonly ended_position: number;
}

export interface AuditDraft {
  readonly unit: UnitOfWork<typeof tables.auditTables>;
  readonly logs: Map<string, Log>;
  /** For persons with events of their own: the organizations in which they are active or disabled. */
  readonly organizationsOf: Map<string, Set<string>>;
  readonly entries: EntryRow[];
  readonly subtrees: SubtreeRow[];
  readonly roles: RoleRow[];
  /** Roles that began in this run and are still held, by organization, user and solution. */
  readonly held: Map<string, RoleRow>;
  readonly roleEnds: RoleEnd[];
}

/** Loads what the run needs: the logs, the states of the streams, and the persons' memberships. */
export async function loadAudit(
  client: pg.ClientBase,
  wanted: {
    readonly organizationIds: readonly string[];
    readonly personIds: readonly string[];
    readonly streams: readonly string[];
    /** Their logs stay as they are. */
    readonly setAside?: ReadonlySet<string>;
  },
): Promise<AuditDraft> {
  const draft: AuditDraft = {
    unit: unitOf(tables.auditTables),
    logs: new Map(),
    organizationsOf: new Map(),
    entries: [],
    subtrees: [],
    roles: [],
    held: new Map(),
    roleEnds: [],
  };
  const { unit, organizationsOf } = draft;
  for (const stream of wanted.streams) unit.states.want(stream);
  await Promise.all([unit.states.load(client), loadMemberships(draft, client, wanted)]);
  const ofPersons = [...organizationsOf.values()].flatMap((found) => [...found]);
  await loadLogs(draft, client, new Set([...wanted.organizationIds, ...ofPersons]));
  return draft;
}

async function loadMemberships(
  draft: AuditDraft,
  client: pg.ClientBase,
  wanted: { readonly personIds: readonly string[]; readonly setAside?: ReadonlySet<string> },
): Promise<void> {
  const { personIds, setAside } = wanted;
  if (personIds.length === 0) return;
  for (const personId of personIds) draft.organizationsOf.set(personId, new Set());
  for (const { user_id, organization_id: id } of await readMemberships(client, personIds)) {
    if (setAside?.has(organizationStream(id)) !== true) draft.organizationsOf.get(user_id)?.add(id);
  }
}

interface MembershipRow {
  readonly user_id: string;
  readonly organization_id: string;
}

/** The organizations in which the persons are active or disabled. */
export async function readMemberships(
  client: pg.ClientBase,
  personIds: readonly string[],
): Promise<readonly MembershipRow[]> {
  const { rows } = await client.query<MembershipRow>({
    name: "audit memberships",
    text: `select user_id, organization_id from audit_roles
           where user_id = any($1::uuid[]) and valid_to is null and solution_id = $2
             and status <> 'INVITED'
           order by organization_id`,
    values: [personIds, tables.noSolution],
  });
  return rows;
}

async function loadLogs(
  { unit, logs }: AuditDraft,
  client: pg.ClientBase,
  organizationIds: ReadonlySet<string>,
): Promise<void> {
  for (const organizationId of organizationIds) unit.logs.want(organizationId);
  await unit.logs.load(client);
  for (const organizationId of organizationIds) {
    const row = unit.logs.get(organizationId);
    const peaks = Buffer.from(row?.peaks ?? "", "base64");
    const roots = Array.from({ length: peaks.length / 32 }, (_, index) =>
      peaks.subarray(index * 32, index * 32 + 32),
    );
    const tree = treeOf(row?.size ?? 0, roots);
    logs.set(organizationId, { organizationId, tree, effectiveAt: row?.effective_at ?? "" });
  }
}

export async function flushAudit(draft: AuditDraft, client: pg.ClientBase): Promise<void> {
  const { unit, logs } = draft;
  for (const { organizationId, tree, effectiveAt } of logs.values()) {
    if (effectiveAt === "") continue;
    unit.logs.put({
      organization_id: organizationId,
      size: tree.size(),
      peaks: Buffer.concat(tree.peaks()).toString("base64"),
      effective_at: effectiveAt,
    });
  }
  // Sent before the new roles are inserted, because an end applies to a role held before this run.
  const ending = endRoles(client, draft.roleEnds);
  await Promise.all([
    flushUnit(unit, client),
    insertRows(client, tables.entries, draft.entries),
    insertRows(client, tables.subtrees, draft.subtrees),
    ending,
    insertRows(client, tables.roles, draft.roles),
  ]);
}

/** The connection pipelines, so statements run in the order in which they are sent. */
async function endRoles(client: pg.ClientBase, ends: readonly RoleEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await client.query({
    name: "end audit roles",
    text: `update audit_roles r set valid_to = e.valid_to, ended_by = e.ended_by,
             ended_by_role = e.ended_by_role, ended_position = e.ended_position
           from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[],
                       $7::integer[])
             as e(organization_id, user_id, solution_id, valid_to, ended_by, ended_by_role, ended_position)
           where r.organization_id = e.organization_id and r.user_id = e.user_id
             and r.solution_id = e.solution_id and r.valid_to is null`,
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

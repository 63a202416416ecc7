/** What a run of events adds to organizations' logs: gathered in memory, written by one statement a table. */
import type pg from "pg";
import { treeOf, type Tree } from "../../audit/merkle.ts";
import { workingSet, type WorkingSet } from "../engine/working-set.ts";
import {
  type EntryRow,
  entryColumns,
  logs,
  noSolution,
  type RoleRow,
  roleColumns,
  states,
  type StateRow,
  subtreeColumns,
  type SubtreeRow,
} from "./rows.ts";

/** One organization's log as far as it is written. */
export interface Log {
  readonly organizationId: string;
  readonly tree: Tree;
  effectiveAt: string;
}

/** The end of a role that was held before this run. */
export interface Ending {
  readonly organization_id: string;
  readonly user_id: string;
  readonly solution_id: string;
  readonly valid_to: string;
  readonly ended_by: string;
  readonly ended_by_role: string | null;
  readonly ended_position: number;
}

export interface Draft {
  readonly logs: Map<string, Log>;
  readonly states: WorkingSet<StateRow>;
  /** Of persons whose own events come: the organizations that they are active or disabled in. */
  readonly organizationsOf: Map<string, Set<string>>;
  readonly entries: EntryRow[];
  readonly subtrees: SubtreeRow[];
  readonly roles: RoleRow[];
  /** Roles that began in this run and are held still, by organization, user and solution. */
  readonly held: Map<string, RoleRow>;
  readonly endings: Ending[];
}

/** Reads what the run needs: the logs, the states of the streams, and where persons are members. */
export async function loadDraft(
  client: pg.ClientBase,
  wanted: {
    readonly organizationIds: ReadonlySet<string>;
    readonly personIds: ReadonlySet<string>;
    readonly streams: ReadonlySet<string>;
  },
): Promise<Draft> {
  const draft: Draft = {
    logs: new Map(),
    states: workingSet(states),
    organizationsOf: new Map(),
    entries: [],
    subtrees: [],
    roles: [],
    held: new Map(),
    endings: [],
  };
  await Promise.all([
    draft.states.load(client, wanted.streams),
    loadMemberships(draft, client, wanted.personIds),
  ]);
  const organizationIds = new Set(wanted.organizationIds);
  for (const found of draft.organizationsOf.values())
    for (const id of found) organizationIds.add(id);
  await loadLogs(draft, client, organizationIds);
  return draft;
}

async function loadMemberships(
  draft: Draft,
  client: pg.ClientBase,
  personIds: ReadonlySet<string>,
): Promise<void> {
  if (personIds.size === 0) return;
  for (const personId of personIds) draft.organizationsOf.set(personId, new Set());
  const { rows } = await client.query<{ user_id: string; organization_id: string }>({
    name: "audit memberships",
    text: `select user_id, organization_id from audit_roles
           where user_id = any($1::uuid[]) and valid_to is null and solution_id = $2
             and status <> 'INVITED'
           order by organization_id`,
    values: [[...personIds], noSolution],
  });
  for (const row of rows) draft.organizationsOf.get(row.user_id)?.add(row.organization_id);
}

async function loadLogs(
  draft: Draft,
  client: pg.ClientBase,
  organizationIds: ReadonlySet<string>,
): Promise<void> {
  if (organizationIds.size === 0) return;
  const set = workingSet(logs);
  await set.load(client, organizationIds);
  for (const organizationId of organizationIds) {
    const row = set.get(organizationId);
    const peaks = Buffer.from(row?.peaks ?? "", "base64");
    const roots = Array.from({ length: peaks.length / 32 }, (_, index) =>
      peaks.subarray(index * 32, index * 32 + 32),
    );
    const tree = treeOf(row?.size ?? 0, roots);
    draft.logs.set(organizationId, { organizationId, tree, effectiveAt: row?.effective_at ?? "" });
  }
}

export async function flushDraft(draft: Draft, client: pg.ClientBase): Promise<void> {
  const set = workingSet(logs);
  for (const { organizationId, tree, effectiveAt } of draft.logs.values()) {
    if (effectiveAt === "") continue;
    set.put({
      organization_id: organizationId,
      size: tree.size(),
      peaks: Buffer.concat(tree.peaks()).toString("base64"),
      effective_at: effectiveAt,
    });
  }
  // Before the roles are written: an ending names what was held when the run began.
  const ending = endRoles(client, draft.endings);
  await Promise.all([
    set.flush(client),
    draft.states.flush(client),
    insert(client, "audit_entries", entryColumns, draft.entries),
    insert(client, "audit_subtrees", subtreeColumns, draft.subtrees),
    ending,
    insert(client, "audit_roles", roleColumns, draft.roles),
  ]);
}

/** The connection pipelines: statements run in the order in which they are sent. */
async function endRoles(client: pg.ClientBase, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
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
      endings.map((each) => each.organization_id),
      endings.map((each) => each.user_id),
      endings.map((each) => each.solution_id),
      endings.map((each) => each.valid_to),
      endings.map((each) => each.ended_by),
      endings.map((each) => each.ended_by_role),
      endings.map((each) => each.ended_position),
    ],
  });
}

async function insert<Row>(
  client: pg.ClientBase,
  table: string,
  columns: readonly (readonly [keyof Row & string, string])[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(([name]) => name).join(", ");
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ");
  await client.query({
    name: `insert ${table}`,
    text: `insert into ${table} (${names}) select * from unnest(${arrays})`,
    values: columns.map(([name]) => rows.map((row) => row[name])),
  });
}

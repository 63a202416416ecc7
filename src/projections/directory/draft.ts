/** The rows that a run of events touches, read before they are folded and written after. */
import type pg from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { pairId, workingSet, type WorkingSet } from "../engine/working-set.ts";
import * as tables from "./rows.ts";
import type { MemberRow } from "./rows.ts";
import { categoryOf, idIn, membershipIn } from "../../domain/streams.ts";

export interface Draft {
  readonly users: WorkingSet<tables.UserRow>;
  readonly organizations: WorkingSet<tables.OrganizationRow>;
  readonly inviteTemplates: WorkingSet<tables.InviteTemplateRow>;
  readonly members: WorkingSet<MemberRow>;
  readonly solutions: WorkingSet<tables.SolutionRow>;
  readonly assignments: WorkingSet<tables.AssignmentRow>;
  readonly tokens: WorkingSet<tables.TokenRow>;
  readonly invitations: WorkingSet<tables.InvitationRow>;
  /** user -> their organizations, as far as memberships began here or were read for the user. */
  readonly organizationsOf: Map<string, Set<string>>;
  /** Users for whom `organizationsOf` is complete: their memberships were read, or they are new. */
  readonly isComplete: Set<string>;
}

/** Which rows the events ask for. */
interface Wanted {
  readonly users: Set<string>;
  readonly organizations: Set<string>;
  readonly inviteTemplates: Set<string>;
  readonly members: Set<string>;
  /** Users of whom all memberships are asked for. */
  readonly membersOf: Set<string>;
  readonly solutions: Set<string>;
  readonly tokens: Set<string>;
}

export function emptyDraft(): Draft {
  return {
    users: workingSet(tables.users),
    organizations: workingSet(tables.organizations),
    inviteTemplates: workingSet(tables.inviteTemplates),
    members: workingSet(tables.members),
    solutions: workingSet(tables.solutions),
    assignments: workingSet(tables.assignments),
    tokens: workingSet(tables.tokens),
    invitations: workingSet(tables.invitations),
    organizationsOf: new Map(),
    isComplete: new Set(),
  };
}

/** Reads what the events ask for and the draft does not hold yet. */
export async function loadDraft(
  draft: Draft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  const wanted = wantedBy(draft, events);
  await Promise.all([
    draft.members.load(client, wanted.members),
    loadMembersOf(draft, client, wanted.membersOf),
    draft.users.load(client, wanted.users),
    draft.organizations.load(client, wanted.organizations),
    draft.inviteTemplates.load(client, wanted.inviteTemplates),
    draft.solutions.load(client, wanted.solutions),
    draft.tokens.load(client, wanted.tokens),
  ]);
  await draft.solutions.load(client, assignedToThoseWhoLose(draft, events));
}

/** Rows that are to be written. */
export function changesIn(draft: Draft): number {
  return workingSets(draft).reduce((sum, set) => sum + set.changes(), 0);
}

/** Rows held in memory. */
export function sizeOf(draft: Draft): number {
  return workingSets(draft).reduce((sum, set) => sum + set.size(), 0);
}

/** Writes all that was changed. What the draft holds stays true, so it can be folded on. */
export async function flushDraft(draft: Draft, client: pg.ClientBase): Promise<void> {
  await Promise.all(workingSets(draft).map((set) => set.flush(client)));
}

/** Lets go of all rows, once they were flushed. */
export function forgetAll(draft: Draft): void {
  draft.organizationsOf.clear();
  draft.isComplete.clear();
  for (const set of workingSets(draft)) set.forget();
}

function workingSets(draft: Draft) {
  const { users, organizations, inviteTemplates, members } = draft;
  const { solutions, assignments, tokens, invitations } = draft;
  return [
    users,
    organizations,
    inviteTemplates,
    members,
    solutions,
    assignments,
    tokens,
    invitations,
  ];
}

export function noteMembership(draft: Draft, userId: string, organizationId: string): void {
  const known = draft.organizationsOf.get(userId);
  if (known) known.add(organizationId);
  else draft.organizationsOf.set(userId, new Set([organizationId]));
}

function wantedBy(draft: Draft, events: readonly RecordedEvent[]): Wanted {
  const wanted: Wanted = {
    users: new Set(),
    organizations: new Set(),
    inviteTemplates: new Set(),
    members: new Set(),
    membersOf: new Set(),
    solutions: new Set(),
    tokens: new Set(),
  };
  for (const event of events) {
    if (event.revision === 0) expectNone(draft, event);
    want(wanted, event);
  }
  return wanted;
}

/** What a stream begins with is there for the first time. */
function expectNone(draft: Draft, { stream }: RecordedEvent): void {
  const id = idIn(stream);
  switch (categoryOf(stream)) {
    case "user":
      draft.isComplete.add(id);
      return draft.users.expectNone(id);
    case "organization":
      return draft.organizations.expectNone(id);
    case "member":
      return draft.members.expectNone(id);
    case "solution":
      return draft.solutions.expectNone(id);
    case "token":
      return draft.tokens.expectNone(id);
  }
}

function want(wanted: Wanted, event: RecordedEvent): void {
  const { stream } = event;
  const id = idIn(stream);
  switch (categoryOf(stream)) {
    case "user":
      wanted.users.add(id);
      if (event.type === "ProfileChanged" || event.type === "PersonalDataErased") {
        wanted.membersOf.add(id);
      }
      return;
    case "organization":
      wanted.organizations.add(id);
      if (event.type === "OrganizationFounded") {
        wanted.members.add(pairId(id, event.data.founderId));
        wanted.users.add(event.data.founderId);
      } else if (event.type === "OwnershipGranted" || event.type === "OwnershipRevoked") {
        wanted.members.add(pairId(id, event.data.userId));
      } else if (event.type === "InviteTemplateSaved" || event.type === "InviteTemplateDeleted") {
        wanted.inviteTemplates.add(pairId(id, event.data.language));
      }
      return;
    case "member": {
      const { organizationId, userId } = membershipIn(stream);
      wanted.members.add(id);
      wanted.users.add(userId);
      wanted.organizations.add(organizationId);
      if ("solutionId" in event.data && event.data.solutionId !== undefined) {
        wanted.solutions.add(event.data.solutionId);
      }
      return;
    }
    case "solution":
      wanted.solutions.add(id);
      return;
    case "session":
      if (event.type === "UserLoggedIn" && event.metadata.subjectId !== undefined) {
        wanted.membersOf.add(event.metadata.subjectId);
      }
      return;
    case "token":
      wanted.tokens.add(id);
      if (event.type === "TokenUsed" && event.metadata.subjectId !== undefined) {
        wanted.membersOf.add(event.metadata.subjectId);
      }
  }
}

async function loadMembersOf(
  draft: Draft,
  client: pg.ClientBase,
  userIds: ReadonlySet<string>,
): Promise<void> {
  const missing = [...userIds].filter((userId) => !draft.isComplete.has(userId));
  if (missing.length === 0) return;
  for (const userId of missing) draft.isComplete.add(userId);
  const { rows } = await client.query<MemberRow>({
    name: "load members of users",
    text: `select ${tables.members.columns.join(", ")} from members where user_id = any($1::uuid[])`,
    values: [missing],
  });
  draft.members.adopt(rows);
  for (const row of rows) noteMembership(draft, row.user_id, row.organization_id);
}

/** A membership that ends, or begins anew, takes itself off the count of every solution it had. */
function assignedToThoseWhoLose(draft: Draft, events: readonly RecordedEvent[]): Set<string> {
  const found = new Set<string>();
  for (const { type, stream } of events) {
    if (type !== "MemberRemoved" && type !== "MemberInvited") continue;
    const member = draft.members.get(idIn(stream));
    for (const solutionId of Object.keys(member?.solutions ?? {})) found.add(solutionId);
  }
  return found;
}

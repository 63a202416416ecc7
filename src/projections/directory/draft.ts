/** The rows that a run of events touches, read before they are folded and written after. */
import type pg from "pg";
import type { Recorded } from "../../eventstore/codec.ts";
import { type Key, workingSet, type WorkingSet } from "../working-set.ts";
import * as tables from "./rows.ts";
import type { MemberRow } from "./rows.ts";
import { idIn, membershipIn } from "./streams.ts";

export interface Draft {
  readonly users: WorkingSet<tables.UserRow>;
  readonly organizations: WorkingSet<tables.OrganizationRow>;
  readonly members: WorkingSet<MemberRow>;
  readonly solutions: WorkingSet<tables.SolutionRow>;
  readonly assignments: WorkingSet<tables.AssignmentRow>;
  readonly tokens: WorkingSet<tables.TokenRow>;
  readonly invitations: WorkingSet<tables.InvitationRow>;
  /** user -> their organizations, complete for those users for whom an event asks. */
  readonly organizationsOf: Map<string, Set<string>>;
}

/** Which rows the events ask for. */
interface Wanted {
  readonly users: Set<string>;
  readonly organizations: Set<string>;
  readonly members: Map<string, Key>;
  /** Users of whom all memberships are asked for. */
  readonly membersOf: Set<string>;
  readonly solutions: Set<string>;
  readonly tokens: Set<string>;
}

export async function loadDraft(
  events: readonly Recorded[],
  client: pg.ClientBase,
): Promise<Draft> {
  const wanted = wantedBy(events);
  const draft: Draft = {
    users: workingSet(tables.users),
    organizations: workingSet(tables.organizations),
    members: workingSet(tables.members),
    solutions: workingSet(tables.solutions),
    assignments: workingSet(tables.assignments),
    tokens: workingSet(tables.tokens),
    invitations: workingSet(tables.invitations),
    organizationsOf: new Map(),
  };
  await Promise.all([
    draft.members.load(client, wanted.members.values()),
    loadMembersOf(draft, client, wanted.membersOf),
    draft.users.load(client, single(wanted.users)),
    draft.organizations.load(client, single(wanted.organizations)),
    draft.solutions.load(client, single(wanted.solutions)),
    draft.tokens.load(client, single(wanted.tokens)),
  ]);
  for (const { user_id: userId, organization_id: id } of draft.members.rows()) {
    noteMembership(draft, userId, id);
  }
  await draft.solutions.load(client, single(assignedToThoseWhoLose(draft, events)));
  return draft;
}

export async function flushDraft(draft: Draft, client: pg.ClientBase): Promise<void> {
  const { users, organizations, members, solutions, assignments, tokens, invitations } = draft;
  const sets = [users, organizations, members, solutions, assignments, tokens, invitations];
  await Promise.all(sets.map((set) => set.flush(client)));
}

export function noteMembership(draft: Draft, userId: string, organizationId: string): void {
  const known = draft.organizationsOf.get(userId);
  if (known) known.add(organizationId);
  else draft.organizationsOf.set(userId, new Set([organizationId]));
}

function wantedBy(events: readonly Recorded[]): Wanted {
  const wanted: Wanted = {
    users: new Set(),
    organizations: new Set(),
    members: new Map(),
    membersOf: new Set(),
    solutions: new Set(),
    tokens: new Set(),
  };
  for (const event of events) want(wanted, event);
  return wanted;
}

function want(wanted: Wanted, event: Recorded): void {
  const { stream } = event;
  switch (stream.slice(0, stream.indexOf("-"))) {
    case "user":
      wanted.users.add(idIn(stream));
      if (event.type === "ProfileChanged") wanted.membersOf.add(idIn(stream));
      return;
    case "organization":
      wanted.organizations.add(idIn(stream));
      if (event.type === "OrganizationFounded") {
        wantMember(wanted, idIn(stream), event.data.founderId);
      } else if (event.type === "OwnershipGranted" || event.type === "OwnershipRevoked") {
        wantMember(wanted, idIn(stream), event.data.userId);
      }
      return;
    case "member": {
      const { organizationId, userId } = membershipIn(stream);
      wantMember(wanted, organizationId, userId);
      wanted.organizations.add(organizationId);
      if ("solutionId" in event.data) wanted.solutions.add(event.data.solutionId);
      return;
    }
    case "solution":
      wanted.solutions.add(idIn(stream));
      return;
    case "token":
      wanted.tokens.add(idIn(stream));
      if (event.type === "TokenUsed" && event.metadata.subjectId !== undefined) {
        wanted.membersOf.add(event.metadata.subjectId);
      }
  }
}

function wantMember(wanted: Wanted, organizationId: string, userId: string): void {
  wanted.members.set(`${organizationId} ${userId}`, [organizationId, userId]);
  wanted.users.add(userId);
}

async function loadMembersOf(
  draft: Draft,
  client: pg.ClientBase,
  userIds: ReadonlySet<string>,
): Promise<void> {
  if (userIds.size === 0) return;
  const { rows } = await client.query<MemberRow>({
    name: "load members of users",
    text: `select ${tables.members.columns.join(", ")} from members where user_id = any($1::uuid[])`,
    values: [[...userIds]],
  });
  draft.members.adopt(rows);
}

/** A membership that ends, or begins anew, takes itself off the count of every solution it had. */
function assignedToThoseWhoLose(draft: Draft, events: readonly Recorded[]): Set<string> {
  const found = new Set<string>();
  for (const { type, stream } of events) {
    if (type !== "MemberRemoved" && type !== "MemberInvited") continue;
    const { organizationId, userId } = membershipIn(stream);
    const member = draft.members.get(organizationId, userId);
    for (const solutionId of Object.keys(member?.solutions ?? {})) found.add(solutionId);
  }
  return found;
}

const single = (ids: Iterable<string>): Key[] => Array.from(ids, (id) => [id]);

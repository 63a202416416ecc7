/** Memberships: what an event of `member-...` does to the member, and to all that counts members. */
import type { MemberEvent } from "../../domain/member/events.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { later } from "../../domain/time.ts";
import type { Recorded } from "../../eventstore/codec.ts";
import { pairId } from "../working-set.ts";
import { type Draft, noteMembership } from "./draft.ts";
import type { MemberRow, UserRow } from "./rows.ts";
import { idIn, membershipIn } from "./streams.ts";
import { displayName, emailKey, searchText, sortKey } from "./text.ts";

export function foldMember(draft: Draft, event: Recorded<MemberEvent>): void {
  const before = draft.members.get(idIn(event.stream));
  const changed = evolve(draft, before, event);
  if (changed === undefined) {
    if (before !== undefined) remove(draft, before, event);
    return;
  }
  const { occurredAt, actor } = event.metadata;
  const after = {
    ...changed,
    ...ownershipOf(before, changed, event),
    updated_at: occurredAt,
    updated_by: actor.userId,
    revision: event.revision,
  };
  draft.members.put(after);
  if (before === undefined) noteMembership(draft, after.user_id, after.organization_id);
  settle(draft, before, after, event);
}

/** Counts the founder, whose membership began before the organization did. */
export function countFounder(draft: Draft, organizationId: string, userId: string): void {
  const member = draft.members.get(pairId(organizationId, userId));
  if (member) addToUser(draft, userId, contribution(draft, member));
}

/** A person's profile as their members' rows show it. */
export function shownProfile(user: UserRow) {
  const { email, first_name, last_name } = user;
  return shown({ email, first_name, last_name, given_name: user.given_name });
}

function evolve(
  draft: Draft,
  member: MemberRow | undefined,
  event: Recorded<MemberEvent>,
): MemberRow | undefined {
  if (event.type === "MemberFounded") {
    return { ...blank(event), ...profileOf(draft, event), role: "OWNER", status: "ACTIVE" };
  }
  if (event.type === "MemberInvited") return invited(member, event);
  if (member === undefined) return undefined;
  switch (event.type) {
    case "InviteIssued": {
      const { digest, language, expiresAt, sendingId } = event.data;
      const { organization_id, user_id } = member;
      draft.invitations.put({ digest, organization_id, user_id, language, expires_at: expiresAt });
      return {
        ...member,
        language,
        invite_sending_id: sendingId,
        invite_status: "PENDING",
        invite_sent_at: null,
        invite_expires_at: expiresAt,
        invite_failure: null,
      };
    }
    case "InviteEmailSent":
      if (event.data.sendingId !== member.invite_sending_id) return member;
      return {
        ...member,
        invite_status: "SENT",
        invite_sent_at: event.data.sentAt,
        invite_sent_count: member.invite_sent_count + 1,
        invite_failure: null,
      };
    case "InviteEmailFailed":
      if (event.data.sendingId !== member.invite_sending_id) return member;
      return {
        ...member,
        invite_status: "FAILED",
        invite_failure: event.personal?.reason ?? null,
      };
    case "InviteRevoked":
      return { ...member, invite_status: "REVOKED" };
    case "InviteAccepted":
      return {
        ...member,
        ...profileOf(draft, event),
        status: "ACTIVE",
        invite_status: "ACCEPTED",
        last_active_at: later(member.last_active_at ?? "", event.data.acceptedAt),
      };
    case "OrgRoleChanged":
      return { ...member, role: event.data.to };
    case "MemberDisabled":
      return { ...member, status: "DISABLED" };
    case "MemberEnabled":
      return { ...member, status: "ACTIVE" };
    case "MemberRemoved":
      return undefined;
    case "SolutionAssigned": {
      const { solutionId, role } = event.data;
      // The solution may have been deleted while it was being assigned, which the domain allows:
      // nothing guards a solution's stream and a member's at once. A deleted one stays deleted.
      const isThere = draft.solutions.get(solutionId)?.organization_id === member.organization_id;
      return isThere ? withSolutions(member, { ...member.solutions, [solutionId]: role }) : member;
    }
    case "SolutionRoleChanged": {
      const { solutionId, to } = event.data;
      if (member.solutions[solutionId] === undefined) return member;
      return withSolutions(member, { ...member.solutions, [solutionId]: to });
    }
    case "SolutionUnassigned": {
      const { [event.data.solutionId]: _, ...others } = member.solutions;
      return withSolutions(member, others);
    }
  }
}

/** While they are invited, a member shows what the inviter wrote. */
function invited(
  member: MemberRow | undefined,
  event: Extract<Recorded<MemberEvent>, { type: "MemberInvited" }>,
): MemberRow {
  const { email = null, firstName = null, lastName = null, name = null } = event.personal ?? {};
  const person = { email, first_name: firstName, last_name: lastName, given_name: name };
  const { created_at, created_by } = member ?? stampsOf(event);
  return { ...blank(event), ...shown(person), role: event.data.role, created_at, created_by };
}

function blank(event: Recorded<MemberEvent>): MemberRow {
  const { organizationId, userId } = membershipIn(event.stream);
  return {
    organization_id: organizationId,
    user_id: userId,
    role: "USER",
    status: "INVITED",
    ...shown({ email: null, first_name: null, last_name: null, given_name: null }),
    language: null,
    invite_sending_id: null,
    invite_status: null,
    invite_sent_at: null,
    invite_sent_count: 0,
    invite_expires_at: null,
    invite_failure: null,
    solutions: {},
    solution_count: 0,
    last_active_at: null,
    ownership: null,
    unfinished: null,
    unfinished_since: null,
    ...stampsOf(event),
  };
}

function stampsOf({ metadata, revision }: Recorded<MemberEvent>) {
  const { occurredAt: at, actor } = metadata;
  return {
    created_at: at,
    created_by: actor.userId,
    updated_at: at,
    updated_by: actor.userId,
    revision,
  };
}

function shown(person: Pick<UserRow, "email" | "first_name" | "last_name" | "given_name">) {
  const { email, first_name, last_name } = person;
  const name = displayName(person);
  return {
    email,
    first_name,
    last_name,
    name,
    sort_name: sortKey(name),
    email_key: emailKey(email),
    search_text: searchText({ name, first_name, last_name, email }),
  };
}

function profileOf(draft: Draft, { stream }: Recorded<MemberEvent>) {
  const user = draft.users.get(membershipIn(stream).userId);
  return user && shownProfile(user);
}

function withSolutions(
  member: MemberRow,
  solutions: Readonly<Record<string, SolutionRole>>,
): MemberRow {
  return { ...member, solutions, solution_count: Object.keys(solutions).length };
}

/**
 * Follows the ownership as the domain does. One that begins waits for its grant; one that ends waits
 * for nothing any more.
 */
function ownershipOf(
  before: MemberRow | undefined,
  after: MemberRow,
  event: Recorded<MemberEvent>,
): Pick<MemberRow, "ownership" | "unfinished" | "unfinished_since"> {
  const isOwner = after.status === "ACTIVE" && after.role === "OWNER";
  if (!isOwner) return { ownership: null, unfinished: null, unfinished_since: null };
  if (before !== undefined && before.ownership !== null) {
    const { ownership, unfinished, unfinished_since } = before;
    return { ownership, unfinished, unfinished_since };
  }
  return {
    ownership: event.revision,
    unfinished: { kind: "GRANT", causationId: event.eventId },
    unfinished_since: event.metadata.occurredAt,
  };
}

function remove(draft: Draft, before: MemberRow, event: Recorded<MemberEvent>): void {
  const { organization_id: organizationId, user_id: userId } = before;
  draft.members.remove(idIn(event.stream));
  draft.organizationsOf.get(userId)?.delete(organizationId);
  settle(draft, before, undefined, event);
  const user = draft.users.get(userId);
  if (user?.default_organization_id === organizationId) {
    draft.users.put({ ...user, default_organization_id: null });
  }
}

/** Brings assignments and counts in line with what became of the member. */
function settle(
  draft: Draft,
  before: MemberRow | undefined,
  after: MemberRow | undefined,
  event: Recorded<MemberEvent>,
): void {
  if (before?.solutions !== after?.solutions) settleSolutions(draft, before, after, event);
  const { userId } = membershipIn(event.stream);
  const was = contribution(draft, before);
  const is = contribution(draft, after);
  addToUser(draft, userId, {
    organizations: is.organizations - was.organizations,
    solutions: is.solutions - was.solutions,
  });
}

function settleSolutions(
  draft: Draft,
  before: MemberRow | undefined,
  after: MemberRow | undefined,
  event: Recorded<MemberEvent>,
): void {
  const { organizationId, userId } = membershipIn(event.stream);
  const { occurredAt: updated_at, actor } = event.metadata;
  const had = before?.solutions ?? {};
  const has = after?.solutions ?? {};
  for (const solutionId of Object.keys(had)) {
    if (has[solutionId] !== undefined) continue;
    draft.assignments.remove(pairId(solutionId, userId));
    addToSolution(draft, solutionId, -1);
  }
  for (const [solutionId, role] of Object.entries(has)) {
    if (had[solutionId] === role) continue;
    draft.assignments.put({
      solution_id: solutionId,
      user_id: userId,
      organization_id: organizationId,
      role,
      updated_at,
      updated_by: actor.userId,
    });
    if (had[solutionId] === undefined) addToSolution(draft, solutionId, 1);
    const solution = draft.solutions.get(solutionId);
    if (solution?.first_owner_id === userId) {
      draft.solutions.put({ ...solution, first_owner_id: null });
    }
  }
}

function addToSolution(draft: Draft, solutionId: string, by: number): void {
  const solution = draft.solutions.get(solutionId);
  if (solution) draft.solutions.put({ ...solution, member_count: solution.member_count + by });
}

/** What a membership adds to its user's counts: only an active one, in an organization that is founded. */
function contribution(draft: Draft, member: MemberRow | undefined) {
  const counts =
    member?.status === "ACTIVE" && draft.organizations.get(member.organization_id) !== undefined;
  return counts
    ? { organizations: 1, solutions: member.solution_count }
    : { organizations: 0, solutions: 0 };
}

function addToUser(
  draft: Draft,
  userId: string,
  { organizations, solutions }: { readonly organizations: number; readonly solutions: number },
): void {
  const user = draft.users.get(userId);
  if (user === undefined || (organizations === 0 && solutions === 0)) return;
  draft.users.put({
    ...user,
    organization_count: user.organization_count + organizations,
    solution_count: user.solution_count + solutions,
  });
}

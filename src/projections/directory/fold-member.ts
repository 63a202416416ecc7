/**
 * Folds events of members into the member's row and into all counts of members. Rows belong to the draft
 * and are changed in place, because copying such wide rows took longer than the rest.
 */
import type { MemberEvent } from "../../domain/member/events.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { later } from "../../domain/time.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { nullsOf } from "../engine/read-model.ts";
import { pairId } from "../engine/working-set.ts";
import type { DirectoryDraft } from "./draft.ts";
import type { MemberRow, UserRow } from "./rows.ts";
import { stamp, stampColumns } from "./stamps.ts";
import { idIn, membershipIn } from "../../domain/streams.ts";
import { displayName, emailKey, searchText, sortKey } from "./text.ts";

type SolutionRoles = Readonly<Record<string, SolutionRole>>;
const none: SolutionRoles = {};
const nulls = nullsOf("members");

export function foldMember(draft: DirectoryDraft, event: RecordedEvent<MemberEvent>): void {
  const known = draft.members.get(idIn(event.stream));
  const counted = contribution(draft, known);
  const solutionsBefore = known?.solutions ?? none;
  const member = evolve(draft, known, event);
  if (member !== undefined) {
    followOwnership(member, event);
    stamp(member, event);
    draft.members.put(member);
    if (known === undefined) addToOrganization(draft, member.organization_id, 1);
  } else if (known !== undefined) {
    forget(draft, known);
  }
  settleSolutions(draft, event, solutionsBefore, member?.solutions ?? none);
  const counts = contribution(draft, member);
  addToUser(draft, membershipIn(event.stream).userId, {
    organizations: counts.organizations - counted.organizations,
    solutions: counts.solutions - counted.solutions,
  });
}

/** Counts the founder, whose membership began before the organization. */
export function countFounder(draft: DirectoryDraft, organizationId: string, userId: string): void {
  const member = draft.members.get(pairId(organizationId, userId));
  addToUser(draft, userId, contribution(draft, member));
  if (member !== undefined) addToOrganization(draft, organizationId, 1);
}

/** Makes the member show the user's profile. */
export function showProfile(member: MemberRow, user: UserRow): void {
  show(member, user.email, user.first_name, user.last_name, user.given_name);
}

/** Undefined if the membership ends or there is none. */
function evolve(
  draft: DirectoryDraft,
  member: MemberRow | undefined,
  event: RecordedEvent<MemberEvent>,
): MemberRow | undefined {
  if (event.type === "MemberFounded") {
    const founder = blank(event);
    founder.role = "OWNER";
    founder.status = "ACTIVE";
    return showOwnProfile(draft, founder);
  }
  if (event.type === "MemberInvited") return invited(member, event);
  if (member === undefined) return undefined;
  switch (event.type) {
    case "InviteIssued": {
      const { digest, language, expiresAt, sendingId } = event.data;
      const { organization_id, user_id } = member;
      draft.invitations.put({ digest, organization_id, user_id, language, expires_at: expiresAt });
      member.language = language;
      member.invite_sending_id = sendingId;
      member.invite_status = "PENDING";
      member.invite_sent_at = null;
      member.invite_expires_at = expiresAt;
      member.invite_failure = null;
      return member;
    }
    case "InviteEmailSent":
      if (event.data.sendingId !== member.invite_sending_id) return member;
      member.invite_status = "SENT";
      member.invite_sent_at = event.data.sentAt;
      member.invite_sent_count += 1;
      member.invite_failure = null;
      return member;
    case "InviteEmailFailed":
      if (event.data.sendingId !== member.invite_sending_id) return member;
      member.invite_status = "FAILED";
      member.invite_failure = event.personal?.reason ?? null;
      return member;
    case "InviteRevoked":
      member.invite_status = "REVOKED";
      return member;
    case "InviteAccepted":
      member.status = "ACTIVE";
      member.invite_status = "ACCEPTED";
      member.last_active_at = later(member.last_active_at ?? "", event.data.acceptedAt);
      return showOwnProfile(draft, member);
    case "OrgRoleChanged":
      member.role = event.data.to;
      return member;
    case "MemberDisabled":
      member.status = "DISABLED";
      return member;
    case "MemberEnabled":
      member.status = "ACTIVE";
      return member;
    case "MemberRemoved":
      return undefined;
    case "SolutionAssigned": {
      const { solutionId, role } = event.data;
      // The solution may have been deleted while it was being assigned, because nothing guards the
      // two streams at once. It stays deleted.
      const solution = draft.solutions.get(solutionId);
      if (solution?.organization_id !== member.organization_id) return member;
      return giveSolutions(member, { ...member.solutions, [solutionId]: role });
    }
    case "SolutionRoleChanged": {
      const { solutionId, to } = event.data;
      if (member.solutions[solutionId] === undefined) return member;
      return giveSolutions(member, { ...member.solutions, [solutionId]: to });
    }
    case "SolutionUnassigned": {
      const { [event.data.solutionId]: _, ...others } = member.solutions;
      return giveSolutions(member, others);
    }
  }
}

/** An invited member shows what the inviter wrote. */
function invited(
  former: MemberRow | undefined,
  event: Extract<RecordedEvent<MemberEvent>, { type: "MemberInvited" }>,
): MemberRow {
  const member = blank(event);
  const { email = null, firstName = null, lastName = null, name = null } = event.personal ?? {};
  show(member, email, firstName, lastName, name);
  member.role = event.data.role;
  if (former !== undefined) {
    member.created_at = former.created_at;
    member.created_by = former.created_by;
    member.rejoined_at = former.rejoined_at;
    member.rejoined_position = former.rejoined_position;
  } else if (event.revision > 0) {
    member.rejoined_at = event.metadata.occurredAt;
    member.rejoined_position = String(event.position);
  }
  return member;
}

function blank(event: RecordedEvent<MemberEvent>): MemberRow {
  const { organizationId, userId } = membershipIn(event.stream);
  return {
    ...nulls,
    organization_id: organizationId,
    user_id: userId,
    role: "USER",
    status: "INVITED",
    sort_name: "",
    email_key: "",
    search_text: "",
    invite_sent_count: 0,
    solutions: none,
    solution_count: 0,
    ...stampColumns(event),
  };
}

function show(
  member: MemberRow,
  email: string | null,
  first_name: string | null,
  last_name: string | null,
  given_name: string | null,
): void {
  const name = displayName({ given_name, first_name, last_name });
  member.email = email;
  member.first_name = first_name;
  member.last_name = last_name;
  member.name = name;
  member.sort_name = sortKey(name);
  member.email_key = emailKey(email);
  member.search_text = searchText({ name, first_name, last_name, email });
}

function showOwnProfile(draft: DirectoryDraft, member: MemberRow): MemberRow {
  const user = draft.users.get(member.user_id);
  if (user !== undefined) showProfile(member, user);
  return member;
}

/** Replaces the map and never changes it, because settleSolutions compares it with the former map. */
function giveSolutions(member: MemberRow, solutions: SolutionRoles): MemberRow {
  member.solutions = solutions;
  member.solution_count = Object.keys(solutions).length;
  return member;
}

/**
 * Follows the ownership as the domain does. One that begins waits for its grant; one that ended waits for
 * nothing.
 */
function followOwnership(member: MemberRow, { revision, eventId, metadata }: RecordedEvent): void {
  const isOwner = member.status === "ACTIVE" && member.role === "OWNER";
  if (!isOwner) {
    member.ownership = null;
    member.unfinished = null;
    member.unfinished_since = null;
  } else if (member.ownership === null) {
    member.ownership = revision;
    member.unfinished = { kind: "GRANT", causationId: eventId };
    member.unfinished_since = metadata.occurredAt;
  }
}

function forget(
  draft: DirectoryDraft,
  { organization_id: organizationId, user_id: userId }: MemberRow,
): void {
  draft.members.remove(pairId(organizationId, userId));
  addToOrganization(draft, organizationId, -1);
  const user = draft.users.get(userId);
  if (user?.default_organization_id !== organizationId) return;
  user.default_organization_id = null;
  draft.users.put(user);
}

/** Brings assignments and the solutions' counts in line with the member's solutions. */
function settleSolutions(
  draft: DirectoryDraft,
  event: RecordedEvent<MemberEvent>,
  before: SolutionRoles,
  after: SolutionRoles,
): void {
  if (before === after) return;
  const { organizationId, userId } = membershipIn(event.stream);
  for (const solutionId of Object.keys(before)) {
    if (after[solutionId] !== undefined) continue;
    draft.assignments.remove(pairId(solutionId, userId));
    addToSolution(draft, solutionId, userId, -1);
  }
  for (const [solutionId, role] of Object.entries(after)) {
    if (before[solutionId] === role) continue;
    draft.assignments.put({
      solution_id: solutionId,
      user_id: userId,
      organization_id: organizationId,
      role,
      updated_at: event.metadata.occurredAt,
      updated_by: event.metadata.actor.userId,
    });
    if (before[solutionId] === undefined) addToSolution(draft, solutionId, userId, 1);
  }
}

function addToSolution(draft: DirectoryDraft, solutionId: string, userId: string, by: 1 | -1) {
  const solution = draft.solutions.get(solutionId);
  if (solution === undefined) return;
  solution.member_count += by;
  if (solution.first_owner_id === userId) solution.first_owner_id = null;
  draft.solutions.put(solution);
}

/** Does nothing if the organization is not founded yet: countFounder counts its founder. */
function addToOrganization(draft: DirectoryDraft, organizationId: string, by: 1 | -1): void {
  const organization = draft.organizations.get(organizationId);
  if (organization === undefined) return;
  organization.member_count += by;
  draft.organizations.put(organization);
}

interface Counts {
  readonly organizations: number;
  readonly solutions: number;
}
const nothing: Counts = { organizations: 0, solutions: 0 };

/** What a membership adds to its user's counts; only an active one in a founded organization counts. */
function contribution(draft: DirectoryDraft, member: MemberRow | undefined): Counts {
  const isCounted =
    member?.status === "ACTIVE" && draft.organizations.get(member.organization_id) !== undefined;
  return isCounted ? { organizations: 1, solutions: member.solution_count } : nothing;
}

function addToUser(draft: DirectoryDraft, userId: string, { organizations, solutions }: Counts) {
  if (organizations === 0 && solutions === 0) return;
  const user = draft.users.get(userId);
  if (user === undefined) return;
  user.organization_count += organizations;
  user.solution_count += solutions;
  draft.users.put(user);
}

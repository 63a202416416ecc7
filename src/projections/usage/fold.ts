/** Folds one event into the usage of the organizations it concerns. */
import type { MemberEvent } from "../../domain/member/events.ts";
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import { later } from "../../domain/time.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf, idIn, membershipIn } from "../../domain/streams.ts";
import type { UnitOfWork } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import type { DayRow, Flows, Levels, UsageMemberRow, usageTables } from "./rows.ts";

export type UsageDraft = UnitOfWork<typeof usageTables>;

const statusLevels = { INVITED: "invited", ACTIVE: "active", DISABLED: "disabled" } as const;
const roleLevels = {
  OWNER: "owners",
  ADMIN: "admins",
  CREATOR: "creators",
  USER: "users",
} as const;

export function foldUsage(draft: UsageDraft, event: RecordedEvent): void {
  const { type, stream, metadata } = event;
  const { organizationId, subjectId, actor, occurredAt } = metadata;
  if (type === "OrganizationFounded") {
    dayOf(draft, idIn(stream), occurredAt, true);
  } else if (type === "OrganizationDeleted") {
    endOrganization(draft, idIn(stream), occurredAt);
    return;
  } else if (categoryOf(stream) === "member") {
    foldMember(draft, event as RecordedEvent<MemberEvent>);
  } else {
    foldOther(draft, event);
  }
  if (type === "UserLoggedIn") noteActiveEverywhere(draft, subjectId ?? "", occurredAt);
  else if (organizationId !== undefined) {
    noteActive(draft, organizationId, actor.userId, occurredAt);
  }
}

function foldOther(draft: UsageDraft, event: RecordedEvent): void {
  const { occurredAt, organizationId, subjectId } = event.metadata;
  const id = idIn(event.stream);
  switch (event.type) {
    case "SolutionRegistered": {
      const { organizationId: home } = event.data;
      if (draft.organizations.get(home) === undefined) return;
      draft.solutions.put({ solution_id: id, organization_id: home, assignments: 0 });
      addLevel(draft, home, occurredAt, "solutions", 1);
      return;
    }
    case "SolutionDeleted": {
      const solution = draft.solutions.get(id);
      if (solution === undefined) return;
      draft.solutions.remove(id);
      addLevel(draft, solution.organization_id, occurredAt, "solutions", -1);
      addLevel(draft, solution.organization_id, occurredAt, "assignments", -solution.assignments);
      return;
    }
    case "TokenIssued":
      if (event.data.organizationId === undefined) return;
      draft.tokens.put({ token_id: id, organization_id: event.data.organizationId });
      return;
    case "NotificationRequested":
      if (organizationId !== undefined) addFlow(draft, organizationId, occurredAt, "notifications");
      return;
    case "TokenUsed":
      foldTokenUse(draft, id, subjectId ?? "", occurredAt);
      return;
    default:
  }
}

/** A token that is not limited to one organization counts in all in which its owner is active. */
function foldTokenUse(draft: UsageDraft, tokenId: string, userId: string, at: string): void {
  const only = draft.tokens.get(tokenId)?.organization_id;
  for (const { status, organization_id: organizationId } of draft.members.group(userId)) {
    if (status !== "ACTIVE" || (only !== undefined && only !== organizationId)) continue;
    addFlow(draft, organizationId, at, "token_uses");
    noteActive(draft, organizationId, userId, at);
  }
}

function foldMember(draft: UsageDraft, event: RecordedEvent<MemberEvent>): void {
  const { organizationId, userId } = membershipIn(event.stream);
  const { occurredAt } = event.metadata;
  const organization = draft.organizations.get(organizationId);
  // The founder's event precedes the organization's. Nothing is counted after the organization's end.
  if (organization === undefined && event.type !== "MemberFounded") return;
  dayOf(draft, organizationId, occurredAt, true);
  const id = idIn(event.stream);
  const before = draft.members.get(id);
  const change = (status: MemberStatus, role: OrganizationRole): void => {
    if (before !== undefined) count(draft, organizationId, occurredAt, before, -1);
    const member = {
      organization_id: organizationId,
      user_id: userId,
      solutions: before?.solutions ?? [],
      active_on: before?.active_on ?? "",
      status,
      role,
    };
    count(draft, organizationId, occurredAt, member, 1);
    draft.members.put(member);
  };
  if (event.type === "MemberFounded") return change("ACTIVE", "OWNER");
  if (event.type === "MemberInvited") {
    if (before !== undefined) endAssignments(draft, before, occurredAt);
    return change("INVITED", event.data.role);
  }
  if (before === undefined) return;
  switch (event.type) {
    case "InviteIssued":
      return addFlow(draft, organizationId, occurredAt, "invitations_sent");
    case "InviteAccepted":
      addFlow(draft, organizationId, occurredAt, "invitations_accepted");
      return change("ACTIVE", before.role);
    case "OrgRoleChanged":
      return change(before.status, event.data.to);
    case "MemberDisabled":
      return change("DISABLED", before.role);
    case "MemberEnabled":
      return change("ACTIVE", before.role);
    case "MemberRemoved":
      endAssignments(draft, before, occurredAt);
      count(draft, organizationId, occurredAt, before, -1);
      draft.members.remove(id);
      return;
    case "SolutionAssigned":
      return assign(draft, before, event.data.solutionId, occurredAt);
    case "SolutionUnassigned":
      return unassign(draft, before, event.data.solutionId, occurredAt);
    default:
  }
}

/** Ignores a solution that was deleted meanwhile or belongs to another organization. */
function assign(draft: UsageDraft, member: UsageMemberRow, solutionId: string, at: string): void {
  const solution = draft.solutions.get(solutionId);
  if (solution?.organization_id !== member.organization_id) return;
  if (member.solutions.includes(solutionId)) return;
  member.solutions = [...member.solutions, solutionId];
  draft.members.put(member);
  solution.assignments += 1;
  draft.solutions.put(solution);
  addLevel(draft, member.organization_id, at, "assignments", 1);
}

function unassign(draft: UsageDraft, member: UsageMemberRow, solutionId: string, at: string): void {
  if (!member.solutions.includes(solutionId)) return;
  member.solutions = member.solutions.filter((each) => each !== solutionId);
  draft.members.put(member);
  const solution = draft.solutions.get(solutionId);
  // If the solution was deleted, its assignments have already been subtracted.
  if (solution === undefined) return;
  solution.assignments -= 1;
  draft.solutions.put(solution);
  addLevel(draft, member.organization_id, at, "assignments", -1);
}

function endAssignments(draft: UsageDraft, member: UsageMemberRow, at: string): void {
  for (const solutionId of member.solutions) unassign(draft, member, solutionId, at);
}

function count(
  draft: UsageDraft,
  organizationId: string,
  at: string,
  { status, role }: { readonly status: MemberStatus; readonly role: OrganizationRole },
  by: 1 | -1,
): void {
  addLevel(draft, organizationId, at, statusLevels[status], by);
  addLevel(draft, organizationId, at, roleLevels[role], by);
}

function noteActiveEverywhere(draft: UsageDraft, userId: string, at: string): void {
  for (const { organization_id: organizationId } of draft.members.group(userId)) {
    noteActive(draft, organizationId, userId, at);
  }
}

/** Counts an active member once a day. */
function noteActive(draft: UsageDraft, organizationId: string, userId: string, at: string): void {
  const member = draft.members.get(pairId(organizationId, userId));
  if (member?.status !== "ACTIVE") return;
  const day = dayOf(draft, organizationId, at);
  if (day === undefined || member.active_on === day.day) return;
  member.active_on = day.day;
  draft.members.put(member);
  day.active_users += 1;
}

function addFlow(draft: UsageDraft, organizationId: string, at: string, flow: keyof Flows): void {
  const day = dayOf(draft, organizationId, at);
  if (day !== undefined) day[flow] += 1;
}

function addLevel(
  draft: UsageDraft,
  organizationId: string,
  at: string,
  level: keyof Levels,
  by: number,
): void {
  const day = dayOf(draft, organizationId, at);
  const organization = draft.organizations.get(organizationId);
  if (day === undefined || organization === undefined) return;
  day[level] += by;
  organization[level] += by;
}

const none = {
  invited: 0,
  active: 0,
  disabled: 0,
  owners: 0,
  admins: 0,
  creators: 0,
  users: 0,
  solutions: 0,
  assignments: 0,
} satisfies Levels;

/**
 * The row of the event's day; a new one starts with the levels of the day before. Days never go back,
 * because the clocks of several instances may differ a little around midnight.
 */
function dayOf(
  draft: UsageDraft,
  organizationId: string,
  at: string,
  mayBegin = false,
): DayRow | undefined {
  let organization = draft.organizations.get(organizationId);
  if (organization === undefined) {
    if (!mayBegin) return undefined;
    organization = { organization_id: organizationId, last_day: "", ...none };
  }
  const day = later(at.slice(0, 10), organization.last_day);
  organization.last_day = day;
  draft.organizations.put(organization);
  const known = draft.days.get(pairId(organizationId, day));
  if (known !== undefined) {
    draft.days.put(known);
    return known;
  }
  const row: DayRow = {
    ...organization,
    organization_id: organizationId,
    day,
    active_users: 0,
    invitations_sent: 0,
    invitations_accepted: 0,
    token_uses: 0,
    notifications: 0,
  };
  draft.days.put(row);
  return row;
}

/** All levels of an organization are 0 at the end of its last day. */
function endOrganization(draft: UsageDraft, organizationId: string, at: string): void {
  const day = dayOf(draft, organizationId, at);
  if (day === undefined) return;
  Object.assign(day, none);
  draft.organizations.remove(organizationId);
}

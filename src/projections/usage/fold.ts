/** Folds one event into the usage of the organizations it concerns. */
import type { MemberEvent } from "../../domain/member/events.ts";
import type { MemberStatus, OrganizationRole } from "../../domain/roles.ts";
import { later } from "../../domain/time.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf, idIn, membershipIn } from "../../domain/streams.ts";
import type { UnitOfWork } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import {
  type DayRow,
  type Flows,
  type Levels,
  noFlows,
  noLevels,
  type UsageMemberRow,
  type usageTables,
} from "./rows.ts";

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
  const { organizationId, subjectId, actor, occurredAt: at } = metadata;
  if (type === "OrganizationDeleted") {
    // All levels of an organization are 0 at the end of its last day.
    Object.assign(dayOf(draft, idIn(stream), at) ?? {}, noLevels);
    draft.organizations.remove(idIn(stream));
    return;
  }
  if (type === "OrganizationFounded") dayOf(draft, idIn(stream), at, true);
  else if (categoryOf(stream) === "member") foldMember(draft, event as RecordedEvent<MemberEvent>);
  else foldOther(draft, event);
  if (type === "UserLoggedIn") {
    for (const { organization_id: id } of draft.members.group(subjectId ?? "")) {
      noteActive(draft, id, subjectId ?? "", at);
    }
  } else if (organizationId !== undefined) noteActive(draft, organizationId, actor.userId, at);
}

function foldOther(draft: UsageDraft, event: RecordedEvent): void {
  const { occurredAt: at, organizationId, subjectId } = event.metadata;
  const id = idIn(event.stream);
  switch (event.type) {
    case "SolutionRegistered": {
      const { organizationId: home } = event.data;
      if (draft.organizations.get(home) === undefined) return;
      draft.solutions.put({ solution_id: id, organization_id: home, assignments: 0 });
      return add(draft, home, at, "solutions", 1);
    }
    case "SolutionDeleted": {
      const solution = draft.solutions.get(id);
      if (solution === undefined) return;
      draft.solutions.remove(id);
      add(draft, solution.organization_id, at, "solutions", -1);
      return add(draft, solution.organization_id, at, "assignments", -solution.assignments);
    }
    case "TokenIssued":
      if (event.data.organizationId === undefined) return;
      return draft.tokens.put({ token_id: id, organization_id: event.data.organizationId });
    case "NotificationRequested":
      if (organizationId !== undefined) add(draft, organizationId, at, "notifications", 1);
      return;
    case "TokenUsed":
      return foldTokenUse(draft, id, subjectId ?? "", at);
    default:
  }
}

/** A token that is not limited to one organization counts in all in which its owner is active. */
function foldTokenUse(draft: UsageDraft, tokenId: string, userId: string, at: string): void {
  const only = draft.tokens.get(tokenId)?.organization_id;
  for (const { status, organization_id: organizationId } of draft.members.group(userId)) {
    if (status !== "ACTIVE" || (only !== undefined && only !== organizationId)) continue;
    add(draft, organizationId, at, "token_uses", 1);
    noteActive(draft, organizationId, userId, at);
  }
}

function foldMember(draft: UsageDraft, event: RecordedEvent<MemberEvent>): void {
  const { organizationId, userId } = membershipIn(event.stream);
  const { occurredAt: at } = event.metadata;
  // The founder's event precedes the organization's. Nothing is counted after the organization's end.
  const isFounder = event.type === "MemberFounded";
  if (draft.organizations.get(organizationId) === undefined && !isFounder) return;
  dayOf(draft, organizationId, at, true);
  const before = draft.members.get(idIn(event.stream));
  const change = (status: MemberStatus, role: OrganizationRole): void => {
    if (before !== undefined) count(draft, before, at, -1);
    const member = {
      organization_id: organizationId,
      user_id: userId,
      solutions: before?.solutions ?? [],
      active_on: before?.active_on ?? "",
      status,
      role,
    };
    count(draft, member, at, 1);
    draft.members.put(member);
  };
  if (isFounder) return change("ACTIVE", "OWNER");
  if (event.type === "MemberInvited") {
    if (before !== undefined) endAssignments(draft, before, at);
    return change("INVITED", event.data.role);
  }
  if (before === undefined) return;
  switch (event.type) {
    case "InviteIssued":
      return add(draft, organizationId, at, "invitations_sent", 1);
    case "InviteAccepted":
      add(draft, organizationId, at, "invitations_accepted", 1);
      return change("ACTIVE", before.role);
    case "OrgRoleChanged":
      return change(before.status, event.data.to);
    case "MemberDisabled":
      return change("DISABLED", before.role);
    case "MemberEnabled":
      return change("ACTIVE", before.role);
    case "MemberRemoved":
      endAssignments(draft, before, at);
      count(draft, before, at, -1);
      return draft.members.remove(idIn(event.stream));
    case "SolutionAssigned":
      return assign(draft, before, event.data.solutionId, at);
    case "SolutionUnassigned":
      return unassign(draft, before, event.data.solutionId, at);
    default:
  }
}

/** Ignores a solution that was deleted meanwhile or belongs to another organization. */
function assign(draft: UsageDraft, member: UsageMemberRow, solutionId: string, at: string): void {
  const isHere = draft.solutions.get(solutionId)?.organization_id === member.organization_id;
  if (!isHere || member.solutions.includes(solutionId)) return;
  member.solutions = [...member.solutions, solutionId];
  draft.members.put(member);
  countAssignment(draft, solutionId, at, 1);
}

function unassign(draft: UsageDraft, member: UsageMemberRow, solutionId: string, at: string): void {
  if (!member.solutions.includes(solutionId)) return;
  member.solutions = member.solutions.filter((each) => each !== solutionId);
  draft.members.put(member);
  countAssignment(draft, solutionId, at, -1);
}

/** If the solution was deleted, its assignments have already been subtracted. */
function countAssignment(draft: UsageDraft, solutionId: string, at: string, by: 1 | -1): void {
  const solution = draft.solutions.get(solutionId);
  if (solution === undefined) return;
  solution.assignments += by;
  draft.solutions.put(solution);
  add(draft, solution.organization_id, at, "assignments", by);
}

function endAssignments(draft: UsageDraft, member: UsageMemberRow, at: string): void {
  for (const solutionId of member.solutions) unassign(draft, member, solutionId, at);
}

function count(draft: UsageDraft, member: UsageMemberRow, at: string, by: 1 | -1): void {
  add(draft, member.organization_id, at, statusLevels[member.status], by);
  add(draft, member.organization_id, at, roleLevels[member.role], by);
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

function add(
  draft: UsageDraft,
  organizationId: string,
  at: string,
  counter: keyof Levels | keyof Flows,
  by: number,
): void {
  const day = dayOf(draft, organizationId, at);
  if (day === undefined) return;
  day[counter] += by;
  const organization = draft.organizations.get(organizationId);
  if (organization !== undefined && isLevel(counter)) organization[counter] += by;
}

const isLevel = (counter: string): counter is keyof Levels => counter in noLevels;

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
    organization = { organization_id: organizationId, last_day: "", ...noLevels };
  }
  const day = later(at.slice(0, 10), organization.last_day);
  organization.last_day = day;
  draft.organizations.put(organization);
  const { last_day: _, ...levels } = organization;
  const row = draft.days.get(pairId(organizationId, day)) ?? { ...levels, day, ...noFlows };
  draft.days.put(row);
  return row;
}

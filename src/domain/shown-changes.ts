/**
 * Which events front ends are told of as changes, and whom: those who may see what the event changed.
 * Pure; the standing of who asks is looked up elsewhere, each time anew.
 */
import type { DomainEvent } from "./catalogue.ts";
import { inScope, maySolution, type Permission, reach } from "./rights.ts";
import type { OrganizationRole, SolutionRole } from "./roles.ts";

export type ChangeType = DomainEvent["type"];

/**
 * The permission that shows what an event changed; `null` for what is told to nobody - log-ins, tokens,
 * addresses, the ownership guard. Every event has its line here, so none is shown by accident.
 */
const shownBy: Readonly<Record<ChangeType, Permission | null>> = {
  OrganizationFounded: "users:view",
  OrganizationDetailsChanged: "users:view",
  OrganizationSettingsChanged: "settings:manage",
  OrganizationDeleted: "users:view",
  InviteTemplateSaved: "users:manage",
  InviteTemplateDeleted: "users:manage",
  OwnershipGranted: null,
  OwnershipRevoked: null,
  MemberFounded: "users:view",
  MemberInvited: "users:view",
  InviteIssued: "users:view",
  InviteEmailSent: "users:view",
  InviteEmailFailed: "users:view",
  InviteRevoked: "users:view",
  InviteAccepted: "users:view",
  OrgRoleChanged: "users:view",
  MemberDisabled: "users:view",
  MemberEnabled: "users:view",
  MemberRemoved: "users:view",
  SolutionAssigned: "solutions:view",
  SolutionRoleChanged: "solutions:view",
  SolutionUnassigned: "solutions:view",
  SolutionRegistered: "solutions:view",
  SolutionDetailsChanged: "solutions:view",
  SolutionDeleted: "solutions:view",
  ProfileChanged: "users:view",
  UserRegistered: null,
  DefaultOrganizationChosen: null,
  EmailClaimed: null,
  EmailReleased: null,
  NotificationRequested: null,
  NotificationCancelled: null,
  NotificationDelivered: null,
  NotificationSent: null,
  PushesRecorded: null,
  NotificationRead: null,
  UserLoggedIn: null,
  UserLoggedOut: null,
  PersonalDataErased: null,
  EventLogExported: "audit:read",
  TokenIssued: null,
  TokenUsed: null,
  TokenLeaseExtended: null,
  TokenDeleted: null,
};

/** Is anybody told of such events? */
export function isShown(type: ChangeType): boolean {
  return shownBy[type] !== null;
}

/** What a change is about. */
export interface ShownChange {
  readonly type: ChangeType;
  readonly userId?: string | undefined;
  readonly solutionId?: string | undefined;
}

/** Who looks: an active member, with the scopes of the token that they use, where it is one. */
export interface Viewer {
  readonly userId: string;
  readonly role: OrganizationRole;
  readonly scopes?: readonly string[] | undefined;
}

/**
 * May the viewer be told?
 * @param solutionRole the viewer's own role in the solution that the change is about
 */
export function maySeeChange(
  { userId, role, scopes }: Viewer,
  change: ShownChange,
  solutionRole: SolutionRole | undefined,
): boolean {
  const permission = shownBy[change.type];
  if (permission === null || !inScope(permission, scopes)) return false;
  const far = reach(permission, role);
  // What was done to themselves - also a solution that was just taken from them - everybody may read.
  if (far === "own" && change.userId === userId) return true;
  return change.solutionId === undefined
    ? far === "all"
    : maySolution(permission, role, solutionRole);
}

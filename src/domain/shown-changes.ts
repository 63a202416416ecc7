/**
 * Decides which events front ends receive as live changes: a viewer gets those whose effect they may
 * see. Pure; the caller looks up the viewer's current roles for every change.
 */
import type { DomainEvent } from "./catalogue.ts";
import { inScope, maySolution, type Permission, reach } from "./rights.ts";
import type { OrganizationRole, SolutionRole } from "./roles.ts";

export type ChangeType = DomainEvent["type"];

/**
 * The permission needed to see each change; `null` hides it from everybody (log-ins, tokens, addresses,
 * the ownership guard). The type demands a line for every event, so that none is shown by accident.
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
  SolutionSettingsChanged: "solutions:view",
  SolutionDeleted: "solutions:view",
  ProfileChanged: "users:view",
  UserRegistered: null,
  DefaultOrganizationChosen: null,
  UserSettingsChanged: null,
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
  EventLogRead: "audit:read",
  TokenIssued: null,
  TokenUsed: null,
  TokenLeaseExtended: null,
  TokenDeleted: null,
};

/** A viewer needs one of these; with the first alone, tokens see what it shows, with the other all. */
export const watchPermissions = ["users:view", "audit:read"] as const;

/** Does anybody see such events? */
export function isShown(type: ChangeType): boolean {
  return shownBy[type] !== null;
}

/** A change, with the user and the solution that it is about. */
interface ShownChange {
  readonly type: ChangeType;
  readonly userId?: string | undefined;
  readonly solutionId?: string | undefined;
}

/** An active member who watches changes; `scopes` are those of their token, if they use one. */
export interface Viewer {
  readonly userId: string;
  readonly role: OrganizationRole;
  readonly scopes?: readonly string[] | undefined;
}

/**
 * May the viewer see the change?
 * @param solutionRole the viewer's role in the solution that the change is about
 */
export function maySeeChange(
  { userId, role, scopes }: Viewer,
  change: ShownChange,
  solutionRole: SolutionRole | undefined,
): boolean {
  const permission = shownBy[change.type];
  // A newer program may have stored a type that this one does not know.
  if (!permission) return false;
  // Who reads the log may know of every change that their role allows.
  const readsLog = reach("audit:read", role) !== "none" && inScope("audit:read", scopes);
  if (!readsLog && !inScope(permission, scopes)) return false;
  const reached = reach(permission, role);
  // Members may see what was done to themselves, also that a solution was taken from them.
  if (reached === "own" && change.userId === userId) return true;
  return change.solutionId === undefined
    ? reached === "all"
    : maySolution(permission, role, solutionRole);
}

/** The types of events in readable groups, by which a timeline is filtered. */

export const eventGroups = {
  members: [
    "MemberFounded",
    "MemberInvited",
    "MemberDisabled",
    "MemberEnabled",
    "MemberRemoved",
    "OrgRoleChanged",
    "OwnershipGranted",
    "OwnershipRevoked",
  ],
  invitations: [
    "InviteIssued",
    "InviteEmailSent",
    "InviteEmailFailed",
    "InviteAccepted",
    "InviteRevoked",
  ],
  solutionAccess: ["SolutionAssigned", "SolutionRoleChanged", "SolutionUnassigned"],
  solutions: [
    "SolutionRegistered",
    "SolutionDetailsChanged",
    "SolutionSettingsChanged",
    "SolutionDeleted",
  ],
  organization: [
    "OrganizationFounded",
    "OrganizationDetailsChanged",
    "OrganizationSettingsChanged",
    "OrganizationDeleted",
    "InviteTemplateSaved",
    "InviteTemplateDeleted",
  ],
  people: [
    "UserRegistered",
    "ProfileChanged",
    "PersonalDataErased",
    "UserSettingsChanged",
    "DefaultOrganizationChosen",
    "EmailClaimed",
    "EmailReleased",
  ],
  signIn: ["UserLoggedIn", "UserLoggedOut"],
  tokens: ["TokenIssued", "TokenUsed", "TokenLeaseExtended", "TokenDeleted"],
  notifications: [
    "NotificationRequested",
    "NotificationDelivered",
    "NotificationSent",
    "NotificationCancelled",
    "NotificationRead",
    "PushesRecorded",
  ],
  reading: ["EventLogRead", "EventLogExported"],
} as const satisfies Record<string, readonly string[]>;

export type EventGroup = keyof typeof eventGroups;

export const eventGroupNames = Object.keys(eventGroups) as EventGroup[];

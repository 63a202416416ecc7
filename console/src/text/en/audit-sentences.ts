/** A sentence for each type of event. */

/** What a sentence can name. A fact that the event lacks, or that was erased, reads as "unknown". */
export interface Facts {
  /** Who did it. */
  readonly who: string;
  /** Whom it is about. */
  readonly whom: string;
  /** They are the same person. */
  readonly isSelf: boolean;
  readonly solution: string;
  /** The role, now and before. */
  readonly role: string;
  readonly formerRole: string;
  /** The changed fields, each "name: before → after". */
  readonly changes: string;
  readonly name: string;
  readonly language: string;
  readonly time: string;
  readonly reason: string;
  /** What was read or in which format it was exported. */
  readonly kind: string;
  readonly count: number;
}

type Sentence = (facts: Facts) => string;

const asRole: Readonly<Record<string, string>> = {
  Owner: "an owner",
  Admin: "an admin",
  Creator: "a creator",
  User: "a user",
};

const readings: Readonly<Record<string, string>> = {
  EVENTS: "the event log",
  ROLE_HISTORY: "a timeline of access",
  ACCESS_REVIEW: "an access review",
};

const methods: Readonly<Record<string, string>> = {
  CODE: "by a code",
  INVITATION: "by accepting an invitation",
  BOOTSTRAP: "by the first start of the service",
};

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

export const sentences = {
  InviteTemplateDeleted: (f: Facts) => `${f.who} deleted the invite template for ${f.language}`,
  InviteTemplateSaved: (f: Facts) => `${f.who} saved the invite template for ${f.language}`,
  OrganizationDeleted: (f: Facts) => `${f.who} deleted the organization`,
  OrganizationDetailsChanged: (f: Facts) =>
    `${f.who} changed the organization's details: ${f.changes}`,
  OrganizationFounded: (f: Facts) => `${f.who} founded the organization ${f.name}`,
  OrganizationSettingsChanged: (f: Facts) =>
    `${f.who} changed the organization's settings: ${f.changes}`,
  OwnershipGranted: (f: Facts) => `${f.whom} is counted as an active owner`,
  OwnershipRevoked: (f: Facts) => `${f.whom} is no longer counted as an active owner`,
  DefaultOrganizationChosen: (f: Facts) =>
    `${f.who} chose the organization to begin with after signing in`,
  PersonalDataErased: (f: Facts) =>
    f.isSelf ? "A person erased their personal data" : `${f.who} erased a person's data`,
  ProfileChanged: (f: Facts) =>
    f.isSelf
      ? `${f.who} changed their profile: ${f.changes}`
      : `${f.who} changed the profile of ${f.whom}: ${f.changes}`,
  UserRegistered: (f: Facts) => `${f.whom} became known to the service`,
  UserSettingsChanged: (f: Facts) => `${f.who} changed their own settings`,
  EmailClaimed: (f: Facts) => `An e-mail address now belongs to ${f.whom}`,
  EmailReleased: (f: Facts) => `The e-mail address of ${f.whom} is free again`,
  InviteAccepted: (f: Facts) => `${f.whom} accepted the invitation`,
  InviteEmailFailed: (f: Facts) => `The invitation to ${f.whom} could not be mailed: ${f.reason}`,
  InviteEmailSent: (f: Facts) => `The invitation to ${f.whom} was mailed`,
  InviteIssued: (f: Facts) =>
    `${f.who} issued an invitation to ${f.whom} in ${f.language}, open until ${f.time}`,
  InviteRevoked: (f: Facts) => `${f.who} revoked the invitation to ${f.whom}`,
  MemberDisabled: (f: Facts) => `${f.who} disabled ${f.whom}`,
  MemberEnabled: (f: Facts) => `${f.who} enabled ${f.whom} again`,
  MemberFounded: (f: Facts) => `${f.whom} became the first owner`,
  MemberInvited: (f: Facts) => `${f.who} invited ${f.whom} as ${asRole[f.role] ?? f.role}`,
  MemberRemoved: (f: Facts) =>
    f.isSelf ? `${f.who} left the organization` : `${f.who} removed ${f.whom}`,
  OrgRoleChanged: (f: Facts) =>
    `${f.who} made ${f.isSelf ? "themselves" : f.whom} ${asRole[f.role] ?? f.role}; was: ${f.formerRole.toLowerCase()}`,
  SolutionAssigned: (f: Facts) =>
    f.isSelf
      ? `${f.who} took the solution ${f.solution}; role: ${f.role.toLowerCase()}`
      : `${f.who} gave ${f.whom} the solution ${f.solution}; role: ${f.role.toLowerCase()}`,
  SolutionRoleChanged: (f: Facts) =>
    `${f.who} changed the role of ${f.whom} in ${f.solution} to ${f.role.toLowerCase()}; was: ${f.formerRole.toLowerCase()}`,
  SolutionUnassigned: (f: Facts) =>
    f.isSelf
      ? `${f.who} set the solution ${f.solution} aside; was: ${f.formerRole.toLowerCase()}`
      : `${f.who} took the solution ${f.solution} from ${f.whom}; was: ${f.formerRole.toLowerCase()}`,
  SolutionDeleted: (f: Facts) => `${f.who} deleted the solution ${f.solution}`,
  SolutionDetailsChanged: (f: Facts) =>
    `${f.who} changed the details of the solution ${f.solution}: ${f.changes}`,
  SolutionRegistered: (f: Facts) => `${f.who} registered the solution ${f.name}`,
  SolutionSettingsChanged: (f: Facts) =>
    `${f.who} changed the settings of the solution ${f.solution}: ${f.changes}`,
  TokenDeleted: (f: Facts) => `${f.who} deleted a personal access token`,
  TokenIssued: (f: Facts) =>
    `${f.who} made the personal access token "${f.name}", valid until ${f.time}`,
  TokenLeaseExtended: (f: Facts) =>
    `${f.who} extended the lease of a personal access token until ${f.time}`,
  TokenUsed: (f: Facts) => `A personal access token of ${f.whom} was used`,
  UserLoggedIn: (f: Facts) => `${f.who} signed in ${methods[f.kind] ?? ""}`.trim(),
  UserLoggedOut: (f: Facts) =>
    f.reason === "IDLE"
      ? `A session of ${f.whom} ended because it was not used`
      : `${f.who} signed out`,
  NotificationCancelled: (f: Facts) => `${f.who} cancelled a notification`,
  NotificationDelivered: (f: Facts) => `A notification reached ${people(f.count)}`,
  NotificationRead: (f: Facts) => `${f.who} read a notification`,
  NotificationRequested: (f: Facts) =>
    `${f.who} wrote a notification, to be sent from ${f.time} on`,
  NotificationSent: (f: Facts) => `A notification has reached all: ${people(f.count)}`,
  PushesRecorded: (f: Facts) => `A notification was pushed to the devices of ${people(f.count)}`,
  EventLogExported: (f: Facts) => `${f.who} exported the event log (${f.kind})`,
  EventLogRead: (f: Facts) => `${f.who} read ${readings[f.kind] ?? "the event log"}`,
} satisfies Record<string, Sentence>;

/** Of a type that this console does not know. */
export const unknownSentence = (who: string, type: string): string => `${who}: ${type}`;

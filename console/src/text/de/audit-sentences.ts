/** Ein Satz für jede Art von Ereignis. */
import type { sentences as english } from "../en/audit-sentences.ts";

const readings: Readonly<Record<string, string>> = {
  EVENTS: "das Protokoll",
  ROLE_HISTORY: "einen Zugangsverlauf",
  ACCESS_REVIEW: "eine Zugangsübersicht",
};

const methods: Readonly<Record<string, string>> = {
  CODE: " mit einem Code",
  INVITATION: " durch Annehmen einer Einladung",
  BOOTSTRAP: " beim ersten Start des Dienstes",
};

function people(count: number): string {
  return count === 1 ? "1 Person" : `${count} Personen`;
}

export const sentences: typeof english = {
  InviteTemplateDeleted: (f) => `${f.who} hat die Einladungsvorlage für ${f.language} gelöscht`,
  InviteTemplateSaved: (f) => `${f.who} hat die Einladungsvorlage für ${f.language} gespeichert`,
  OrganizationDeleted: (f) => `${f.who} hat die Organisation gelöscht`,
  OrganizationDetailsChanged: (f) =>
    `${f.who} hat die Angaben der Organisation geändert: ${f.changes}`,
  OrganizationFounded: (f) => `${f.who} hat die Organisation ${f.name} gegründet`,
  OrganizationSettingsChanged: (f) =>
    `${f.who} hat die Einstellungen der Organisation geändert: ${f.changes}`,
  OwnershipGranted: (f) => `${f.whom} zählt als aktiver Eigner`,
  OwnershipRevoked: (f) => `${f.whom} zählt nicht mehr als aktiver Eigner`,
  DefaultOrganizationChosen: (f) =>
    `${f.who} hat die Organisation gewählt, die nach dem Anmelden erscheint`,
  PersonalDataErased: (f) =>
    f.isSelf
      ? "Eine Person hat ihre Daten gelöscht"
      : `${f.who} hat die Daten einer Person gelöscht`,
  ProfileChanged: (f) =>
    f.isSelf
      ? `${f.who} hat das eigene Profil geändert: ${f.changes}`
      : `${f.who} hat das Profil von ${f.whom} geändert: ${f.changes}`,
  UserRegistered: (f) => `${f.whom} ist dem Dienst nun bekannt`,
  UserSettingsChanged: (f) => `${f.who} hat die eigenen Einstellungen geändert`,
  EmailClaimed: (f) => `Eine E-Mail-Adresse gehört nun ${f.whom}`,
  EmailReleased: (f) => `Die E-Mail-Adresse von ${f.whom} ist wieder frei`,
  InviteAccepted: (f) => `${f.whom} hat die Einladung angenommen`,
  InviteEmailFailed: (f) => `Die Einladung an ${f.whom} konnte nicht gesendet werden: ${f.reason}`,
  InviteEmailSent: (f) => `Die Einladung an ${f.whom} wurde gesendet`,
  InviteIssued: (f) =>
    `${f.who} hat für ${f.whom} eine Einladung ausgestellt (Sprache: ${f.language}, offen bis ${f.time})`,
  InviteRevoked: (f) => `${f.who} hat die Einladung an ${f.whom} zurückgezogen`,
  MemberDisabled: (f) => `${f.who} hat ${f.whom} gesperrt`,
  MemberEnabled: (f) => `${f.who} hat ${f.whom} entsperrt`,
  MemberFounded: (f) => `${f.whom} wurde der erste Eigner`,
  MemberInvited: (f) => `${f.who} hat ${f.whom} mit der Rolle ${f.role} eingeladen`,
  MemberRemoved: (f) =>
    f.isSelf ? `${f.who} hat die Organisation verlassen` : `${f.who} hat ${f.whom} entfernt`,
  OrgRoleChanged: (f) =>
    `${f.who} hat ${f.isSelf ? "sich selbst" : f.whom} die Rolle ${f.role} gegeben; vorher: ${f.formerRole}`,
  SolutionAssigned: (f) =>
    f.isSelf
      ? `${f.who} hat sich die Lösung ${f.solution} genommen; Rolle: ${f.role}`
      : `${f.who} hat ${f.whom} die Lösung ${f.solution} gegeben; Rolle: ${f.role}`,
  SolutionRoleChanged: (f) =>
    `${f.who} hat die Rolle von ${f.whom} in ${f.solution} auf ${f.role} geändert; vorher: ${f.formerRole}`,
  SolutionUnassigned: (f) =>
    f.isSelf
      ? `${f.who} hat die Lösung ${f.solution} abgelegt; vorher: ${f.formerRole}`
      : `${f.who} hat ${f.whom} die Lösung ${f.solution} entzogen; vorher: ${f.formerRole}`,
  SolutionDeleted: (f) => `${f.who} hat die Lösung ${f.solution} gelöscht`,
  SolutionDetailsChanged: (f) =>
    `${f.who} hat die Angaben der Lösung ${f.solution} geändert: ${f.changes}`,
  SolutionRegistered: (f) => `${f.who} hat die Lösung ${f.name} angemeldet`,
  SolutionSettingsChanged: (f) =>
    `${f.who} hat die Einstellungen der Lösung ${f.solution} geändert: ${f.changes}`,
  TokenDeleted: (f) => `${f.who} hat einen Zugriffstoken gelöscht`,
  TokenIssued: (f) => `${f.who} hat den Zugriffstoken „${f.name}“ erstellt, gültig bis ${f.time}`,
  TokenLeaseExtended: (f) => `${f.who} hat die Frist eines Zugriffstokens bis ${f.time} verlängert`,
  TokenUsed: (f) => `Ein Zugriffstoken von ${f.whom} wurde benutzt`,
  UserLoggedIn: (f) => `${f.who} hat sich${methods[f.kind] ?? ""} angemeldet`,
  UserLoggedOut: (f) =>
    f.reason === "IDLE"
      ? `Eine Sitzung von ${f.whom} endete, weil sie nicht benutzt wurde`
      : `${f.who} hat sich abgemeldet`,
  NotificationCancelled: (f) => `${f.who} hat eine Mitteilung zurückgezogen`,
  NotificationDelivered: (f) => `Eine Mitteilung hat ${people(f.count)} erreicht`,
  NotificationRead: (f) => `${f.who} hat eine Mitteilung gelesen`,
  NotificationRequested: (f) =>
    `${f.who} hat eine Mitteilung geschrieben, die ab ${f.time} gesendet wird`,
  NotificationSent: (f) => `Eine Mitteilung hat alle erreicht: ${people(f.count)}`,
  PushesRecorded: (f) =>
    `Eine Mitteilung wurde an die Geräte von ${people(f.count)} gesendet (Push)`,
  EventLogExported: (f) => `${f.who} hat das Protokoll exportiert (${f.kind})`,
  EventLogRead: (f) => `${f.who} hat ${readings[f.kind] ?? "das Protokoll"} gelesen`,
};

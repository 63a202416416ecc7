/** Texte der Seite eines Benutzers, in members/. */
import type { member as english } from "../en/member.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const member: typeof english = {
  one: "Benutzer",
  tabs: { access: "Zugang", timeline: "Zugang im Lauf der Zeit" },
  memberSince: (date) => `Hier seit ${date}`,
  lastActive: (time) => `zuletzt aktiv ${time}`,
  neverActive: "noch nicht aktiv",
  organizationRole: "Rolle in der Organisation",
  roleHints: {
    OWNER: "Bestimmt alles, auch Einstellungen, Fehlersuche und das Ende der Organisation.",
    ADMIN:
      "Verwaltet Benutzer und alle Lösungen, sendet Mitteilungen und liest das Ereignisprotokoll.",
    CREATOR: "Registriert Lösungen und verwaltet die eigenen.",
    USER: "Benutzt Lösungen, ohne Zugang zur Verwaltung.",
  },
  solutions: "Lösungen",
  addSolutions: "Lösungen hinzufügen",
  addSolutionsTo: (person) => `${person} Lösungen hinzufügen`,
  solutionsAdded: (count, person) =>
    plural(count, {
      one: `# Lösung ist ${person} hinzugefügt.`,
      other: `# Lösungen sind ${person} hinzugefügt.`,
    }),
  noSolutions: "Keine Lösung zu zeigen",
  noSolutionsHint: "Fügen Sie Lösungen hinzu und wählen Sie die Rolle darin.",
  hiddenSolutions: (count) =>
    plural(count, {
      one: "# weitere Lösung steht Ihnen nicht offen.",
      other: "# weitere Lösungen stehen Ihnen nicht offen.",
    }),
  invitation: "Einladung",
  inviteStatus: {
    SENT: "Gesendet",
    PENDING: "Wird gesendet",
    ACCEPTED: "Angenommen",
    FAILED: "Fehlgeschlagen",
    EXPIRED: "Abgelaufen",
    REVOKED: "Zurückgezogen",
  },
  addedWithoutMail: "Ohne Mail hinzugefügt. Es wurde noch keine Einladung gesendet.",
  sentTimes: (count) => plural(count, { one: "#-mal gesendet", other: "#-mal gesendet" }),
  lastSent: (time) => `zuletzt am ${time}`,
  validUntil: (time) => `gültig bis ${time}`,
  failure: "Der Mailserver hat die Einladung abgelehnt",
  copyReason: "Grund kopieren",
  send: "Einladung senden",
  resend: "Noch einmal senden",
  resendTo: (person) => `${person} die Einladung noch einmal senden`,
  resendConsequence: (email) =>
    `Ein neuer Link geht an ${email}. Der Link früherer Mails gilt dann nicht mehr.`,
  defaultLanguage: "Standardsprache der Organisation",
  resent: (email) => `Die Einladung ist unterwegs an ${email}.`,
  revoke: "Zurückziehen",
  revokeQuestion: (person) => `Einladung von ${person} zurückziehen?`,
  revokeConsequence: (email) =>
    `Der Link, der an ${email} ging, gilt sofort nicht mehr. Die Einladung kann später noch einmal gesendet werden.`,
  revoked: (person) => `Die Einladung von ${person} ist zurückgezogen.`,
  showSendings: "Jede Sendung zeigen",
  hideSendings: "Sendungen ausblenden",
  lookingIsRecorded: "Aus dem Ereignisprotokoll; es hält fest, dass Sie nachgesehen haben.",
  sentBy: (person, language) => `Durch ${person}, Sprache: ${language}`,
  results: {
    PENDING: "Vom Mailserver noch nicht angenommen",
    SENT: "Vom Mailserver angenommen",
    FAILED: "Vom Mailserver abgelehnt",
  },
  ends: {
    REPLACED: "Durch einen neuen Link ersetzt",
    REVOKED: "Zurückgezogen",
    ACCEPTED: "Angenommen",
  },
  membership: "Mitgliedschaft",
  endingRefusals: {
    noPermission: "Ihre Rolle sperrt und entfernt niemanden.",
    ownersOnly: "Nur ein Eigner sperrt oder entfernt einen Eigner.",
    aboveYourself: "Niemand sperrt oder entfernt eine Rolle über der eigenen.",
    lastOwner:
      "Der letzte aktive Eigner lässt sich weder sperren noch entfernen. Machen Sie zuerst jemand anderen zum Eigner.",
  },
  disable: "Sperren",
  disableQuestion: (person, organization) => `${person} in ${organization} sperren?`,
  disableConsequence: (person) =>
    `Sitzungen und Zugriffstoken von ${person} öffnen diese Organisation sofort nicht mehr. Rollen und Lösungen bleiben erhalten, und Sie können ${person} wieder entsperren.`,
  disabled: (person) => `${person} ist gesperrt.`,
  enable: "Entsperren",
  enabled: (person) => `${person} ist entsperrt.`,
  remove: "Aus der Organisation entfernen",
  removeQuestion: (person, organization) => `${person} aus ${organization} entfernen?`,
  removeConsequence: (person, count) =>
    plural(count, {
      one: `${person} verliert sofort die Mitgliedschaft, die Rolle in # Lösung und jeden Zugang. Die Geschichte bleibt erhalten, und ${person} kann wieder eingeladen werden, bekommt dadurch aber nichts davon zurück.`,
      other: `${person} verliert sofort die Mitgliedschaft, die Rollen in # Lösungen und jeden Zugang. Die Geschichte bleibt erhalten, und ${person} kann wieder eingeladen werden, bekommt dadurch aber nichts davon zurück.`,
    }),
  removed: (person, organization) => `${person} ist aus ${organization} entfernt.`,
  asOf: "Zurückblicken auf das Ende des",
  backToNow: "Zurück zu heute",
  pastTitle: (time) => `Vergangenheit: Stand am ${time}`,
  pastHint:
    "Hier lässt sich nichts ändern. Das Ereignisprotokoll hält fest, dass Sie nachgesehen haben.",
  grantedBy: (person, time) => `gegeben durch ${person}, ${time}`,
  granted: "Gegeben",
  noSolutionsThen: "Damals war keine Lösung zugeordnet.",
  noMemberThen: (time) => `Kein Mitglied am ${time}`,
  noMemberThenHint:
    "Die Person kam später dazu oder wurde vorher entfernt. Wählen Sie einen anderen Tag.",
  deletedSolution: (id) => `gelöschte Lösung ${id}`,
  noMember: "Diesen Benutzer gibt es hier nicht",
  noMemberHint:
    "Die Person gehört nicht zur Organisation: entfernt, gelöscht oder nie eingeladen. Das Ereignisprotokoll weiß es; es hält fest, wer fragt.",
  askLog: "Ereignisprotokoll fragen",
  erasedOn: (date) => `Diese Person wurde am ${date} gelöscht`,
  erasedHint:
    "Name und Adresse sind endgültig fort. Was sie getan hat, bleibt als „gelöschte Person“ im Ereignisprotokoll.",
  removedOn: (person, date, by) => `${person} wurde am ${date} durch ${by} entfernt`,
  removedHint:
    "Die Geschichte bleibt erhalten. Die Person kann aus der Liste der Benutzer wieder eingeladen werden.",
  neverMember: "Diese Person war nie Mitglied",
  neverMemberHint:
    "Vielleicht ist die Adresse falsch geschrieben oder gehört zu einer anderen Organisation.",
  toList: "Zur Liste der Benutzer",
};

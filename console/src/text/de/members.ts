/** Texte von members/. */
import type { members as english } from "../en/members.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const members: typeof english = {
  title: "Benutzer",
  searchLabel: "Name oder Adresse suchen",
  solution: "Lösung",
  withoutSolutions: "Ohne Lösungen",
  sort: "Sortieren nach",
  sorts: {
    name: "Name, A bis Z",
    "-name": "Name, Z bis A",
    email: "Adresse, A bis Z",
    "-email": "Adresse, Z bis A",
    role: "Rolle, höchste zuerst",
    "-role": "Rolle, niedrigste zuerst",
    "-lastActiveAt": "Zuletzt aktiv",
    lastActiveAt: "Am längsten nicht aktiv",
    "-createdAt": "Zuletzt hinzugefügt",
    createdAt: "Zuerst hinzugefügt",
  },
  clearFilters: "Filter löschen",
  count: (count) => plural(count, { one: "# Benutzer", other: "# Benutzer" }),
  countAtLeast: (count) => plural(count, { one: "#+ Benutzer", other: "#+ Benutzer" }),
  empty: "Hier ist noch niemand",
  emptyHint: "Laden Sie den ersten Benutzer per Mail ein, oder viele zugleich aus einer CSV-Datei.",
  nothing: "Zu diesen Filtern passt niemand",
  nothingHint: "Suchen Sie nach weniger, oder löschen Sie die Filter.",
  person: "Person",
  solutions: "Lösungen",
  inviteStatus: "Einladung",
  lastActive: "Zuletzt aktiv",
  invite: "Benutzer einladen",
  inviteMany: "Viele einladen",
  inviteStatuses: {
    PENDING: "Wird gesendet",
    SENT: "Gesendet",
    FAILED: "Nicht zugestellt",
    ACCEPTED: "Angenommen",
    EXPIRED: "Abgelaufen",
    REVOKED: "Zurückgezogen",
  },
  notInvitedByMail: "Noch nicht gesendet",
  removedRow: "Entfernt",
  newRow: "Neu",
  roleOf: (name, role) => `Rolle von ${name}: ${role}. Ändern`,
  roleChanged: (name, role) => `${name} hat jetzt die Rolle ${role}.`,
  roleRefusals: {
    noPermission: "Ihre Rolle ändert keine Rollen.",
    ownersOnly:
      "Nur ein Eigner macht jemanden zum Eigner oder ändert dessen Rolle: Sie steht über Ihrer eigenen.",
    aboveYourself: "Diese Rolle steht über Ihrer eigenen.",
    lastOwner:
      "Der letzte aktive Eigner behält die Rolle. Machen Sie zuerst jemand anderen zum Eigner.",
  },
  ownRoleTitle: (role) => `Sich selbst die Rolle ${role} geben?`,
  ownRoleBody:
    "Sie verlieren sofort, was Ihre jetzige Rolle erlaubt, und nur jemand anderes kann sie Ihnen zurückgeben.",
  changeRole: "Rolle ändern",
  solutionsOf: (name, count) =>
    plural(count, { one: `# Lösung von ${name}`, other: `# Lösungen von ${name}` }),
  hiddenSolutions: (count) =>
    plural(count, {
      one: "# weitere, die Sie nicht sehen",
      other: "# weitere, die Sie nicht sehen",
    }),
  newUsers: (count) => plural(count, { one: "# neuer Benutzer", other: "# neue Benutzer" }),
  show: "Anzeigen",
  outdated: "Seit diese Liste gelesen wurde, hat sich viel geändert.",
  readAgain: "Neu lesen",
  selectMatching: (count) =>
    plural(count, { one: "# passenden auswählen", other: "Alle # passenden auswählen" }),
  selectMatchingAtMost: (count) =>
    plural(count, {
      one: "Den ersten passenden auswählen",
      other: "Die ersten # passenden auswählen",
    }),
  clearSelection: "Auswahl aufheben",
  bulk: {
    disable: "Sperren",
    enable: "Entsperren",
    resend: "Einladung erneut senden",
    assign: "Lösungen hinzufügen",
    remove: "Entfernen",
  },
  bulkTitle: {
    disable: (count) => plural(count, { one: "# Benutzer sperren?", other: "# Benutzer sperren?" }),
    enable: (count) =>
      plural(count, { one: "# Benutzer entsperren?", other: "# Benutzer entsperren?" }),
    resend: (count) =>
      plural(count, {
        one: "Die Einladung an # Benutzer erneut senden?",
        other: "Die Einladung an # Benutzer erneut senden?",
      }),
    assign: (count) =>
      plural(count, {
        one: "Lösungen zu # Benutzer hinzufügen",
        other: "Lösungen zu # Benutzern hinzufügen",
      }),
    remove: (count) =>
      plural(count, { one: "# Benutzer entfernen?", other: "# Benutzer entfernen?" }),
  },
  bulkBody: {
    disable: "Sie verlieren sofort den Zugang zu dieser Organisation, bis jemand sie entsperrt.",
    enable: "Sie erhalten den Zugang zurück, den sie vor der Sperrung hatten.",
    resend: "Jeder erhält eine neue Mail. Der Link in der vorigen Mail gilt nicht mehr.",
    assign: "Wer eine Lösung schon hat, erhält die hier gewählte Rolle.",
    remove:
      "Ihre Mitgliedschaften und alle ihre Lösungen in dieser Organisation enden sofort. Um zurückzukommen, brauchen sie eine neue Einladung.",
  },
  bulkWhom: (names, others) =>
    others === 0
      ? names
      : plural(others, { one: `${names} und # weiterer`, other: `${names} und # weitere` }),
  collecting: (count) => plural(count, { one: "# gefunden", other: "# gefunden" }),
  progress: (done, total) => `${done} von ${total}`,
  stop: "Anhalten",
  stopped: "Angehalten",
  bulkDone: (count) => plural(count, { one: "# erledigt", other: "# erledigt" }),
  bulkRefused: (count) => plural(count, { one: "# abgelehnt", other: "# abgelehnt" }),
  outcome: "Ergebnis",
  outcomes: "Ergebnisse",
  done: "Erledigt",
  leftOutYourself: "Ausgelassen: Das sind Sie selbst.",
  addSolutions: "Lösungen",
  pickSolutions: "Lösungen wählen",
  solutionRole: "Rolle in der Lösung",
  firstName: "Vorname",
  lastName: "Nachname",
  inviteLanguage: "Sprache der Mail",
  inviteLanguageHint: "Ohne Angabe ist die Mail in der Standardsprache der Organisation.",
  withoutMail: "Ohne Mail hinzufügen",
  withoutMailHint:
    "Jetzt wird nichts gesendet. Die Einladung lässt sich später aus der Liste senden.",
  previewMail: "Mail ansehen",
  previewTitle: "Vorschau der Mail",
  sent: (name) => `Die Einladung an ${name} ist unterwegs.`,
  added: (name) => `${name} wurde ohne Mail hinzugefügt.`,
  inviteNext: "Nächsten einladen",
  removeSolution: (name) => `${name} weglassen`,
  exporting: (count) =>
    plural(count, { one: "# Zeile geschrieben", other: "# Zeilen geschrieben" }),
  csvSolutions: "Lösungen",
  csv: {
    intro:
      "Eine CSV-Datei mit Kopfzeile. Nötig sind die Spalten email, firstName und lastName (oder Vorname und Nachname); möglich sind auch userRole, language, solutions (Namen, durch Semikolon getrennt) und disabled (true: ohne Mail).",
    pick: "Datei wählen",
    orDrop: "oder hierher ziehen, oder Zeilen unten einfügen.",
    paste: "Zeilen als CSV",
    take: "Zeilen übernehmen",
    noRows: "Es gibt keine Zeile mit einer Adresse. Ist die erste Zeile die Kopfzeile?",
    notUtf8: "Die Datei ist nicht in UTF-8. Speichern Sie sie als CSV in UTF-8.",
    missingColumns: (names) => `In der Kopfzeile fehlt: ${names}.`,
    tooMany: (most) =>
      plural(most, { one: "Höchstens # Zeile.", other: "Höchstens # Zeilen auf einmal." }),
    check: "Noch einmal prüfen",
    run: (count) => plural(count, { one: "# Benutzer einladen", other: "# Benutzer einladen" }),
    anew: "Neu beginnen",
    row: "Zeile",
    withoutMail: "Ohne Mail",
    downloadFailed: "Fehlgeschlagene Zeilen herunterladen",
    problem: "Problem",
    onlyFailed: "Nur Zeilen mit Problemen",
    runTitle: (count) =>
      plural(count, { one: "# Benutzer einladen?", other: "# Benutzer einladen?" }),
    runBody: "Jeder erhält jetzt eine Mail, außer den als ohne Mail gekennzeichneten.",
    outcomes: {
      UNCHECKED: "Noch nicht geprüft",
      WOULD_INVITE: "Wird eingeladen",
      INVITED: "Eingeladen",
      ALREADY_MEMBER: "Gehört schon dazu",
      INVALID: "Zu berichtigen",
      STOPPED: "Vor dieser Zeile angehalten",
    },
    summary: (ready, wrong, others) =>
      `${ready} bereit, ${wrong} zu berichtigen, ${others} ausgelassen`,
    result: (invited, failed) => `${invited} eingeladen, ${failed} nicht`,
    unchecked: (count) =>
      plural(count, { one: "# noch nicht geprüft", other: "# noch nicht geprüft" }),
    misquoted: (from, to) =>
      from === to
        ? `In Zeile ${from} steht Text hinter einem schließenden Anführungszeichen.`
        : `Ein Anführungszeichen aus Zeile ${from} schließt in Zeile ${to}: Fehlt eines?`,
    openQuote: (line) => `Ein Anführungszeichen in Zeile ${line} ist nicht geschlossen.`,
    repeated: (row) => `steht schon in Zeile ${row}`,
    unknownSolution: (name) => `Es gibt keine Lösung ${name}.`,
    removeRow: (row) => `Zeile ${row} entfernen`,
  },
};

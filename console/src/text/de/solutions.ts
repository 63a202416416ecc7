/** Texte von solutions/. */
import type { solutions as english } from "../en/solutions.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const solutions: typeof english = {
  title: "Lösungen",
  mine: "Meine Lösungen",
  one: "Lösung",
  tabs: {
    details: "Angaben",
    members: "Mitglieder",
    roles: "Rollen erklärt",
    settings: "Einstellungen (JSON)",
    danger: "Gefahrenbereich",
  },
  titleField: "Titel",
  titleHint: "Was Menschen lesen, zum Beispiel Reisen und Spesen",
  nameHint: "Wie Apps sie nennen, zum Beispiel expenses",
  category: "Kategorie",
  categoryHint: "Fasst ähnliche Lösungen zusammen, zum Beispiel Finanzen",
  description: "Beschreibung",
  members: "Mitglieder",
  ownRole: "Ihre Rolle darin",
  searchHint: "Nach Titel, Name oder Kategorie",
  creatorHint: "Sie sehen die Lösungen, in denen Sie Eigner, Admin oder Bearbeiter sind.",
  count: (count) => plural(count, { one: "# Lösung", other: "# Lösungen" }),
  memberCount: (count) => plural(count, { one: "# Mitglied", other: "# Mitglieder" }),
  nothing: "Es gibt noch keine Lösung",
  nothingHint:
    "Registrieren Sie die erste. Sie werden ihr Eigner und bestimmen, wer sie in welcher Rolle benutzt.",
  nothingFound: (search) => `Nichts passt zu „${search}“`,
  nothingFoundHint: "Suchen Sie nach einem anderen Wort aus Titel, Name oder Kategorie.",
  register: "Lösung registrieren",
  registered: (title) => `${title} ist registriert. Sie sind Eigner.`,
  missing: "Diese Lösung gibt es nicht",
  missingHint: "Vielleicht wurde sie gelöscht. Ihre Geschichte bleibt im Ereignisprotokoll.",
  hidden: "Diese Lösung steht Ihnen nicht offen",
  hiddenHint:
    "Bitten Sie einen Eigner oder Admin der Lösung um die Rolle Bearbeiter oder eine höhere.",
  toList: "Zur Liste der Lösungen",
  createdBy: (name, time) => `Registriert durch ${name}, ${time}`,
  changedBy: (name, time) => `Zuletzt geändert durch ${name}, ${time}`,
  changed: "Letzte Änderung",
  searchMembers: "Mitglieder nach Name oder Adresse suchen",
  membersOf: (title) => `Mitglieder von ${title}`,
  noMembers: "Noch benutzt niemand diese Lösung",
  noMembersHint: "Fügen Sie die ersten Mitglieder hinzu und wählen Sie deren Rolle.",
  noMemberFoundHint: "Suchen Sie nach einem Teil des Namens oder der Adresse.",
  addMembers: "Mitglieder hinzufügen",
  addMembersTo: (title) => `Mitglieder zu ${title} hinzufügen`,
  people: "Personen",
  peopleHint:
    "Suchen Sie nach Name oder Adresse. Wer schon Mitglied ist, wird nicht vorgeschlagen.",
  nobodyToAdd: "Niemand gefunden, der hinzugefügt werden könnte",
  adding: (done, count) => `${done} von ${count} hinzugefügt`,
  membersAdded: (count, title) =>
    plural(count, {
      one: `# Person ist zu ${title} hinzugefügt.`,
      other: `# Personen sind zu ${title} hinzugefügt.`,
    }),
  notAdded: "Diese Personen konnten nicht hinzugefügt werden:",
  rolesHint:
    "Eigner und Admins der Organisation handeln in jeder Lösung wie deren Eigner, außer um sie auszuführen, zu löschen und ihre Protokolleinträge zu lesen: Dafür brauchen sie die Rolle in der Lösung selbst. Wer in der Organisation nur Nutzer ist, verwaltet keine Lösung.",
  roleHints: {
    OWNER: "Führt die Lösung aus und bestimmt alles in ihr.",
    ADMIN: "Verwaltet die Lösung und ihre Mitglieder bis zum Admin, führt sie aber nicht aus.",
    EDITOR: "Sieht die Lösung und ändert ihre Angaben, aber nicht, wer sie benutzt.",
    USER: "Führt die Lösung auf eigenen Geräten aus.",
    DENY: "Behält die Zuordnung, hat aber keinen Zugang, bis er wieder freigegeben wird.",
  },
  rights: {
    run: "Auf einem Gerät ausführen",
    view: "In der Verwaltung sehen",
    change: "Angaben und Einstellungen ändern",
    assign: "Mitglieder hinzufügen und entfernen, Rollen ändern",
    troubleshoot: "Protokolleinträge lesen",
    delete: "Löschen",
  },
  yours: "Ihre Rolle",
  aboveYou: "Diese Rolle steht über Ihrer eigenen in der Lösung.",
  roleIs: (person, role, title) => `Rolle von ${person} in ${title} ändern, jetzt ${role}`,
  roleChanged: (person, role, title) => `${person} hat jetzt die Rolle ${role} in ${title}.`,
  pause: (person, title) => `Zugang von ${person} zu ${title} pausieren`,
  resume: (person, title) => `Zugang von ${person} zu ${title} wieder freigeben`,
  paused: (person, title) => `Der Zugang von ${person} zu ${title} ist pausiert.`,
  resumed: (person, role, title) =>
    `${person} hat wieder Zugang zu ${title}, mit der Rolle ${role}.`,
  unassign: (person, title) => `${person} aus ${title} entfernen`,
  unassignQuestion: (person, title) => `${person} aus ${title} entfernen?`,
  unassignConsequence: (person) =>
    `${person} verliert sofort die Rolle und jeden Zugang zur Lösung. Soll der Zugang nur eine Zeit lang ruhen, pausieren Sie ihn stattdessen.`,
  unassigned: (person, title) => `${person} ist aus ${title} entfernt.`,
  settingsHint:
    "Was Oberflächen zu dieser Lösung speichern: ein JSON-Objekt von höchstens 16.384 Bytes.",
  settingsErrors: {
    notJson: "Das ist kein gültiges JSON.",
    notAnObject: "Die Einstellungen sind ein Objekt: Sie beginnen mit { und enden mit }.",
    tooLong: "Die Einstellungen haben mehr als 16.384 Bytes.",
  },
  deleteTitle: "Diese Lösung löschen",
  deleteConsequence: (count) =>
    plural(count, {
      one: "# Mitglied verliert sofort den Zugang, und die Lösung endet mit ihren Einstellungen. Das lässt sich nicht rückgängig machen; die Geschichte bleibt im Ereignisprotokoll.",
      other:
        "# Mitglieder verlieren sofort den Zugang, und die Lösung endet mit ihren Einstellungen. Das lässt sich nicht rückgängig machen; die Geschichte bleibt im Ereignisprotokoll.",
    }),
  delete: "Lösung löschen",
  deleteQuestion: (title) => `${title} für alle löschen?`,
  deleted: (title) => `${title} ist gelöscht.`,
  becomeOwner:
    "Nur ein Eigner der Lösung löscht sie. Geben Sie sich zuerst unter Mitglieder diese Rolle; das Ereignisprotokoll zeigt beides.",
  askOwner: "Nur ein Eigner der Lösung löscht sie. Bitten Sie einen von ihnen darum.",
  mineHint:
    "Die Lösungen, die Ihnen zugeordnet sind, und die, die Sie registriert haben, in allen Ihren Organisationen.",
  notOnProfile: "Nicht in Ihrem Profil",
  setAside: "Weglegen",
  setAsideQuestion: (title) => `${title} weglegen?`,
  setAsideConsequence:
    "Sie verlieren den Zugang, bis Sie die Lösung mit Ihrer bisherigen Rolle zurückholen. Das geht auf dieser Seite, bis Sie sie verlassen; Lösungen, die Sie registriert haben, bleiben hier aufgeführt. Andernfalls fügt ein Verwalter der Lösung Sie wieder hinzu.",
  isSetAside: (title) => `${title} ist weggelegt.`,
  takeBack: "Zurückholen",
  isBack: (title) => `${title} ist wieder in Ihrem Profil.`,
  noneOfMine: "Sie haben keine Lösung",
  noneOfMineHint: "Bitten Sie einen Verwalter einer Lösung, Sie hinzuzufügen.",
};

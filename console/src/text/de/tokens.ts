/** Texte von tokens/. */
import type { tokens as english } from "../en/tokens.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const tokens: typeof english = {
  title: "Zugriffstoken",
  empty: "Sie haben keine Zugriffstoken.",
  emptyHint:
    "Mit einem Token verwendet ein Programm die API in Ihrem Namen. Erstellen Sie einen, um zu beginnen.",
  create: "Token erstellen",
  name: "Name",
  nameHint: "Was ihn verwendet, etwa „Nächtlicher Abgleich“.",
  scopes: "Was er darf",
  scopesHint:
    "Wählen Sie mindestens eines. Nie mehr, als Ihre Rollen erlauben; Ihre eigenen Daten kann er immer lesen.",
  groups: {
    users: "Benutzer",
    solutions: "Lösungen",
    notifications: "Mitteilungen",
    organization: "Organisation",
    account: "Mein Konto",
  },
  scope: {
    "users:view": "Benutzer sehen",
    "users:manage": "Benutzer einladen, sperren und entfernen",
    "users:change-role": "Rollen ändern",
    "solutions:view": "Lösungen sehen",
    "solutions:register": "Lösungen registrieren",
    "solutions:change": "Lösungen ändern",
    "solutions:delete": "Lösungen löschen",
    "solutions:run": "Lösungen ausführen und Log-Einträge senden",
    "solutions:permissions": "Ändern, wer Lösungen verwenden darf",
    "notifications:view": "Gesendete Mitteilungen sehen",
    "notifications:send": "Mitteilungen senden",
    "settings:manage": "Einstellungen der Organisation ändern",
    "troubleshooting:organization": "Log-Einträge der Organisation lesen",
    "troubleshooting:solution": "Log-Einträge von Lösungen lesen",
    "audit:read": "Audit lesen",
    "usage:view": "Nutzung sehen",
    "account:manage": "Mein eigenes Konto ändern",
  },
  allScopes: "alles, was Sie dürfen",
  scopeCount: (count) => plural(count, { one: "# Berechtigung", other: "# Berechtigungen" }),
  where: "Wo er gilt",
  everywhere: "In allen meinen Organisationen",
  created: "Erstellt",
  lastUse: "Zuletzt verwendet",
  lease: "Frist",
  expiry: "Ablauf",
  left: (share, time) => `noch ${share}, endet ${time}`,
  ended: (time) => `endete ${time}`,
  clocks:
    "Ein Token gilt, solange beide laufen. Jede Verwendung verlängert die Frist auf zwei Wochen danach; den Ablauf verlängert nichts.",
  status: {
    ACTIVE: "Aktiv",
    LEASE_LAPSED: "Frist vorbei",
    EXPIRED: "Abgelaufen",
    DELETED: "Gelöscht",
  },
  extend: "Um zwei Wochen verlängern",
  extended: (name) => `Die Frist von ${name} ist verlängert.`,
  deleteQuestion: (name) => `Den Token ${name} löschen?`,
  deleteConsequence:
    "Was ihn verwendet, funktioniert sofort nicht mehr. Das lässt sich nicht rückgängig machen.",
  deleted: (name) => `Der Token ${name} ist gelöscht.`,
  secretTitle: "Der neue Token",
  secretOnce:
    "Kopieren Sie ihn jetzt. Er wird nur einmal angezeigt; danach kann ihn niemand mehr zeigen.",
  secret: "Token",
  kept: "Ich habe ihn aufbewahrt",
};

/** Texte von organizations/. */
import type { organizations as english } from "../en/organizations.ts";

export const organizations: typeof english = {
  title: "Einstellungen der Organisation",
  tabs: {
    details: "Angaben",
    access: "Zugang und Grenzen",
    templates: "Einladungsvorlagen",
    danger: "Gefahrenbereich",
  },
  description: "Beschreibung",
  url: "Webadresse",
  region: (region) => `Die Daten der Organisation liegen in der Region ${region}.`,
  idleLogout: "Minuten ohne Benutzung bis zur Abmeldung",
  idleLogoutHint:
    "Wer so lange nichts tut, meldet sich noch einmal an, um diese Organisation zu sehen.",
  inviteExpiry: "Tage, die eine Einladung gilt",
  inviteExpiryHint:
    "Danach gilt der Link nicht mehr, und die Einladung kann noch einmal gesendet werden.",
  defaultLanguage: "Standardsprache",
  defaultLanguageHint: "Einladungen sind in dieser Sprache, wenn keine andere gewählt wird.",
  memberLimit: "Höchstzahl der Mitglieder",
  memberLimitHint: "Mehr Personen können nicht eingeladen werden. Leer: keine Grenze.",
  requestAccess: "Adresse für Bitten um Zugang",
  requestAccessHint: "Wer keinen Zugang zur Verwaltung hat, wird an diese Adresse verwiesen.",
  templatesHint: "Jede Sprache hat ihre eigene Einladungsmail. Wer einlädt, wählt die Sprache.",
  addTemplate: "Sprache hinzufügen",
  noTemplates: "Es gibt keine Einladungsvorlage",
  noTemplatesHint:
    "Ohne Vorlage kann niemand eingeladen werden. Fügen Sie die Sprache Ihrer Leute hinzu.",
  subject: "Betreff",
  introMessage: "Einleitung",
  html: "Text (HTML)",
  startingHtml:
    '<p>Guten Tag {firstName},</p>\n<p>{introMessage}</p>\n<p><a href="{inviteLink}">Einladung annehmen</a></p>',
  parametersHint: "Diese Wörter in Klammern werden in jeder Mail durch ihre Werte ersetzt:",
  preview: "Vorschau",
  changed: "Zuletzt geändert",
  view: "Ansehen",
  deleteTemplate: (language) => `Vorlage für ${language} löschen?`,
  deleteTemplateConsequence:
    "Gesendete Einladungen bleiben gültig. Danach kann niemand mehr in dieser Sprache eingeladen werden.",
  templateDeleted: (language) => `Die Vorlage für ${language} ist gelöscht.`,
  deleteTitle: "Diese Organisation löschen",
  deleteConsequence:
    "Alle Mitgliedschaften, Lösungen und Einladungen der Organisation enden sofort und für alle. Ihr Ereignisprotokoll bleibt erhalten. Das lässt sich nicht rückgängig machen.",
  typeName: (name) => `Geben Sie den Namen ein, um fortzufahren: ${name}`,
  delete: "Organisation löschen",
  deleteQuestion: (name) => `${name} für alle löschen?`,
  deleted: (name) => `${name} ist gelöscht.`,
  mine: {
    empty: "Sie gehören zu keiner Organisation.",
    emptyHint: "Bitten Sie jemanden in einer Organisation, Sie einzuladen.",
    solutions: "Meine Lösungen",
    makeDefault: "Als Standard",
    isDefaultNow: (name) => `${name} wird von nun an zuerst angezeigt.`,
    leave: "Verlassen",
    leaveQuestion: (name) => `${name} verlassen?`,
    leaveConsequence:
      "Sie verlieren dort sofort Ihre Rolle und alle Ihre Lösungen. Nur eine neue Einladung bringt Sie zurück.",
    left: (name) => `Sie haben ${name} verlassen.`,
    signInAgain: "Neu anmelden, um sie zu öffnen",
    created: (name) => `${name} ist angelegt, und Sie sind Eigner.`,
  },
};

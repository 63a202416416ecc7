/** Texte um die Seiten herum: Navigation, Menüs, Hilfe, Abmeldung bei Untätigkeit. */
import type { shell as english } from "../en/shell.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const shell: typeof english = {
  skip: "Zum Inhalt springen",
  navigation: "Navigation",
  menu: "Menü",
  users: "Benutzer",
  solutions: "Lösungen",
  notifications: "Mitteilungen",
  usage: "Nutzung",
  troubleshooting: "Fehlersuche",
  settings: "Einstellungen",
  audit: "Audit",
  profile: "Mein Profil",
  darkMode: "Dunkle Darstellung",
  logOut: "Abmelden",
  account: "Kontomenü",
  switchOrganization: "Organisation wechseln",
  myOrganizations: "Meine Organisationen",
  newOrganization: "Neue Organisation",
  default: "Standard",
  solutionCount: (count) =>
    count === 0 ? "keine Lösungen" : plural(count, { one: "# Lösung", other: "# Lösungen" }),
  inbox: "Posteingang",
  unread: (count) => plural(count, { one: "# ungelesen", other: "# ungelesen" }),
  goTo: "Gehe zu",
  goToPlaceholder: "Zu einer Seite, einer Organisation oder einer Person gehen",
  nothingFound: "Nichts gefunden",
  help: "Tastenkürzel",
  shortcuts: {
    search: "In der Liste suchen",
    goTo: "Überallhin gehen",
    help: "Diese Hilfe zeigen",
    close: "Schließen, was offen ist",
  },
  notFound: "Diese Seite gibt es nicht.",
  notFoundHint: "Vielleicht ist die Adresse vertippt, oder was sie zeigte, ist nicht mehr da.",
  home: "Zur Startseite",
  failed: "Diese Seite konnte nicht gezeigt werden.",
  accountOnly: {
    title: "Ihr eigenes Konto",
    hint: "Ihre Rollen geben keinen Zugang zur Verwaltung. Ein Eigner oder Admin Ihrer Organisation kann Ihre Rolle ändern.",
    ask: (address) => `Um Zugang zu bitten, schreiben Sie an ${address}.`,
  },
  idle: {
    title: "Sind Sie noch da?",
    text: (seconds) =>
      plural(seconds, {
        one: "Sie werden in # Sekunde abgemeldet, weil die Seite nicht benutzt wurde.",
        other: "Sie werden in # Sekunden abgemeldet, weil die Seite nicht benutzt wurde.",
      }),
    stay: "Angemeldet bleiben",
  },
  locked: {
    title: "Noch einmal anmelden",
    because: {
      "session-ended":
        "Ihre Sitzung ist beendet. Was Sie getippt haben, ist noch da: Melden Sie sich an, um fortzufahren.",
      "organization-closed":
        "Sie haben diese Organisation länger nicht benutzt, als sie erlaubt. Was Sie getippt haben, ist noch da: Melden Sie sich an, um fortzufahren.",
    },
    other: "Als jemand anderes anmelden",
  },
};

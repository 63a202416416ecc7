/** Wörter aller Seiten. */
import type { common as english } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const common: typeof english = {
  product: "Muster",
  loading: "Wird geladen",
  retry: "Noch einmal versuchen",
  cancel: "Abbrechen",
  close: "Schließen",
  save: "Speichern",
  saved: "Gespeichert",
  changedMeanwhile:
    "Das wurde anderswo geändert, nachdem Sie es geöffnet haben. Sehen Sie sich die neuen Angaben an, bevor Sie speichern; Ihre Eingabe geht dabei verloren.",
  showChanged: "Neue Angaben zeigen",
  remove: "Entfernen",
  delete: "Löschen",
  copy: "Kopieren",
  copied: "Kopiert",
  back: "Zurück",
  edit: "Bearbeiten",
  add: "Hinzufügen",
  search: "Suchen",
  all: "Alle",
  selectAll: "Alle Zeilen auswählen",
  none: "Keine",
  yes: "Ja",
  no: "Nein",
  name: "Name",
  email: "E-Mail-Adresse",
  role: "Rolle",
  status: "Status",
  language: "Sprache",
  organization: "Organisation",
  date: "Datum",
  from: "Von",
  to: "Bis",
  by: "durch",
  never: "Nie",
  unknown: "Unbekannt",
  more: "Mehr anzeigen",
  actions: "Aktionen",
  downloadCsv: "CSV herunterladen",
  erasedPerson: "gelöschte Person",
  formerMember: (id) => `früheres Mitglied ${id}`,
  system: "Muster",
  you: "Sie",
  selected: (count) => plural(count, { one: "# ausgewählt", other: "# ausgewählt" }),
  rows: (count) => plural(count, { one: "# Zeile", other: "# Zeilen" }),
  organizationRole: { OWNER: "Eigner", ADMIN: "Admin", CREATOR: "Ersteller", USER: "Nutzer" },
  solutionRole: {
    OWNER: "Eigner",
    ADMIN: "Admin",
    EDITOR: "Bearbeiter",
    USER: "Nutzer",
    DENY: "Zugang pausiert",
  },
  memberStatus: { INVITED: "Eingeladen", ACTIVE: "Aktiv", DISABLED: "Gesperrt" },
  form: {
    required: "Geben Sie einen Wert ein.",
    tooLong: (most) =>
      plural(most, {
        one: "Geben Sie höchstens # Zeichen ein.",
        other: "Geben Sie höchstens # Zeichen ein.",
      }),
    tooShort: (least) =>
      plural(least, {
        one: "Geben Sie mindestens # Zeichen ein.",
        other: "Geben Sie mindestens # Zeichen ein.",
      }),
    tooSmall: (least) => `Geben Sie ${least} oder mehr ein.`,
    tooLarge: (most) => `Geben Sie ${most} oder weniger ein.`,
    email: "Geben Sie eine Adresse wie ada@example.com ein.",
    format: "Das hat nicht die erwartete Form.",
    notAnOption: "Wählen Sie eine der Möglichkeiten.",
  },
};

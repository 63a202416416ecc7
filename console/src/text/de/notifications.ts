/** Texte von notifications/. */
import type { notifications as english } from "../en/notifications.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const notifications: typeof english = {
  title: "Mitteilungen",
  notification: "Mitteilung",
  compose: "Neue Mitteilung",
  nothing: "Sie haben keine Mitteilung gesendet",
  nothingHint: "Eine Mitteilung erreicht Personen in ihrem Posteingang und auf ihren Geräten.",
  to: "An",
  scopes: { USR: "Einige Benutzer", SLN: "Alle mit einer Lösung", ORG: "Die ganze Organisation" },
  toUsers: (count) => plural(count, { one: "# Benutzer", other: "# Benutzer" }),
  users: "Benutzer",
  solution: "Lösung",
  contentTitle: "Titel",
  contentText: "Text",
  emoji: "Emoji einfügen",
  startAt: "Senden um",
  startAtHint: "In der Zeitzone dieses Geräts. Leer: sofort.",
  preview: "Vorschau",
  send: "Senden",
  schedule: "Vormerken",
  sent: "Die Mitteilung ist unterwegs.",
  scheduled: "Die Mitteilung ist vorgemerkt.",
  everybodyQuestion: (organization) => `An alle in ${organization} senden?`,
  states: {
    SCHEDULED: "Vorgemerkt",
    SENDING: "Wird gesendet",
    SENT: "Gesendet",
    CANCELLED: "Zurückgezogen",
  },
  time: "Zeit",
  delivery: "Zustellung",
  counts: ({ delivered, pushed, pushFailed, read }) =>
    [
      plural(delivered, { other: "# zugestellt" }),
      plural(pushed, { other: "# auf Geräten" }),
      ...(pushFailed > 0 ? [plural(pushFailed, { other: "# auf Geräten gescheitert" })] : []),
      plural(read, { other: "# gelesen" }),
    ].join(", "),
  cancel: "Zurückziehen",
  cancelQuestion: (what) => `„${what}“ zurückziehen?`,
  cancelConsequence: "Niemand bekommt sie. Das lässt sich nicht rückgängig machen.",
  cancelled: "Die Mitteilung ist zurückgezogen.",
  textErased: "Der Text wurde mit seinem Absender gelöscht.",
  filter: "Welche Mitteilungen",
  unread: "Ungelesen",
  read: "Als gelesen markieren",
  readAll: "Alle gezeigten als gelesen markieren",
  inboxEmpty: "Hier ist nichts",
  inboxEmptyHint: "Mitteilungen, die Ihre Organisationen Ihnen senden, erscheinen hier.",
  push: {
    title: "Auf Ihren Geräten",
    thisDevice: "Mitteilungen auf diesem Gerät zeigen",
    hint: "Auch wenn Muster geschlossen ist, bis Sie sich hier abmelden.",
    unsupported: "Dieser Browser kann keine Mitteilungen einer geschlossenen Seite zeigen.",
    blocked:
      "Mitteilungen dieser Seite sind gesperrt. Erlauben Sie sie in den Einstellungen des Browsers für diese Seite und laden Sie dann neu.",
    device: (host, day) => `Ein Gerät, erreicht über ${host}, seit ${day}`,
    removeQuestion: "Dieses Gerät entfernen?",
    removeConsequence: (device) =>
      `${device}: Es zeigt keine Mitteilungen mehr, bis Sie sie dort wieder einschalten.`,
    removed: "Das Gerät ist entfernt.",
  },
};

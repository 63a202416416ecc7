/** Texte von users/. */
import type { users as english } from "../en/users.ts";

export const users: typeof english = {
  title: "Mein Profil",
  data: "Über mich",
  firstName: "Vorname",
  lastName: "Nachname",
  shownName: "Angezeigter Name",
  shownNameHint: "Ohne ihn werden Vor- und Nachname angezeigt.",
  phone: "Telefon",
  avatarUrl: "Adresse eines Bildes",
  emailHint: (email) => `Sie melden sich als ${email} an.`,
  preferences: "Darstellung",
  preferencesHint: "Das gilt überall, wo Sie sich anmelden, und wird sofort gespeichert.",
  theme: "Design",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  timeZone: "Zeitzone",
};

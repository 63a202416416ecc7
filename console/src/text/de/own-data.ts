/** Texte von own-data/. */
import type { ownData as english } from "../en/own-data.ts";

export const ownData: typeof english = {
  title: "Meine Daten",
  export: "Export",
  hint: "Eine JSON-Datei mit allem, was über Sie gespeichert ist: Profil, Einstellungen, Mitgliedschaften, Lösungen, Sitzungen, Token, Geräte, Mitteilungen, Log-Einträge Ihrer Apps und die Ereignisse Ihres Kontos. Sie enthält keine Geheimnisse und nichts über andere.",
  make: "Meine Daten exportieren",
  received: (size) => `${size} empfangen`,
  done: (size) => `Die Datei ist vollständig (${size}).`,
};

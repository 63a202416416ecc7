/** Texte von usage/. */
import type { usage as english } from "../en/usage.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("de");

export const usage: typeof english = {
  title: "Nutzung",
  period: "Zeitraum",
  lastDays: (days) => plural(days, { one: "# Tag", other: "# Tage" }),
  nothing: "In diesen Tagen ist nichts geschehen",
  nothingHint: "Wählen Sie Tage nach der Gründung der Organisation.",
  byStatus: { title: "Mitglieder nach Status", hint: "Am Ende jedes Tages (UTC)." },
  byRole: { title: "Mitglieder nach Rolle", hint: "Am Ende jedes Tages (UTC)." },
  active: { title: "Aktive Benutzer", hint: "Mitglieder, die an dem Tag etwas taten." },
  invitations: { title: "Einladungen", hint: "An jedem Tag gesendet und angenommen." },
  tokens: {
    title: "Verwendungen von Zugriffstoken",
    hint: "Je Token und Stunde wird höchstens eine gezählt.",
  },
  assigned: {
    title: "Lösungen",
    hint: "Lösungen und ihre Zuweisungen am Ende jedes Tages.",
  },
  activeUsers: "Aktive Benutzer",
  sent: "Gesendet",
  accepted: "Angenommen",
  tokenUses: "Verwendungen",
  assignments: "Zuweisungen",
  solutions: "Lösungen",
};

/** Texte von logs/. */
import type { logs as english } from "../en/logs.ts";

export const logs: typeof english = {
  title: "Fehlersuche",
  mine: "Meine Protokolleinträge",
  mineHint: "Was Ihre Apps in höchstens den letzten 30 Tagen gesendet haben.",
  organizationHint:
    "Apps senden Protokolleinträge mit einer Korrelations-ID. Wer einen Fehler meldet, kann sie nennen; sie führt zu allen Einträgen darüber.",
  noCorrelationId: "Geben Sie eine Korrelations-ID ein",
  noCorrelationIdHint:
    "Die Einträge einer Person oder einer Lösung stehen ohne Korrelations-ID auf deren Seite.",
  show: "Einträge zeigen",
  correlationId: "Korrelations-ID",
  correlationIdHint: "Genau so, wie sie gemeldet wurde",
  window: "Empfangen im Zeitraum",
  windows: {
    hour: "letzte Stunde",
    day: "letzter Tag",
    week: "letzte Woche",
    month: "letzte 30 Tage",
  },
  level: "Stufe",
  levels: { ERROR: "Fehler", WARNING: "Warnung", INFO: "Hinweis", DEBUG: "Debug" },
  category: "Kategorie",
  message: "Meldung",
  person: "Gesendet von der App von",
  time: "Zeit",
  nothing: "Keine Einträge",
  nothingHint:
    "Schauen Sie weiter zurück oder auf mehr Stufen. Einträge werden 30 Tage aufbewahrt.",
};

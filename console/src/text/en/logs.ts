/** Texts of logs/. */
export const logs = {
  title: "Troubleshooting",
  mine: "My log entries",
  mineHint: "What your apps sent in the last 30 days at most.",
  organizationHint:
    "Apps send log entries with a correlation id. Whoever reports a fault can tell it; it leads to all entries about it.",
  noCorrelationId: "Enter a correlation id",
  noCorrelationIdHint:
    "The entries of one person or one solution are on that person's or solution's page, without a correlation id.",
  show: "Show entries",
  correlationId: "Correlation id",
  correlationIdHint: "Exactly as it was reported",
  window: "Received in the last",
  windows: { hour: "hour", day: "day", week: "week", month: "30 days" },
  level: "Level",
  levels: { ERROR: "Error", WARNING: "Warning", INFO: "Info", DEBUG: "Debug" },
  category: "Category",
  message: "Message",
  person: "Sent by the app of",
  time: "Time",
  nothing: "No entries",
  nothingHint: "Look further back, or at more levels. Entries are kept for 30 days.",
};

/** Texts of usage/. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

export const usage = {
  title: "Usage",
  period: "Period",
  lastDays: (days: number) => plural(days, { one: "# day", other: "# days" }),
  nothing: "Nothing has happened in these days",
  nothingHint: "Pick days after the organization was founded.",
  byStatus: { title: "Members by status", hint: "At the end of each day (UTC)." },
  byRole: { title: "Members by role", hint: "At the end of each day (UTC)." },
  active: { title: "Active users", hint: "Members who did something on the day." },
  invitations: { title: "Invitations", hint: "Sent and accepted on each day." },
  tokens: { title: "Token uses", hint: "At most one per token and hour is counted." },
  assigned: { title: "Solutions", hint: "Solutions and their assignments at the end of each day." },
  activeUsers: "Active users",
  sent: "Sent",
  accepted: "Accepted",
  tokenUses: "Uses",
  assignments: "Assignments",
  solutions: "Solutions",
};

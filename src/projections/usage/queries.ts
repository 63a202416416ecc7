/** The daily series of an organization's usage. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { type Given, prepared } from "../engine/prepared.ts";
import { type DayRow, noFlows, noLevels, usageQueries } from "./rows.ts";

const count = z.int();
const atEnd = count.describe("At the end of the day.");

export const usageDay = z.object({
  date: z.string().describe("YYYY-MM-DD, UTC."),
  members: z
    .object({
      total: count,
      byStatus: z.object({ INVITED: count, ACTIVE: count, DISABLED: count }),
      byRole: z.object({ OWNER: count, ADMIN: count, CREATOR: count, USER: count }),
    })
    .describe("At the end of the day."),
  solutions: atEnd,
  assignments: atEnd,
  activeUsers: count.describe("Members who were active on the day."),
  invitationsSent: count,
  invitationsAccepted: count,
  tokenUses: count.describe("At most one per token and hour is recorded."),
  notifications: count,
});
export type UsageDay = z.output<typeof usageDay>;

/** Every day from `from` to `to`, both included. A day without events has the levels of the day before. */
export async function readUsage(
  pool: pg.Pool,
  organizationId: string,
  from: string,
  to: string,
): Promise<UsageDay[]> {
  return (await readDaysOf(pool, { organizationId, from, to })).map(shown);
}

type Span = Given<{ readonly organizationId: string; readonly from: string; readonly to: string }>;

const readDaysOf = prepared("usage", ({ organizationId, from, to }: Span) => {
  const days = sql<{ date: string }>`(
    select to_char(d, 'YYYY-MM-DD') collate "C" as date
    from generate_series(${from}::timestamp, ${to}::timestamp, '1 day') d)`;
  return usageQueries
    .selectFrom(days.as("wanted"))
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom("usage_days")
          .selectAll()
          .where("organization_id", "=", organizationId)
          .whereRef("day", "<=", "wanted.date")
          .orderBy("day", "desc")
          .limit(1)
          .as("latest"),
      (on) => on.onTrue(),
    )
    .selectAll("latest")
    .select("wanted.date")
    .orderBy("wanted.date");
});

type Row = { readonly [Column in keyof DayRow]: DayRow[Column] | null } & { readonly date: string };

function shown(row: Row): UsageDay {
  const levels = row.day === null ? noLevels : (row as DayRow);
  const flows = row.day === row.date ? (row as DayRow) : noFlows;
  const { invited: INVITED, active: ACTIVE, disabled: DISABLED } = levels;
  const { owners: OWNER, admins: ADMIN, creators: CREATOR, users: USER } = levels;
  return {
    date: row.date,
    members: {
      total: INVITED + ACTIVE + DISABLED,
      byStatus: { INVITED, ACTIVE, DISABLED },
      byRole: { OWNER, ADMIN, CREATOR, USER },
    },
    solutions: levels.solutions,
    assignments: levels.assignments,
    activeUsers: flows.active_users,
    invitationsSent: flows.invitations_sent,
    invitationsAccepted: flows.invitations_accepted,
    tokenUses: flows.token_uses,
    notifications: flows.notifications,
  };
}

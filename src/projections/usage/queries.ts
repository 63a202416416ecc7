/** Reads the daily series of an organization's usage. */
import type pg from "pg";
import type { DayRow } from "./rows.ts";

export interface UsageDay {
  /** YYYY-MM-DD, UTC. */
  readonly date: string;
  /** At the end of the day. */
  readonly members: {
    readonly total: number;
    readonly byStatus: {
      readonly INVITED: number;
      readonly ACTIVE: number;
      readonly DISABLED: number;
    };
    readonly byRole: {
      readonly OWNER: number;
      readonly ADMIN: number;
      readonly CREATOR: number;
      readonly USER: number;
    };
  };
  readonly solutions: number;
  readonly assignments: number;
  /** On the day. */
  readonly activeUsers: number;
  readonly invitationsSent: number;
  readonly invitationsAccepted: number;
  readonly tokenUses: number;
  readonly notifications: number;
}

/** Every day from `from` to `to`, both included. A day without events has the levels of the day before. */
export async function readUsage(
  pool: pg.Pool,
  organizationId: string,
  from: string,
  to: string,
): Promise<UsageDay[]> {
  const { rows } = await pool.query<DayRow & { date: string }>({
    name: "usage",
    text: `select to_char(d, 'YYYY-MM-DD') as date, u.*
           from generate_series($2::timestamptz, $3::timestamptz, interval '1 day') d
           left join lateral (
             select * from usage_days
             where organization_id = $1 and day <= to_char(d, 'YYYY-MM-DD') collate "C"
             order by day desc limit 1
           ) u on true
           order by d`,
    values: [organizationId, `${from}T00:00:00Z`, `${to}T00:00:00Z`],
  });
  return rows.map(dayOf);
}

function dayOf(row: DayRow & { readonly date: string }): UsageDay {
  const level = (count: number | null): number => count ?? 0;
  const flow = (count: number | null): number => (row.day === row.date ? (count ?? 0) : 0);
  const byStatus = {
    INVITED: level(row.invited),
    ACTIVE: level(row.active),
    DISABLED: level(row.disabled),
  };
  return {
    date: row.date,
    members: {
      total: byStatus.INVITED + byStatus.ACTIVE + byStatus.DISABLED,
      byStatus,
      byRole: {
        OWNER: level(row.owners),
        ADMIN: level(row.admins),
        CREATOR: level(row.creators),
        USER: level(row.users),
      },
    },
    solutions: level(row.solutions),
    assignments: level(row.assignments),
    activeUsers: flow(row.active_users),
    invitationsSent: flow(row.invitations_sent),
    invitationsAccepted: flow(row.invitations_accepted),
    tokenUses: flow(row.token_uses),
    notifications: flow(row.notifications),
  };
}

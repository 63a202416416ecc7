/**
 * The rows of sessions, and until when each lives. How long a session was idle decides which organizations
 * it opens (docs/decisions/0019-proof.md).
 */
import type pg from "pg";
import { defaultSettings } from "../../domain/organization/settings.ts";
import { addMinutes, secondsBetween } from "../../domain/time.ts";
import type { Caller } from "../kit/context.ts";

/** The idle timeouts of the organizations that the session `s` may open. */
const timeouts = `
  select o.idle_logout_minutes as minutes
  from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'
    and (s.organization_id is null or m.organization_id = s.organization_id)
  union all
  select ${defaultSettings.idleLogoutMinutes} where s.organization_id is null`;

/**
 * A session lives while anything is open to it: an organization, or the account, which has the default
 * timeout. `shortest` says how exactly its uses must be noted.
 */
const idle = `(select coalesce(max(minutes), ${defaultSettings.idleLogoutMinutes})::integer as idle_minutes,
                      coalesce(min(minutes), ${defaultSettings.idleLogoutMinutes})::integer as shortest
               from (${timeouts}) t)`;

/** Selects sessions as `SessionRow`s; append a `where` clause. */
export const selectSessions = `
  select session_id, user_id, organization_id, created_at, last_seen_at, issued_position,
         longest_idle_seconds, scopes, idle_minutes, shortest
  from sessions s cross join lateral ${idle} idle`;

export interface SessionRow {
  readonly session_id: string;
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly issued_position: string | null;
  readonly longest_idle_seconds: number;
  readonly scopes: readonly string[] | null;
  readonly idle_minutes: number;
  readonly shortest: number;
}

export async function sessionBy(
  pool: pg.Pool,
  condition: string,
  value: string,
): Promise<SessionRow | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: `session by ${condition}`,
    text: `${selectSessions} where ${condition}`,
    values: [value],
  });
  return rows[0];
}

export function callerOf(session: SessionRow, now: string): Caller {
  return {
    userId: session.user_id,
    sessionId: session.session_id,
    via: "SESSION",
    organizationId: session.organization_id ?? undefined,
    scopes: session.scopes ?? undefined,
    issuedAt: session.created_at,
    issuedPosition: session.issued_position ?? undefined,
    idleSeconds: idleSecondsOf(session, now),
  };
}

export function idleSecondsOf(session: SessionRow, now: string): number {
  return Math.max(session.longest_idle_seconds, secondsBetween(session.last_seen_at, now));
}

export function endOf({ last_seen_at: seen, idle_minutes: idle }: SessionRow): string {
  return addMinutes(seen, idle);
}

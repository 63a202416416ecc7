/**
 * The rows of sessions, and until when each lives. How long a session was idle decides which organizations
 * it opens (docs/decisions/0019-proof.md). Queries are
 * written by hand and prepared, because every request with a session runs them.
 */
import type pg from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import { defaultSettings } from "../../domain/organization/settings.ts";
import { systemId } from "../../domain/primitives.ts";
import { groupedRead, inOrderOf } from "../../platform/group-reads.ts";
import { addMinutes, secondsBetween } from "../../domain/time.ts";
import { personIsSetAside } from "../../projections/directory/queries/set-aside.ts";
import type { Caller } from "../kit/context.ts";

/** The timeout of a person's own account. */
const accountMinutes = defaultSettings.idleLogoutMinutes;

/** The idle timeouts of what the session `s` may open: organizations, and the account as the nil UUID. */
const timeouts = `
  select o.organization_id, o.idle_logout_minutes as minutes
  from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'
    and (s.organization_id is null or m.organization_id = s.organization_id)
  union all
  select '${systemId}', ${accountMinutes} where s.organization_id is null`;

/** A session lives while anything is open to it. `shortest` says how exactly its uses must be noted. */
export const idle = `(select coalesce(max(minutes), ${accountMinutes})::integer as idle_minutes,
                      coalesce(min(minutes), ${accountMinutes})::integer as shortest
               from (${timeouts}) t)`;

/** Selects sessions as `SessionRow`s; append a `where` clause. */
export const selectSessions = `
  select digest, session_id, user_id, organization_id, created_at, last_seen_at, issued_position,
         scopes, idle_minutes, shortest,
         exists (select from session_closures c where c.session_id = s.session_id
                   and c.organization_id = '${systemId}') as is_account_closed,
         ${personIsSetAside("s.user_id")} as is_set_aside
  from sessions s cross join lateral ${idle} idle`;

export interface SessionRow {
  /** SHA-256 of its secret. */
  readonly digest: string;
  readonly session_id: string;
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly issued_position: string | null;
  readonly scopes: readonly string[] | null;
  readonly idle_minutes: number;
  readonly shortest: number;
  readonly is_account_closed: boolean;
  /** Has the directory set the person aside? */
  readonly is_set_aside: boolean;
}

/** The session by the SHA-256 of its secret. */
export const sessionByDigest = groupedRead(async (pool: pg.Pool, digests: readonly string[]) => {
  const { rows } = await pool.query<SessionRow>({
    name: "sessions by digest",
    text: `${selectSessions} where digest = any(${givenArray(1, "text")})`,
    values: [digests],
  });
  return inOrderOf(digests, rows, ({ digest }) => digest);
});

export async function sessionById(
  pool: pg.Pool,
  sessionId: string,
): Promise<SessionRow | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: "session by id",
    text: `${selectSessions} where session_id = $1`,
    values: [sessionId],
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
    isAccountClosed:
      session.is_account_closed || idleSecondsOf(session, now) >= accountMinutes * 60,
  };
}

export function idleSecondsOf(session: SessionRow, now: string): number {
  return Math.max(0, secondsBetween(session.last_seen_at, now));
}

/** Notes a use of the session. Whatever it was too idle for is closed to it for good. */
export async function noteUse(pool: pg.Pool, sessionId: string, now: string): Promise<void> {
  await pool.query({
    name: "note use of session",
    text: `with s as (
             select session_id, user_id, organization_id, last_seen_at
             from sessions where session_id = $1 for update
           ), noted as (
             update sessions set last_seen_at = greatest(last_seen_at, $2) where session_id = $1
           )
           insert into session_closures (session_id, organization_id)
           select s.session_id, t.organization_id from s cross join lateral (${timeouts}) t
           where t.minutes * 60 <= floor(extract(epoch from $2::timestamptz - s.last_seen_at))
           on conflict do nothing`,
    values: [sessionId, now],
  });
}

export function endOf({ last_seen_at: seen, idle_minutes: idle }: SessionRow): string {
  return addMinutes(seen, idle);
}

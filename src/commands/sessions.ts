/** Sessions: what a person holds after signing in. Operational rows, not events. */
import type { Caller, Services } from "./context.ts";
import { addMinutes } from "../domain/time.ts";
import { Refused } from "./refused.ts";
import { digestOf, newSecret } from "./secrets.ts";

/** A session ends when it was not used for so long. */
export const idleMinutes = 120;
/** A use moves the session's end at most this often, so that reads do not become writes. */
const touchSeconds = 60;

export interface NewSession {
  readonly sessionToken: string;
  readonly expiresAt: string;
}

export async function openSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  userId: string,
  sessionId: string,
): Promise<NewSession> {
  const sessionToken = newSecret("session");
  const now = clock().toISOString();
  await pool.query(
    `insert into sessions (digest, session_id, user_id, created_at, last_seen_at, idle_minutes)
     values ($1, $2, $3, $4, $4, $5)
     on conflict (session_id) do update set digest = excluded.digest`,
    [digestOf(sessionToken), sessionId, userId, now, idleMinutes],
  );
  return { sessionToken, expiresAt: addMinutes(now, idleMinutes) };
}

/** The session of a digest, while it lives; a use keeps it alive. */
export async function findSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  digest: string,
): Promise<Caller | undefined> {
  const { rows } = await pool.query<{
    session_id: string;
    user_id: string;
    last_seen_at: string;
    idle_minutes: number;
  }>({
    name: "session-by-digest",
    text: "select session_id, user_id, last_seen_at, idle_minutes from sessions where digest = $1",
    values: [digest],
  });
  const session = rows[0];
  const now = clock().toISOString();
  if (session === undefined) return undefined;
  const expiresAt = addMinutes(session.last_seen_at, session.idle_minutes);
  if (expiresAt <= now) return undefined;
  const wasTouched = Date.parse(now) - Date.parse(session.last_seen_at) < touchSeconds * 1000;
  if (!wasTouched) {
    await pool.query(
      "update sessions set last_seen_at = greatest(last_seen_at, $2) where digest = $1",
      [digest, now],
    );
  }
  const { session_id: sessionId, user_id: userId } = session;
  return { userId, sessionId, via: "SESSION" };
}

/** Which of the sessions live. To ask is no use of them: it keeps none alive. */
export async function livingSessions(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ session_id: string }>({
    name: "living-sessions",
    text: `select session_id from sessions
           where session_id = any($1::uuid[])
             and last_seen_at + make_interval(mins => idle_minutes) > $2`,
    values: [sessionIds, clock().toISOString()],
  });
  return new Set(rows.map(({ session_id }) => session_id));
}

/** When the caller's own session ends, unless it is used before. */
export async function sessionOf(
  { pool }: Pick<Services, "pool">,
  { sessionId }: Caller,
): Promise<{ readonly expiresAt: string }> {
  const { rows } = await pool.query<{ last_seen_at: string; idle_minutes: number }>(
    "select last_seen_at, idle_minutes from sessions where session_id = $1",
    [sessionId],
  );
  const session = rows[0];
  if (session === undefined) throw new Refused("unauthenticated", "The session has ended.");
  return { expiresAt: addMinutes(session.last_seen_at, session.idle_minutes) };
}

/** Ends the caller's own session. */
export async function closeSession(
  { pool }: Pick<Services, "pool">,
  { sessionId }: Caller,
): Promise<void> {
  await pool.query("delete from sessions where session_id = $1", [sessionId]);
}

/**
 * Opens, checks and ends sessions. A session is an operational row; its stream holds the events of
 * logging in and out.
 */
import { defaultSettings } from "../../domain/organization/settings.ts";
import type { LogInMethod } from "../../domain/session/events.ts";
import { addMinutes } from "../../domain/time.ts";
import type { Actor } from "../../eventstore/codec.ts";
import { change } from "../kit/change.ts";
import {
  type Caller,
  type CommandContext,
  type CommandResult,
  type QueryContext,
  type Services,
  withoutIfMatch,
} from "../kit/context.ts";
import { requireSession } from "../kit/authorize.ts";
import type { Job } from "../kit/job.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { digestOf, newSecret } from "../kit/secrets.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";
import { sessionTarget } from "../kit/stream-targets.ts";

/** A session's last use is stored at most this often, so that not every read causes a write. */
const touchMinutes = 1;

/** Idle sessions ended per round, and rounds per run. */
const batchSize = 200;
const rounds = 50;

export interface NewSession {
  readonly sessionToken: string;
  readonly expiresAt: string;
}

/**
 * Minutes that a session of `s` may be idle: the lowest setting of all the person's organizations,
 * because the session gives access to all of them.
 */
const idleMinutes = `coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), ${defaultSettings.idleLogoutMinutes})`;

/** Selects sessions as `Row`s; append a `where` clause. */
const selected = `select session_id, user_id, organization_id, last_seen_at,
  ${idleMinutes} as idle_minutes from sessions s`;

interface Row {
  readonly session_id: string;
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly last_seen_at: string;
  readonly idle_minutes: number;
}

/**
 * Records the log-in and opens a session. Call it only for a person who has proved their identity.
 * @param only the organization to which the session is narrowed; left out: all of the person's
 */
export async function signInUser(
  context: CommandContext,
  userId: string,
  method: LogInMethod,
  only?: string,
): Promise<CommandResult & NewSession> {
  const sessionId = context.ids.next();
  const { position } = await change(context, sessionTarget(sessionId, userId), {
    command: { type: "LogIn", method },
    actor: { userId, via: "SESSION" },
  });
  return { position, ...(await openSession(context.services, userId, sessionId, only)) };
}

/** Opens a session without recording an event. */
export async function openSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  userId: string,
  sessionId: string,
  only?: string,
): Promise<NewSession> {
  const sessionToken = newSecret("session");
  const now = clock().toISOString();
  const { rows } = await pool.query<{ idle_minutes: number }>(
    `insert into sessions as s
       (digest, session_id, user_id, created_at, last_seen_at, organization_id)
     values ($1, $2, $3, $4, $4, $5)
     on conflict (session_id) do update set digest = excluded.digest
     returning ${idleMinutes} as idle_minutes`,
    [digestOf(sessionToken), sessionId, userId, now, only],
  );
  const idle = rows[0]?.idle_minutes ?? defaultSettings.idleLogoutMinutes;
  return { sessionToken, expiresAt: addMinutes(now, idle) };
}

/** The session with the digest, if it has not ended. Counts as a use, which extends it. */
export async function findSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  digest: string,
): Promise<Caller | undefined> {
  const { rows } = await pool.query<Row>({
    name: "session-by-digest",
    text: `${selected} where digest = $1`,
    values: [digest],
  });
  const session = rows[0];
  const now = clock().toISOString();
  if (session === undefined || endOf(session) <= now) return undefined;
  const { session_id: sessionId, user_id: userId, last_seen_at: seen } = session;
  if (addMinutes(seen, Math.min(touchMinutes, session.idle_minutes / 4)) <= now) {
    await pool.query(
      "update sessions set last_seen_at = greatest(last_seen_at, $2) where digest = $1",
      [digest, now],
    );
  }
  const organizationId = session.organization_id ?? undefined;
  return { userId, sessionId, via: "SESSION", organizationId };
}

/** Which of the sessions have not ended. Checking a session does not count as using it. */
export async function livingSessions(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<Row>({
    name: "living-sessions",
    text: `${selected} where session_id = any($1::uuid[])`,
    values: [sessionIds],
  });
  const now = clock().toISOString();
  return new Set(rows.filter((row) => endOf(row) > now).map((row) => row.session_id));
}

/** When the caller's session ends if it is not used before. */
export async function sessionOf(context: QueryContext): Promise<{ readonly expiresAt: string }> {
  const id = ownSessionId(context);
  const { rows } = await context.services.pool.query<Row>(`${selected} where session_id = $1`, [
    id,
  ]);
  const session = rows[0];
  if (session === undefined)
    throw new RejectedError("unauthenticated", "The session has ended. Sign in again.");
  return { expiresAt: endOf(session) };
}

/** Logs the caller out. */
export async function logOut(context: CommandContext): Promise<CommandResult> {
  const { userId } = context.caller;
  const session = { session_id: ownSessionId(context), user_id: userId };
  return end(withoutIfMatch(context), session, "LOG_OUT", { userId, via: "SESSION" });
}

/** Ends sessions that were idle for too long. @returns how many */
export async function endIdleSessions(services: Services): Promise<number> {
  let ended = 0;
  for (let round = 0; round < rounds; round += 1) {
    const found = await endSomeIdleSessions(services);
    ended += found;
    if (found < batchSize) break;
  }
  return ended;
}

export const idleSessionEnding: Job = {
  name: "ending idle sessions",
  seconds: 60,
  run: endIdleSessions,
};

async function endSomeIdleSessions(services: Services): Promise<number> {
  const { rows } = await services.pool.query<Row>(
    `select * from (${selected}) s
     where last_seen_at + make_interval(mins => idle_minutes) <= $1
     order by last_seen_at limit $2`,
    [services.clock().toISOString(), batchSize],
  );
  for (const session of rows) await end(systemContext(services), session, "IDLE", systemActor);
  return rows.length;
}

/** Appends the event first: if the row is not deleted after it, the session can be ended again. */
async function end(
  context: CommandContext,
  { session_id: sessionId, user_id: userId }: Pick<Row, "session_id" | "user_id">,
  reason: "LOG_OUT" | "IDLE",
  actor: Actor,
): Promise<CommandResult> {
  const { position } = await change(context, sessionTarget(sessionId, userId), {
    command: { type: "LogOut", reason },
    actor,
  });
  await context.services.pool.query("delete from sessions where session_id = $1", [sessionId]);
  return { position };
}

function ownSessionId(context: QueryContext): string {
  requireSession(context);
  const { sessionId } = context.caller;
  if (sessionId !== undefined) return sessionId;
  throw new RejectedError("session-required", "This credential is not a session. Sign in first.");
}

function endOf({ last_seen_at: seen, idle_minutes: idle }: Row): string {
  return addMinutes(seen, idle);
}

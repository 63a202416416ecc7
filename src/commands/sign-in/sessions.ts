/**
 * Opens, checks and ends sessions. A session is an operational row; its stream holds the events of
 * logging in and out. How long a session was idle decides which organizations it opens.
 */
import type pg from "pg";
import { defaultSettings } from "../../domain/organization/settings.ts";
import type { LogInMethod } from "../../domain/session/events.ts";
import { addMinutes, secondsBetween } from "../../domain/time.ts";
import type { Actor } from "../../eventstore/codec.ts";
import type { OwnScope } from "../../projections/directory/queries/open-memberships.ts";
import { change } from "../kit/change.ts";
import {
  type Caller,
  type CommandContext,
  type CommandResult,
  type QueryContext,
  type Services,
  withoutIfMatch,
} from "../kit/context.ts";
import { ownScope, requireSession } from "../kit/authorize.ts";
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
  /** What the session shows of its person. */
  readonly own: OwnScope;
}

/** To what a session is narrowed. */
export interface Narrowing {
  /** The only organization that it opens; left out: all of the person's. */
  readonly only?: string | undefined;
  /** The permissions of an account session; left out: not narrowed. */
  readonly scopes?: readonly string[] | undefined;
}

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

/** Selects sessions as `Row`s; append a `where` clause. */
const selected = `
  select session_id, user_id, organization_id, created_at, last_seen_at, issued_position,
         longest_idle_seconds, scopes, idle_minutes, shortest
  from sessions s cross join lateral ${idle} idle`;

interface Row {
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

/** Records the log-in and opens a session. Call it only for a person who has proved their identity. */
export async function signInUser(
  context: CommandContext,
  userId: string,
  method: LogInMethod,
  narrowing: Narrowing = {},
): Promise<CommandResult & NewSession> {
  const sessionId = context.ids.next();
  const { position } = await change(context, sessionTarget(sessionId, userId), {
    command: { type: "LogIn", method },
    actor: { userId, via: "SESSION" },
  });
  const opened = { ...narrowing, issuedPosition: position };
  return { position, ...(await openSession(context.services, userId, sessionId, opened)) };
}

/**
 * Opens a session without recording an event.
 * @param more.issuedPosition the position of the log-in; left out: the end of the log
 */
export async function openSession(
  { pool, clock, store }: Pick<Services, "pool" | "clock" | "store">,
  userId: string,
  sessionId: string,
  more: Narrowing & { readonly issuedPosition?: bigint } = {},
): Promise<NewSession> {
  const { only, scopes, issuedPosition = await store.lastPosition() } = more;
  const sessionToken = newSecret("session");
  const now = clock().toISOString();
  const digest = digestOf(sessionToken);
  await pool.query(
    `insert into sessions
       (digest, session_id, user_id, created_at, last_seen_at, organization_id, issued_position, scopes)
     values ($1, $2, $3, $4, $4, $5, $6, $7)
     on conflict (session_id) do update set digest = excluded.digest`,
    [digest, sessionId, userId, now, only, issuedPosition, scopes && JSON.stringify(scopes)],
  );
  const session = await rowBy(pool, "digest = $1", digest);
  if (session === undefined) throw new Error("the new session has gone");
  const caller = callerOf(session, now);
  return { sessionToken, expiresAt: endOf(session), own: ownScope({ caller }) };
}

async function rowBy(pool: pg.Pool, condition: string, value: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>({
    name: `session by ${condition}`,
    text: `${selected} where ${condition}`,
    values: [value],
  });
  return rows[0];
}

function callerOf(session: Row, now: string): Caller {
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

function idleSecondsOf(session: Row, now: string): number {
  return Math.max(session.longest_idle_seconds, secondsBetween(session.last_seen_at, now));
}

/** The session with the digest, if it has not ended. Counts as a use, which extends it. */
export async function findSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  digest: string,
): Promise<Caller | undefined> {
  const session = await rowBy(pool, "digest = $1", digest);
  const now = clock().toISOString();
  if (session === undefined || endOf(session) <= now) return undefined;
  if (addMinutes(session.last_seen_at, Math.min(touchMinutes, session.shortest / 4)) <= now) {
    await pool.query(
      `update sessions set last_seen_at = greatest(last_seen_at, $2),
         longest_idle_seconds = greatest(longest_idle_seconds,
           least(floor(extract(epoch from $2::timestamptz - last_seen_at)), 2000000000)::integer)
       where digest = $1`,
      [digest, now],
    );
  }
  return callerOf(session, now);
}

/**
 * The sessions that have not ended, and how long each was idle at most. Checking a session does not count as
 * using it.
 */
export async function livingSessions(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<Row>({
    name: "living-sessions",
    text: `${selected} where session_id = any($1::uuid[])`,
    values: [sessionIds],
  });
  const now = clock().toISOString();
  return new Map(
    rows
      .filter((row) => endOf(row) > now)
      .map((row) => [row.session_id, idleSecondsOf(row, now)] as const),
  );
}

/** When the caller's session ends if it is not used before. */
export async function sessionOf(context: QueryContext): Promise<{ readonly expiresAt: string }> {
  const id = ownSessionId(context);
  const session = await rowBy(context.services.pool, "session_id = $1", id);
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

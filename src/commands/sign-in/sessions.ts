/**
 * Opens, checks and ends sessions. A session is an operational row; its stream holds the events of
 * logging in and out.
 */
import { givenArray } from "../../platform/database/given-array.ts";
import type { LogInMethod } from "../../domain/session/events.ts";
import { addMinutes } from "../../domain/time.ts";
import type { Actor } from "../../eventstore/codec.ts";
import type { EventStore } from "../../eventstore/port.ts";
import type { OwnScope } from "../../projections/engine/open-memberships.ts";
import { change } from "../kit/change.ts";
import {
  type Caller,
  type CommandContext,
  type CommandResult,
  type Services,
} from "../kit/context.ts";
import { ownScope } from "../kit/authorize.ts";
import type { Job } from "../kit/job.ts";
import { setAside } from "../kit/rejected-error.ts";
import { digestOf, newSecret } from "../kit/secrets.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";
import { sessionTarget } from "../kit/stream-targets.ts";
import {
  callerOf,
  endOf,
  idleSecondsOf,
  noteUse,
  selectSessions,
  sessionByDigest,
  sessionById,
  type SessionRow,
} from "./session-rows.ts";

/** A session's last use is stored at most this often, so that not every read causes a write. */
const touchMinutes = 1;

/** Idle sessions ended per round, and rounds per run. */
const batchSize = 200;
const rounds = 50;

export interface NewSession {
  readonly sessionToken: string;
  readonly expiresAt: string;
  /** The permissions of an account session. */
  readonly scopes: readonly string[] | undefined;
  /** What the session shows of its person. */
  readonly own: OwnScope;
}

/** To what a session is narrowed. */
interface Narrowing {
  /** The only organization that it opens; left out: all of the person's. */
  readonly only?: string | undefined;
  /** The permissions of an account session; left out: not narrowed. */
  readonly scopes?: readonly string[] | undefined;
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
  {
    pool,
    clock,
    store,
  }: Pick<Services, "pool" | "clock"> & { readonly store: Pick<EventStore, "lastPosition"> },
  userId: string,
  sessionId: string,
  more: Narrowing & { readonly issuedPosition?: bigint } = {},
): Promise<NewSession> {
  const { only, scopes, issuedPosition = await store.lastPosition() } = more;
  const sessionToken = newSecret("session");
  const now = clock().toISOString();
  await pool.query(
    `insert into sessions
       (digest, session_id, user_id, created_at, last_seen_at, organization_id, issued_position, scopes)
     values ($1, $2, $3, $4, $4, $5, $6, $7)
     on conflict (session_id) do update set digest = excluded.digest`,
    [
      digestOf(sessionToken),
      sessionId,
      userId,
      now,
      only,
      issuedPosition,
      scopes && JSON.stringify(scopes),
    ],
  );
  const session = await sessionById(pool, sessionId);
  if (session === undefined) throw new Error("the new session has gone");
  if (session.is_set_aside) throw setAside("person");
  const caller = callerOf(session, now);
  return { sessionToken, expiresAt: endOf(session), scopes, own: ownScope({ caller }) };
}

/**
 * The session with the digest, if it has not ended. Counts as a use, which extends it, unless it is asked for
 * in the background.
 * @throws RejectedError `set-aside` if the person is
 */
export async function findSession(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  digest: string,
  isBackground = false,
): Promise<Caller | undefined> {
  const session = await sessionByDigest(pool, digest);
  const now = clock().toISOString();
  if (session === undefined || endOf(session) <= now) return undefined;
  if (session.is_set_aside) throw setAside("person");
  const isNoted =
    now < addMinutes(session.last_seen_at, Math.min(touchMinutes, session.shortest / 4));
  if (!isBackground && !isNoted) {
    await noteUse(pool, session.session_id, now);
  }
  return callerOf(session, now);
}

/**
 * The sessions that have not ended, and for how long each was not used. Checking a session does not count as
 * using it.
 */
export async function livingSessions(
  { pool, clock }: Pick<Services, "pool" | "clock">,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<SessionRow>({
    name: "living-sessions",
    text: `${selectSessions} where session_id = any(${givenArray(1, "uuid")})`,
    values: [sessionIds],
  });
  const now = clock().toISOString();
  return new Map(
    rows
      .filter((row) => endOf(row) > now && !row.is_set_aside)
      .map((row) => [row.session_id, idleSecondsOf(row, now)] as const),
  );
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
  const { rows } = await services.pool.query<SessionRow>(
    `select * from (${selectSessions}) s
     where last_seen_at + make_interval(mins => idle_minutes) <= $1
     order by last_seen_at limit $2`,
    [services.clock().toISOString(), batchSize],
  );
  for (const session of rows) await end(systemContext(services), session, "IDLE", systemActor);
  return rows.length;
}

/** Appends the event first: if the row is not deleted after it, the session can be ended again. */
export async function end(
  context: CommandContext,
  { session_id: sessionId, user_id: userId }: Pick<SessionRow, "session_id" | "user_id">,
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

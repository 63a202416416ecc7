/** People see and end their own sessions. */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { narrowing } from "../../domain/rights.ts";
import { type Page, type PageRequest, pageOf } from "../../projections/engine/page.ts";
import { countRows, maxCounted } from "../../projections/engine/read-page.ts";
import { ownScope, requireFullSession, requireSession } from "../kit/authorize.ts";
import {
  type CommandContext,
  type CommandResult,
  type QueryContext,
  withoutIfMatch,
} from "../kit/context.ts";
import { notFound, RejectedError } from "../kit/rejected-error.ts";
import { furthest } from "../kit/wait-until-visible.ts";
import { endOf, type SessionRow, sessionBy, selectSessions } from "./session-rows.ts";
import { end } from "./sessions.ts";

/** When the caller's session ends if it is not used before. */
export async function sessionOf(context: QueryContext): Promise<{ readonly expiresAt: string }> {
  const sessionId = ownSessionId(context);
  const session = await sessionBy(context.services.pool, "session_id = $1", sessionId);
  if (session === undefined)
    throw new RejectedError("unauthenticated", "The session has ended. Sign in again.");
  return { expiresAt: endOf(session) };
}

export const listedSession = z
  .object({
    sessionId: id,
    createdAt: timestamp,
    lastSeenAt: timestamp.describe("Exact to a minute."),
    expiresAt: timestamp,
    ...narrowing,
    isCurrent: z.boolean().describe("Is it the session of this request?"),
  })
  .meta({ id: "ListedSession" });
type ListedSession = z.output<typeof listedSession>;

/** The caller's sessions that open no more than the caller's credential, newest first. */
export async function ownSessions(
  context: QueryContext,
  { after, limit, includeTotal }: PageRequest,
): Promise<Page<ListedSession>> {
  const { services, caller } = context;
  const { userId, only } = ownScope(context);
  const found = `${selectSessions}
    where s.user_id = $1 and ($2::uuid is null or s.organization_id = $2)
      and s.last_seen_at + make_interval(mins => idle_minutes) > $3`;
  const values = [userId, only, services.clock().toISOString()];
  const { rows } = await services.pool.query<SessionRow>({
    name: "own sessions",
    text: `${found} and ($4::timestamptz is null or (s.created_at, s.session_id) < ($4, $5::uuid))
           order by s.created_at desc, s.session_id desc limit $6`,
    values: [...values, after?.[0], after?.[1], limit + 1],
  });
  const page = pageOf(
    rows,
    limit,
    (row) => ({
      sessionId: row.session_id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: endOf(row),
      organizationId: row.organization_id ?? undefined,
      scopes: row.scopes ?? undefined,
      isCurrent: row.session_id === caller.sessionId,
    }),
    (row) => [row.created_at, row.session_id],
  );
  if (includeTotal !== true) return page;
  const counted = `${found} limit ${maxCounted + 1}`;
  return { ...page, ...(await countRows(services.pool, counted, values)) };
}

/** Ends one of the caller's sessions. */
export async function endOwnSession(
  context: CommandContext,
  { sessionId }: { readonly sessionId: string },
): Promise<CommandResult> {
  requireFullSession(context);
  const { userId } = context.caller;
  const session = await sessionBy(context.services.pool, "session_id = $1", sessionId);
  if (session?.user_id !== userId) throw notFound("session");
  return end(withoutIfMatch(context), session, "LOG_OUT", { userId, via: "SESSION" });
}

/** Ends all of the caller's sessions but the one of the request. */
export async function endOtherSessions(context: CommandContext): Promise<CommandResult> {
  requireFullSession(context);
  const { userId } = context.caller;
  const { rows } = await context.services.pool.query<SessionRow>(
    "select session_id, user_id from sessions where user_id = $1 and session_id <> $2",
    [userId, ownSessionId(context)],
  );
  let position = 0n;
  for (const session of rows) {
    const actor = { userId, via: "SESSION" } as const;
    const ended = await end(withoutIfMatch(context), session, "LOG_OUT", actor);
    position = furthest(position, ended.position);
  }
  return { position };
}

/** Logs the caller out. */
export async function logOut(context: CommandContext): Promise<CommandResult> {
  const { userId } = context.caller;
  const session = { session_id: ownSessionId(context), user_id: userId };
  return end(withoutIfMatch(context), session, "LOG_OUT", { userId, via: "SESSION" });
}

function ownSessionId(context: QueryContext): string {
  requireSession(context);
  const { sessionId } = context.caller;
  if (sessionId !== undefined) return sessionId;
  throw new RejectedError("session-required", "This credential is not a session. Sign in first.");
}

/** People see and end their own sessions. */
import { sql } from "kysely";
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { narrowing } from "../../domain/rights.ts";
import { addMinutes } from "../../domain/time.ts";
import type { Page, PageRequest } from "../../projections/engine/page.ts";
import { present, queriesOver, type RowOf, rowsOf } from "../../projections/engine/read-model.ts";
import { readPage } from "../../projections/engine/read-page.ts";
import { ownScope, requireFullSession, requireSession } from "../kit/authorize.ts";
import {
  type CommandContext,
  type CommandResult,
  type QueryContext,
  withoutIfMatch,
} from "../kit/context.ts";
import { openMinutes } from "../../projections/directory/queries/authorization.ts";
import { notFound, RejectedError } from "../kit/rejected-error.ts";
import { furthest } from "../kit/wait-until-visible.ts";
import { endOf, idle, sessionById, type SessionRow } from "./session-rows.ts";
import { end } from "./sessions.ts";

interface SessionEnds {
  readonly expiresAt: string;
  readonly organizationClosesAt: string | undefined;
}

/** When the caller's session ends, and when an organization closes to it, if it is not used before. */
export async function sessionOf(
  context: QueryContext,
  organizationId?: string,
): Promise<SessionEnds> {
  const sessionId = ownSessionId(context);
  const session = await sessionById(context.services.pool, sessionId);
  if (session === undefined)
    throw new RejectedError("unauthenticated", "The session has ended. Sign in again.");
  const minutes =
    organizationId === undefined
      ? undefined
      : await openMinutes(context.services.pool, organizationId, ownScope(context));
  return {
    expiresAt: endOf(session),
    organizationClosesAt:
      minutes === undefined ? undefined : addMinutes(session.last_seen_at, minutes),
  };
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

const sessionQueries = queriesOver<{
  sessions: RowOf<"sessions", { scopes: readonly string[] | null }>;
}>();

/** The caller's sessions that open no more than the caller's credential, newest first. */
export async function ownSessions(
  context: QueryContext,
  page: PageRequest,
): Promise<Page<ListedSession>> {
  const { services, caller } = context;
  const { userId, only } = ownScope(context);
  const found = sessionQueries
    .selectFrom("sessions as s")
    .innerJoinLateral(
      sql<Pick<SessionRow, "idle_minutes">>`${sql.raw(idle)}`.as<"idle">(sql`idle`),
      (join) => join.onTrue(),
    )
    .select(["s.session_id as sessionId", "s.created_at as createdAt", "s.scopes"])
    .select(["s.last_seen_at as lastSeenAt", "s.organization_id as organizationId"])
    .select("idle.idle_minutes as idleMinutes")
    .where("s.user_id", "=", userId)
    .$if(only !== undefined, (all) => all.where("s.organization_id", "=", only ?? null))
    .where(
      sql`s.last_seen_at + make_interval(mins => idle_minutes)`,
      ">",
      services.clock().toISOString(),
    );
  return readPage(services.pool, found, page, {
    by: ["s.created_at", "s.session_id"],
    direction: "desc",
    item({ idleMinutes, ...row }) {
      const expiresAt = addMinutes(row.lastSeenAt, idleMinutes);
      return { ...present(row), expiresAt, isCurrent: row.sessionId === caller.sessionId };
    },
    cursor: (row) => [row.createdAt, row.sessionId],
  });
}

/** Ends one of the caller's sessions. */
export async function endOwnSession(
  context: CommandContext,
  { sessionId }: { readonly sessionId: string },
): Promise<CommandResult> {
  requireFullSession(context);
  const { userId } = context.caller;
  const session = await sessionById(context.services.pool, sessionId);
  if (session?.user_id !== userId) throw notFound("session");
  return end(withoutIfMatch(context), session, "LOG_OUT", { userId, via: "SESSION" });
}

/** Ends all of the caller's sessions but the one of the request. */
export async function endOtherSessions(context: CommandContext): Promise<CommandResult> {
  requireFullSession(context);
  const { userId } = context.caller;
  const others = sessionQueries
    .selectFrom("sessions")
    .select(["session_id", "user_id"])
    .where("user_id", "=", userId)
    .where("session_id", "<>", ownSessionId(context));
  let position = 0n;
  for (const session of await rowsOf(context.services.pool, others)) {
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

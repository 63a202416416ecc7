/** Troubleshooting: apps send log entries; people look at them in three views, each with its right. */
import { maySolution } from "../../domain/rights.ts";
import { addDays, addMinutes } from "../../domain/time.ts";
import { type LogEntry, type LogView } from "../../projections/logs/entries.ts";
import { storeEntries } from "./store-entries.ts";
import { keptDays } from "../../projections/logs/partitions.ts";
import {
  findMembership,
  findSolutionStandings,
} from "../../projections/directory/queries/authorization.ts";
import { activeOrganizations } from "../../projections/directory/queries/organizations.ts";
import { authorize, authorizeSolution, ownScope } from "../kit/authorize.ts";
import type { CommandContext, QueryContext, Services } from "../kit/context.ts";
import { type InputFault, invalidInput, notFound } from "../kit/rejected-error.ts";

/** How far the clock of a device may be ahead. */
const skewMinutes = 5;

/** Days that each window looks back. */
export const windows = { hour: 1 / 24, day: 1, week: 7, month: keptDays } as const;
export type Window = keyof typeof windows;

export type LogFilter = Pick<LogView, "levels" | "category" | "correlationId" | "solutionId">;

/** Stores all entries of an active member, or none. */
export async function sendLogs(
  context: CommandContext,
  {
    organizationId,
    entries,
  }: {
    readonly organizationId: string;
    readonly entries: readonly (Omit<LogEntry, "occurredAt"> & {
      readonly occurredAt?: string | undefined;
    })[];
  },
): Promise<void> {
  const { services, caller, at } = context;
  const { role } = await authorize(context, organizationId);
  const { userId } = caller;
  const ids = [...new Set(entries.flatMap(({ solutionId }) => solutionId ?? []))];
  const standings = await findSolutionStandings(services.pool, organizationId, userId, ids);
  const isTheirs = (solutionId: string): boolean => {
    const found = standings.get(solutionId);
    if (found === undefined) return false;
    return found.solutionRole !== undefined || maySolution("solutions:view", role, undefined);
  };
  const faults = entries.flatMap(({ solutionId, occurredAt = at }, index): InputFault[] => [
    ...(solutionId === undefined || isTheirs(solutionId)
      ? []
      : [{ pointer: `/entries/${index}/solutionId`, detail: "is no solution of yours" }]),
    ...(occurredAt <= addMinutes(at, skewMinutes) && occurredAt >= addDays(at, -keptDays)
      ? []
      : [
          {
            pointer: `/entries/${index}/occurredAt`,
            detail: `must be within the last ${keptDays} days`,
          },
        ]),
  ]);
  if (faults.length > 0) {
    throw invalidInput(faults, "Some entries are invalid; none was stored.");
  }
  // Ids of the same millisecond have no order: in theirs, the batch's last entry is the newest.
  const logIds = entries.map(() => context.ids.next()).sort();
  await storeEntries(
    services.pool,
    { organizationId, userId, receivedAt: at },
    entries.map((entry, index) => ({
      ...entry,
      occurredAt: entry.occurredAt ?? at,
      logId: logIds[index] ?? context.ids.next(),
    })),
  );
}

/** The organization's entries of one correlation id. */
export async function organizationLogs(
  context: QueryContext,
  asked: { readonly organizationId: string; readonly correlationId: string } & Omit<
    LogFilter,
    "solutionId"
  >,
): Promise<LogView> {
  const { organizationId, ...filter } = asked;
  await authorize(context, organizationId, "troubleshooting:organization");
  const since = sinceOf(context.services, "month");
  return { ...filter, organizationIds: [organizationId], since };
}

/** What a member's apps said in the organization: their own, and for who may see the organization's. */
export async function memberLogs(
  context: QueryContext,
  asked: {
    readonly organizationId: string;
    readonly userId: string;
    readonly window: Window;
  } & LogFilter,
): Promise<LogView> {
  const { services, caller } = context;
  const { organizationId, userId, window, ...filter } = asked;
  const isOwn = userId === caller.userId;
  await authorize(context, organizationId, isOwn ? undefined : "troubleshooting:organization");
  const member = await findMembership(services.pool, organizationId, userId);
  if (member === undefined) throw notFound("member");
  return { ...filter, organizationIds: [organizationId], userId, since: sinceOf(services, window) };
}

/** What the solution's users' apps said of it. */
export async function solutionLogs(
  context: QueryContext,
  asked: {
    readonly organizationId: string;
    readonly solutionId: string;
    readonly window: Window;
  } & Omit<LogFilter, "solutionId">,
): Promise<LogView> {
  const { organizationId, solutionId, window, ...filter } = asked;
  await authorizeSolution(context, { organizationId, solutionId }, "troubleshooting:solution");
  const since = sinceOf(context.services, window);
  return { ...filter, organizationIds: [organizationId], solutionId, since };
}

/** The caller's own, of all organizations where they are active. */
export async function ownLogs(
  { services, caller }: QueryContext,
  { window, ...filter }: { readonly window: Window } & LogFilter,
): Promise<LogView> {
  const { userId, only } = ownScope(caller);
  const organizationIds = await activeOrganizations(services.pool, userId, only);
  if (organizationIds.length === 0 && only !== undefined) throw notFound("organization");
  return { ...filter, organizationIds, userId, since: sinceOf(services, window) };
}

function sinceOf({ clock }: Services, window: Window): string {
  return addDays(clock().toISOString(), -windows[window]);
}

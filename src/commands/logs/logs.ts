/** Troubleshooting: apps send log entries; callers read them in views, each with its own permission. */
import { maySolution } from "../../domain/rights.ts";
import { addDays, addMinutes } from "../../domain/time.ts";
import type { LogView, SentLogEntry } from "../../projections/logs/entries.ts";
import { storeEntries } from "./store-entries.ts";
import { keptDays } from "../../projections/logs/partitions.ts";
import {
  isMember,
  findSolutionStandings,
} from "../../projections/directory/queries/authorization.ts";
import { openOrganizations } from "../../projections/directory/queries/organizations.ts";
import { authorize, authorizeSolution, ownScope } from "../kit/authorize.ts";
import { takeBudgets } from "../kit/budget-uses.ts";
import type { CommandContext, QueryContext } from "../kit/context.ts";
import { type InputFault, invalidInput, notFound } from "../kit/rejected-error.ts";

/** The clock of a device may be ahead by this much. */
const skewMinutes = 5;

/** The length of each window, in days. */
export const windows = { hour: 1 / 24, day: 1, week: 7, month: keptDays } as const;

type LogFilter = Pick<LogView, "levels" | "category" | "correlationId" | "solutionId"> & {
  readonly window?: keyof typeof windows;
};

interface InOrganization {
  readonly organizationId: string;
}

/** Stores all entries of an active member, or none if one is invalid. Tokens of apps run solutions. */
export async function sendLogs(
  context: CommandContext,
  { organizationId, entries }: InOrganization & { readonly entries: readonly SentLogEntry[] },
): Promise<void> {
  const { services, caller, at } = context;
  const { role } = await authorize(context, organizationId, "solutions:run");
  const { userId } = caller;
  const ids = [...new Set(entries.flatMap(({ solutionId }) => solutionId ?? []))];
  const standings = await findSolutionStandings(services.pool, organizationId, userId, ids);
  const isOwn = (solutionId: string): boolean => {
    const found = standings.get(solutionId);
    if (found === undefined) return false;
    return found.solutionRole !== undefined || maySolution("solutions:view", role, undefined);
  };
  const faults = entries.flatMap(({ solutionId, occurredAt = at }, index): InputFault[] => [
    ...(solutionId === undefined || isOwn(solutionId)
      ? []
      : [{ pointer: `/entries/${index}/solutionId`, detail: "is not one of your solutions" }]),
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
    throw invalidInput(faults, "Nothing was stored. Correct the invalid entries.");
  }
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);
  const holder = organizationId;
  const [member, period] = [`${organizationId}.${userId}`, "day"] as const;
  await takeBudgets(context, [
    { budget: "logBytesPerMemberAndDay", holder: member, period, amount: bytes },
    { budget: "logBytesPerDay", holder, period, amount: bytes },
    { budget: "logEntriesPerDay", holder, period, amount: entries.length },
  ]);
  // Ids of one millisecond are in no order. Sorted, they keep the batch's order: the last is the newest.
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

/** The organization's entries with one correlation id. */
export async function organizationLogs(
  context: QueryContext,
  { organizationId, ...filter }: InOrganization & LogFilter & { readonly correlationId: string },
): Promise<LogView> {
  await authorize(context, organizationId, "troubleshooting:organization");
  return viewOf(context, [organizationId], filter);
}

/** A member's entries in the organization. Members may read their own. */
export async function memberLogs(
  context: QueryContext,
  { organizationId, ...filter }: InOrganization & LogFilter & { readonly userId: string },
): Promise<LogView> {
  const isOwn = filter.userId === context.caller.userId;
  await authorize(context, organizationId, isOwn ? undefined : "troubleshooting:organization");
  const isKnown = await isMember(context.services.pool, organizationId, filter.userId);
  if (!isKnown) throw notFound("member");
  return viewOf(context, [organizationId], filter);
}

/** The entries about one solution. */
export async function solutionLogs(
  context: QueryContext,
  { organizationId, ...filter }: InOrganization & LogFilter & { readonly solutionId: string },
): Promise<LogView> {
  const solution = { organizationId, solutionId: filter.solutionId };
  await authorizeSolution(context, solution, "troubleshooting:solution");
  return viewOf(context, [organizationId], filter);
}

/** The caller's own entries in all organizations where they are active. */
export async function ownLogs(context: QueryContext, filter: LogFilter): Promise<LogView> {
  const own = ownScope(context);
  const organizationIds = await openOrganizations(context.services.pool, own);
  if (organizationIds.length === 0 && own.only !== undefined) throw notFound("organization");
  return viewOf(context, organizationIds, { ...filter, userId: own.userId });
}

function viewOf(
  { services }: QueryContext,
  organizationIds: readonly string[],
  { window = "month", ...filter }: LogFilter & { readonly userId?: string },
): LogView {
  const since = addDays(services.clock().toISOString(), -windows[window]);
  return { ...filter, organizationIds, since };
}

/** The daily usage figures of an organization, for callers with the permission. */
import { addDays, earlier } from "../../domain/time.ts";
import { usage } from "../../projections/usage/usage.ts";
import { readUsage } from "../../projections/usage/queries.ts";
import type { QueryContext } from "../kit/context.ts";
import { openReadModel } from "../kit/open-read-model.ts";
import { invalidAt } from "../kit/rejected-error.ts";

/** Length of the range: by default, and at most. */
const defaultDays = 30;
const maximumDays = 400;

/** Days are in UTC, both inclusive. The last one is today at the latest: later days have not been. */
export async function usageOf(
  context: QueryContext,
  asked: {
    readonly organizationId: string;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
) {
  const { organizationId } = asked;
  const { pool, clock } = context.services;
  await openReadModel(context, {
    organizationId,
    permission: "usage:view",
    projection: usage,
    detail: "The figures do not contain the latest activity yet. Try again.",
  });
  const today = clock().toISOString().slice(0, 10);
  const to = earlier(asked.to ?? today, today);
  const from = asked.from ?? shifted(to, 1 - defaultDays);
  if (from > today) throw invalidFrom("must not be in the future");
  if (from > to) throw invalidFrom("must not be after to");
  if (shifted(from, maximumDays - 1) < to) {
    throw invalidFrom(`must be fewer than ${maximumDays} days before to`);
  }
  return { from, to, items: await readUsage(pool, organizationId, from, to) };
}

function shifted(day: string, days: number): string {
  return addDays(`${day}T00:00:00.000Z`, days).slice(0, 10);
}

const invalidFrom = (detail: string) =>
  invalidAt("?from", detail, "The query parameter from is invalid.");

/** The daily usage figures of an organization, for callers with the permission. */
import { addDays } from "../../domain/time.ts";
import { usage } from "../../projections/usage/usage.ts";
import { readUsage, type UsageDay } from "../../projections/usage/queries.ts";
import type { QueryContext } from "../kit/context.ts";
import { openReadModel } from "../kit/open-read-model.ts";
import { invalidAt, type RejectedError } from "../kit/rejected-error.ts";

/** Length of the range: by default, and at most. */
const defaultDays = 30;
const maximumDays = 400;

/** Days in UTC, both inclusive. */
interface Range {
  readonly from: string;
  readonly to: string;
}

export async function usageOf(
  context: QueryContext,
  {
    organizationId,
    ...asked
  }: { readonly organizationId: string } & {
    readonly [Name in keyof Range]?: string | undefined;
  },
): Promise<Range & { readonly items: readonly UsageDay[] }> {
  const { services } = context;
  await openReadModel(context, {
    organizationId,
    permission: "usage:view",
    projection: usage,
    detail: "The figures do not contain the latest activity yet. Try again.",
  });
  const { from, to } = rangeOf(asked, services.clock().toISOString());
  return { from, to, items: await readUsage(services.pool, organizationId, from, to) };
}

function rangeOf(
  { from, to }: { readonly [Name in keyof Range]?: string | undefined },
  now: string,
): Range {
  const last = to ?? now.slice(0, 10);
  const first = from ?? shifted(last, 1 - defaultDays);
  if (first > last) throw invalidFrom("must not be after to");
  if (shifted(first, maximumDays - 1) < last) {
    throw invalidFrom(`must be fewer than ${maximumDays} days before to`);
  }
  return { from: first, to: last };
}

function shifted(day: string, days: number): string {
  return addDays(`${day}T00:00:00.000Z`, days).slice(0, 10);
}

function invalidFrom(detail: string): RejectedError {
  return invalidAt("?from", detail, "The query parameter from is invalid.");
}

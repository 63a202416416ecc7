/** What the address bar holds of the usage page: the days that are shown. */

export interface UsageSearch {
  /** YYYY-MM-DD, UTC. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function usageSearch({ from, to }: Record<string, unknown>): UsageSearch {
  return { from: dayOr(from), to: dayOr(to) };
}

function dayOr(value: unknown): string | undefined {
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

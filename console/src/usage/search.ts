/** What the address bar holds of the usage page: the days that are shown. */
import { dayIn } from "../kit/search-values.ts";

export interface UsageSearch {
  /** YYYY-MM-DD, UTC. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function usageSearch({ from, to }: Record<string, unknown>): UsageSearch {
  return { from: dayIn(from), to: dayIn(to) };
}

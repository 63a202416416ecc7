/** What the address bar holds of a user's page. */
import { dayIn } from "../kit/search-values.ts";
import { type LogsSearch, logsSearch } from "../logs/search.ts";

export const memberTabs = ["access", "timeline", "troubleshooting"] as const;

export type MemberTab = (typeof memberTabs)[number];

export interface MemberSearch extends LogsSearch {
  readonly tab?: MemberTab | undefined;
  /** YYYY-MM-DD: the page shows the end of this day (UTC) instead of now. */
  readonly asOf?: string | undefined;
}

export function memberSearch(search: Record<string, unknown>): MemberSearch {
  const { tab, asOf } = search;
  return {
    ...logsSearch(search),
    tab: isMemberTab(tab) ? tab : undefined,
    asOf: dayIn(asOf),
  };
}

function isMemberTab(value: unknown): value is MemberTab {
  return (memberTabs as readonly unknown[]).includes(value);
}

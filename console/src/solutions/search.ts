/** What the address bar holds of the list of solutions, and of one solution's page. */
import { textIn } from "../kit/search-values.ts";
import { type LogsSearch, logsSearch } from "../logs/search.ts";

export interface SolutionsSearch {
  readonly search?: string | undefined;
}

export function solutionsSearch({ search }: Record<string, unknown>): SolutionsSearch {
  return { search: textIn(search, 200) };
}

export const solutionTabs = [
  "details",
  "members",
  "roles",
  "settings",
  "troubleshooting",
  "danger",
] as const;

export type SolutionTab = (typeof solutionTabs)[number];

export interface SolutionSearch extends LogsSearch {
  readonly tab?: SolutionTab | undefined;
  /** Among the members. */
  readonly search?: string | undefined;
}

export function solutionSearch(search: Record<string, unknown>): SolutionSearch {
  const { tab, search: text } = search;
  return {
    ...logsSearch(search),
    tab: isSolutionTab(tab) ? tab : undefined,
    search: textIn(text, 200),
  };
}

function isSolutionTab(value: unknown): value is SolutionTab {
  return (solutionTabs as readonly unknown[]).includes(value);
}

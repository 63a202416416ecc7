/** What the address bar holds of a troubleshooting view. */
import { textIn } from "../kit/search-values.ts";

export const logWindows = ["hour", "day", "week", "month"] as const;
export const logLevels = ["ERROR", "WARNING", "INFO", "DEBUG"] as const;

export type LogWindow = (typeof logWindows)[number];
export type LogLevel = (typeof logLevels)[number];

export interface LogsSearch {
  readonly correlationId?: string | undefined;
  readonly window?: LogWindow | undefined;
  readonly levels?: readonly LogLevel[] | undefined;
  readonly category?: string | undefined;
}

export function logsSearch(search: Record<string, unknown>): LogsSearch {
  const { correlationId, window, levels, category } = search;
  const known = Array.isArray(levels) ? logLevels.filter((level) => levels.includes(level)) : [];
  return {
    correlationId: textIn(correlationId, 200),
    window: logWindows.find((each) => each === window),
    levels: known.length > 0 ? known : undefined,
    category: textIn(category, 100),
  };
}

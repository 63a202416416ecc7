/** What the address bar holds of this page, so that a view can be shared. */
import { idIn, momentIn, textIn } from "../kit/search-values.ts";
import { type EventGroup, eventGroupNames } from "./groups.ts";

export const auditTabs = ["timeline", "as-of", "difference", "export", "verify"] as const;
export const exportFormats = ["bundle", "ndjson", "csv", "cloudevents"] as const;

export type AuditTab = (typeof auditTabs)[number];
export type ExportFormat = (typeof exportFormats)[number];

export interface AuditSearch {
  /** The timeline, if it is left out. */
  readonly tab?: AuditTab | undefined;
  /** The filters of the timeline. */
  readonly groups?: readonly EventGroup[] | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly solutionId?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Moments in UTC: of the timeline, the difference and the export. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The moment of the review; now, if it is left out. */
  readonly at?: string | undefined;
  readonly format?: ExportFormat | undefined;
}

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const { tab, groups, correlationId, format } = search;
  const known = Array.isArray(groups)
    ? eventGroupNames.filter((each) => groups.includes(each))
    : [];
  return {
    tab: auditTabs.find((each) => each === tab),
    groups: known.length > 0 ? known : undefined,
    actorId: idIn(search["actorId"]),
    subjectId: idIn(search["subjectId"]),
    solutionId: idIn(search["solutionId"]),
    correlationId: textIn(correlationId, 200),
    from: momentIn(search["from"]),
    to: momentIn(search["to"]),
    at: momentIn(search["at"]),
    format: exportFormats.find((each) => each === format),
  };
}

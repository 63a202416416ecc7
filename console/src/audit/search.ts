/** What the address bar holds of this page, so that a view can be shared. */
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
    actorId: idOr(search["actorId"]),
    subjectId: idOr(search["subjectId"]),
    solutionId: idOr(search["solutionId"]),
    correlationId: textOr(correlationId, 200),
    from: momentOr(search["from"]),
    to: momentOr(search["to"]),
    at: momentOr(search["at"]),
    format: exportFormats.find((each) => each === format),
  };
}

function idOr(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    ? value
    : undefined;
}

function textOr(value: unknown, most: number): string | undefined {
  // The router reads digits in the address as a number.
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" && text.length <= most ? text : undefined;
}

function momentOr(value: unknown): string | undefined {
  const isMoment =
    typeof value === "string" && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(value);
  return isMoment && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

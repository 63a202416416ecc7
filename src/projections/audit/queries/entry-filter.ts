/** An entry of a log as it is read, and the filter by which entries are chosen. */
import type { AuditRecord } from "../../../audit/record.ts";

export interface AuditEntry {
  readonly record: AuditRecord;
  /** What it changed, field by field (audit/fields.ts), as JSON, because most readers do not parse it. */
  readonly changes: string;
}

/** An entry must match all that are set. Times are RFC 3339; `from` is inclusive, `to` exclusive. */
export interface EntryFilter {
  readonly types?: readonly string[] | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly solutionId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface StoredEntry {
  readonly record: string;
  readonly changes: string;
}

/** Conditions on the table `audit_entries`. */
export function entryConditions(filter: EntryFilter, add: (value: unknown) => string): string[] {
  const { types, actorId, subjectId, solutionId, correlationId, from, to } = filter;
  return [
    ...(types === undefined ? [] : [`type = any(${add(types)})`]),
    ...(actorId === undefined ? [] : [`actor_id = ${add(actorId)}`]),
    ...(subjectId === undefined ? [] : [`subject_id = ${add(subjectId)}`]),
    ...(solutionId === undefined ? [] : [`solution_id = ${add(solutionId)}`]),
    ...(correlationId === undefined ? [] : [`correlation_id = ${add(correlationId)}`]),
    // An entry's effective time is never before its own time, so the index on it narrows the search.
    ...(from === undefined ? [] : [`effective_at >= ${add(from)}`, `occurred_at >= ${add(from)}`]),
    ...(to === undefined ? [] : [`occurred_at < ${add(to)}`]),
  ];
}

export function entryOf({ record, changes }: StoredEntry): AuditEntry {
  return { record: JSON.parse(record) as AuditRecord, changes };
}

export function isFiltered(filter: EntryFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/**
 * A log entry as it is hashed: the stored event with its position in the organization's log, as canonical
 * JSON (RFC 8785). Personal data stays sealed, so the hash stays valid after an erasure.
 */
import { canonicalJson } from "../platform/canonical-json.ts";
import type { Actor, ParsedRecord } from "../eventstore/codec.ts";
import type { StoredData } from "../eventstore/stored-content.ts";

/** An entry is made with its members in the order of canonical JSON, which is then printed faster. */
export interface AuditRecord {
  readonly organizationId: string;
  /** Position in the organization's log: 1, 2, 3, ... */
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly revision: number;
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly subjectId?: string | undefined;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  /** As stored: the event's own fields, the sealed box and its commitment. */
  readonly data: StoredData;
}

/** The stored event as an entry of the organization's log at that position. */
export function recordAt(
  organizationId: string,
  position: number,
  { record, data, metadata }: ParsedRecord,
): AuditRecord {
  const { id: eventId, type, stream, revision } = record;
  const { schemaVersion, occurredAt, actor, subjectId, correlationId, causationId } = metadata;
  return {
    actor,
    causationId,
    correlationId,
    data,
    eventId,
    occurredAt,
    organizationId,
    position,
    revision,
    schemaVersion,
    stream,
    subjectId,
    type,
  };
}

/** The content of the entry's leaf. */
export function canonicalRecord(record: AuditRecord): string {
  return canonicalJson(record);
}

/** The entry in the form that the codec decodes with today's schema. */
export function parsedOf(entry: AuditRecord): ParsedRecord {
  const {
    organizationId,
    position,
    eventId: id,
    type,
    stream,
    revision,
    data,
    ...metadata
  } = entry;
  const record = { id, type, stream, revision, position: BigInt(position) };
  return { record, data, metadata: { ...metadata, organizationId } };
}

/** Adds an event to logs: an entry each, with what it changed there and its leaf in the Merkle tree. */
import { changesBetween, type FieldChange, fieldsOfAccess } from "../../audit/fields.ts";
import { leafHash } from "../../audit/merkle.ts";
import { canonicalRecord, recordAt } from "../../audit/record.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import { later } from "../../domain/time.ts";
import type { ParsedRecord, RecordedEvent } from "../../eventstore/codec.ts";
import { storableJson } from "../engine/insert-rows.ts";
import type { AuditDraft, Log } from "./draft.ts";
import { personOf } from "./logs-of.ts";
import { type StateRow, storedLevels } from "./rows.ts";

export function addEntries(
  draft: AuditDraft,
  logs: readonly Log[],
  parsed: ParsedRecord,
  {
    event,
    before,
    after,
  }: { readonly event: RecordedEvent; readonly before: StateRow; readonly after: StateRow },
): void {
  const changes = changesOf(before, after);
  const whole = storableJson(changes);
  const isPersonal = personOf(event) !== undefined;
  const withoutFormer = isPersonal ? storableJson(withoutFrom(changes)) : whole;
  const recorded = new Set(before.told);
  for (const log of logs) {
    // A log shows the former value only if it recorded that value.
    const isRecorded = !isPersonal || recorded.has(log.organizationId);
    addEntry(draft, log, parsed, { event, changes: isRecorded ? whole : withoutFormer });
  }
}

/** Most events change either fields or roles. */
function changesOf(before: StateRow, after: StateRow): Record<string, FieldChange> {
  if (before.access === after.access) {
    return before.fields === after.fields ? {} : changesBetween(before.fields, after.fields);
  }
  return changesBetween(
    { ...fieldsOfAccess(before.access ?? undefined), ...before.fields },
    { ...fieldsOfAccess(after.access ?? undefined), ...after.fields },
  );
}

function withoutFrom(changes: Readonly<Record<string, FieldChange>>): Record<string, FieldChange> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([name, { to }]) => (to === undefined ? [] : [[name, { to }]])),
  );
}

function addEntry(
  draft: AuditDraft,
  log: Log,
  parsed: ParsedRecord,
  { event, changes }: { readonly event: RecordedEvent; readonly changes: string },
): void {
  const { organizationId, tree } = log;
  const { type, stream, data, metadata } = event;
  const { occurredAt, actor, subjectId, correlationId } = metadata;
  const position = tree.size() + 1;
  log.effectiveAt = later(log.effectiveAt, occurredAt);
  const record = canonicalRecord(recordAt(organizationId, position, parsed));
  const hash = leafHash(record);
  tree.append(hash, ({ level, index }, root) => {
    if (level === 0 || level % storedLevels !== 0) return;
    draft.subtrees.push({ organization_id: organizationId, level, index, hash: root });
  });
  const inData = "solutionId" in data ? data.solutionId : undefined;
  draft.entries.push({
    organization_id: organizationId,
    position,
    type,
    occurred_at: occurredAt,
    effective_at: log.effectiveAt,
    actor_id: actor.userId,
    subject_id: subjectId ?? null,
    solution_id: (categoryOf(stream) === "solution" ? idIn(stream) : inData) ?? null,
    correlation_id: correlationId,
    changes,
    record,
    leaf_hash: hash,
  });
}

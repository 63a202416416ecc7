/** In which organizations' logs an event stands (design.md, "Audit"). */
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf } from "../../domain/streams.ts";
import type { AuditDraft, Log } from "./draft.ts";
import type { StateRow } from "./rows.ts";

/** Streams of what is a person's own. That an address is held by somebody concerns no organization. */
const personal: ReadonlySet<string> = new Set(["user", "session", "token"]);

/** The person whose own the event is. */
export function personOf({ stream, metadata }: RecordedEvent): string | undefined {
  return personal.has(categoryOf(stream)) ? metadata.subjectId : undefined;
}

/**
 * What is a person's own stands in the log of every organization in which they are a member at that
 * point: active or disabled, for an invitation shows nobody to who merely invited them. What names one
 * organization - a token that works in it alone, a default - stands in that one's log, if in any.
 */
export function logsOf(event: RecordedEvent, state: StateRow, draft: AuditDraft): Log[] {
  const person = personOf(event);
  const { organizationId } = event.metadata;
  if (person === undefined)
    return organizationId === undefined ? [] : [logOfOrganization(draft, organizationId)];
  const only = onlyOf(event, state);
  return [...(draft.organizationsOf.get(person) ?? [])]
    .filter((id) => only === undefined || id === only)
    .sort()
    .map((id) => logOfOrganization(draft, id));
}

function onlyOf(event: RecordedEvent, { fields }: StateRow): string | undefined {
  if (event.type === "TokenIssued" || event.type === "DefaultOrganizationChosen") {
    return event.data.organizationId;
  }
  const { organizationId } = fields;
  return typeof organizationId === "string" ? organizationId : undefined;
}

function logOfOrganization(draft: AuditDraft, organizationId: string): Log {
  const log = draft.logs.get(organizationId);
  if (log === undefined) throw new Error("the log was not loaded");
  return log;
}

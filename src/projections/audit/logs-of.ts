/** Which organizations' logs an event enters (docs/domain.md, "Audit"). */
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf } from "../../domain/streams.ts";
import { isPrivate } from "../../domain/user/events.ts";
import type { AuditDraft, Log } from "./draft.ts";
import type { StateRow } from "./rows.ts";

/** A person's own streams. Claims of addresses are left out: they concern no organization. */
const personal: ReadonlySet<string> = new Set(["user", "session", "token"]);

export const isPersonal = (stream: string): boolean => personal.has(categoryOf(stream));

/** The person to whose logs the event belongs, if it is in a person's own stream. */
export function personOf({ stream, type, metadata }: RecordedEvent): string | undefined {
  return isPersonal(stream) && !isPrivate(type) ? metadata.subjectId : undefined;
}

/**
 * A person's own event enters the log of every organization in which they are an active or disabled member
 * at that point; an organization that only invited them does not see it. An event that names one
 * organization, such as a token limited to it, can enter only that organization's log.
 */
export function logsOf(event: RecordedEvent, state: StateRow, draft: AuditDraft): Log[] {
  const person = personOf(event);
  const { organizationId } = event.metadata;
  if (person === undefined)
    return organizationId === undefined ? [] : [logOfOrganization(draft, organizationId)];
  const only = namedOrganization(event, state);
  return [...(draft.organizationsOf.get(person) ?? [])]
    .filter((id) => only === undefined || id === only)
    .sort()
    .map((id) => logOfOrganization(draft, id));
}

/** The only organization that the event concerns; undefined if all of the person's. */
export function namedOrganization(event: RecordedEvent, { fields }: StateRow): string | undefined {
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

/** Folds one event into the draft: the state of its stream, its entries and the roles that it changes. */
import { evolveAccess, isVoid, roleChanges } from "../../audit/access.ts";
import { evolveFields } from "../../audit/fields.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import {
  categoryOf,
  membershipIn,
  organizationStream,
  solutionStream,
} from "../../domain/streams.ts";
import type { ParsedRecord, RecordedEvent } from "../../eventstore/codec.ts";
import { addEntries } from "./add-entries.ts";
import type { AuditDraft } from "./draft.ts";
import { logsOf, personOf } from "./logs-of.ts";
import { noteMembership } from "./memberships.ts";
import { noteRoles } from "./role-history.ts";
import type { StateRow } from "./rows.ts";

export const noState = (stream: string): StateRow => ({
  stream,
  fields: {},
  access: null,
  told: null,
});

export function foldAudit(draft: AuditDraft, event: RecordedEvent, parsed: ParsedRecord): void {
  const { stream, metadata } = event;
  const { states } = draft.unit;
  const before = states.get(stream) ?? noState(stream);
  const logs = logsOf(event, before, draft);
  // A grant names its entry's position. A membership's events are in one log only.
  const own = logs[0];
  const isLate = isTooLate(draft, event);
  const after = isLate
    ? before
    : evolve(before, event, own === undefined ? 0 : own.tree.size() + 1);
  if (after.fields !== before.fields || after.access !== before.access) states.put(after);
  addEntries(draft, logs, parsed, { event, before, after });
  const isOfPerson = personOf(event) !== undefined;
  if ((isOfPerson || event.type === "SolutionDeleted") && after.fields !== before.fields) {
    states.put({ ...after, told: logs.map(({ organizationId }) => organizationId) });
  }
  if (categoryOf(stream) !== "member" || own === undefined) return;
  const { userId, organizationId } = membershipIn(stream);
  const roles = roleChanges(before.access ?? undefined, after.access ?? undefined);
  const at = { position: own.tree.size(), effectiveAt: own.effectiveAt, actor: metadata.actor };
  noteRoles(draft, { organizationId, userId }, roles, at);
  const isMember = after.access !== null && after.access.status !== "INVITED";
  noteMembership(draft, userId, organizationId, isMember);
}

/** The event's own stream, and those whose state decides whether it came too late (`isTooLate`). */
export function streamsOf({ stream, data }: RecordedEvent): string[] {
  if (categoryOf(stream) !== "member") return [stream];
  const organization = organizationStream(membershipIn(stream).organizationId);
  if (!("solutionId" in data) || data.solutionId === undefined) return [stream, organization];
  return [stream, organization, solutionStream(data.solutionId)];
}

/** An event that was still being written when its organization or solution was deleted changes nothing. */
function isTooLate(draft: AuditDraft, event: RecordedEvent): boolean {
  const { stream } = event;
  if (categoryOf(stream) !== "member") return false;
  const { organizationId } = membershipIn(stream);
  const { states } = draft.unit;
  const isEnded = states.get(organizationStream(organizationId))?.fields["deleted"] === true;
  const isDeleted = (solutionId: string): boolean => {
    const { fields, told: logs } = states.get(solutionStream(solutionId)) ?? {};
    return fields?.["deleted"] === true && logs?.includes(organizationId) === true;
  };
  return isEnded || isVoid(event as RecordedEvent<MemberEvent>, isDeleted);
}

export function evolve(before: StateRow, event: RecordedEvent, position: number): StateRow {
  const fields = evolveFields(before.fields, event);
  if (categoryOf(event.stream) !== "member") return { ...before, fields };
  const { occurredAt, actor, subjectId } = event.metadata;
  const at = { position, occurredAt, actor, subjectId };
  const access = evolveAccess(before.access ?? undefined, event as RecordedEvent<MemberEvent>, at);
  return { ...before, fields, access: access ?? null };
}

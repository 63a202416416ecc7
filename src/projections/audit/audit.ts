/**
 * The projection `audit`: for each organization a log, whose entries have a position, a leaf in the Merkle
 * tree and what they changed, and the history of roles (docs/decisions/0012-the-audit-log.md). What ends many roles at once is written by hand:
 * one statement, however many they are.
 */
import type pg from "pg";
import { evolveAccess, isVoid, roleChanges } from "../../audit/access.ts";
import { evolveFields } from "../../audit/fields.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import { parseRecord, type ParsedRecord, type RecordedEvent } from "../../eventstore/codec.ts";
import type { StoredRecord } from "../../eventstore/port.ts";
import {
  categoryOf,
  idIn,
  memberStream,
  membershipIn,
  organizationStream,
  solutionStream,
} from "../../domain/streams.ts";
import { type Endings, runsOf } from "../engine/fold-in-memory.ts";
import type { Projection } from "../engine/projection.ts";
import { organizationInKey } from "../engine/set-aside.ts";
import { slicesOf } from "../engine/slices.ts";
import { addEntries } from "./add-entries.ts";
import { type AuditDraft, flushAudit, loadAudit, readMemberships } from "./draft.ts";
import { addToManyLogs, costsOf } from "./fan-out.ts";
import { isPersonal, logsOf, personOf } from "./logs-of.ts";
import { noteRoles } from "./role-history.ts";
import type { StateRow } from "./rows.ts";

/** @param maxEntries how many entries are in memory at once */
export function auditWithin(maxEntries: number): Projection {
  return {
    name: "audit",
    version: 1,
    tables: ["audit_logs", "audit_entries", "audit_subtrees", "audit_states", "audit_roles"],

    async apply(batch, client, records, setAside = new Set()) {
      const limits = { maxEntries, setAside };
      let done = 0;
      for (const { run, last, ending } of runsOf(batch, endings)) {
        await foldRun(run, records.slice(done, done + run.length), client, limits);
        if (ending !== undefined) await client.query({ ...ending, values: endingValues(last) });
        done += run.length;
      }
    },

    /** A person's event that is held back is missing in every log that it would enter. */
    async setAside(client, key, { stream }) {
      if (organizationInKey(key) !== undefined || !isPersonal(stream)) return undefined;
      const memberships = await readMemberships(client, [idIn(key)]);
      return memberships.map(({ organization_id: id }) => organizationStream(id));
    },
  };
}

export const audit: Projection = auditWithin(2_000);

/** What bounds a fold. */
interface FoldLimits {
  readonly maxEntries: number;
  /** The keys of the logs that stay as they are. */
  readonly setAside: ReadonlySet<string>;
}

async function foldRun(
  events: readonly RecordedEvent[],
  records: readonly StoredRecord[],
  client: pg.ClientBase,
  limits: FoldLimits,
): Promise<void> {
  const { maxEntries, setAside } = limits;
  const costs = await costsOf(client, events, records);
  for (const { start, end, rows } of slicesOf(costs, maxEntries)) {
    const [event, record] = [events[start], records[start]];
    if (event === undefined || record === undefined) throw new Error("an event has no record");
    const isWide = rows > maxEntries && personOf(event) !== undefined;
    if (isWide) await foldWide(event, record, client, limits);
    else await foldSlice(events.slice(start, end), records.slice(start, end), client, setAside);
  }
}

async function foldSlice(
  events: readonly RecordedEvent[],
  records: readonly StoredRecord[],
  client: pg.ClientBase,
  setAside: ReadonlySet<string>,
): Promise<void> {
  const draft = await loadAudit(client, {
    setAside,
    organizationIds: events.flatMap(({ metadata }) => metadata.organizationId ?? []),
    personIds: events.flatMap((event) => personOf(event) ?? []),
    streams: events.flatMap(streamsOf),
  });
  for (const [index, event] of events.entries()) {
    const record = records[index];
    if (record?.id !== event.eventId) throw new Error("the events and records do not match");
    fold(draft, event, parseRecord(record));
  }
  await flushAudit(draft, client);
}

/** An event of a person in very many organizations. */
async function foldWide(
  event: RecordedEvent,
  record: StoredRecord,
  client: pg.ClientBase,
  { maxEntries, setAside }: FoldLimits,
): Promise<void> {
  const streams = streamsOf(event);
  const { unit } = await loadAudit(client, { organizationIds: [], personIds: [], streams });
  const before = unit.states.get(event.stream) ?? noState(event.stream);
  const after = evolve(before, event, 0);
  const wide = { event, record, parsed: parseRecord(record), before, after, setAside };
  await addToManyLogs(client, wide, maxEntries);
}

const noState = (stream: string): StateRow => ({ stream, fields: {}, access: null, told: null });

function fold(draft: AuditDraft, event: RecordedEvent, parsed: ParsedRecord): void {
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
  const known = draft.organizationsOf.get(userId);
  if (after.access === null || after.access.status === "INVITED") known?.delete(organizationId);
  else known?.add(organizationId);
}

/** The event's own stream, and those whose state decides whether it came too late (`isTooLate`). */
function streamsOf({ stream, data }: RecordedEvent): string[] {
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

function evolve(before: StateRow, event: RecordedEvent, position: number): StateRow {
  const fields = evolveFields(before.fields, event);
  if (categoryOf(event.stream) !== "member") return { ...before, fields };
  const { occurredAt, actor, subjectId } = event.metadata;
  const at = { position, occurredAt, actor, subjectId };
  const access = evolveAccess(before.access ?? undefined, event as RecordedEvent<MemberEvent>, at);
  return { ...before, fields, access: access ?? null };
}

/** $1 is the organization, $2 the actor, $3 their role, $4 a member stream's format, $5 the solution. */
const endings: Endings = {
  SolutionDeleted: {
    name: "audit solution ended",
    text: `with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $2::uuid,
               ended_by_role = $3::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.solution_id = $5::uuid and r.valid_to is null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = s.access #- array['solutions', $5::uuid::text]
           from ended
           where s.stream = format($4, ended.organization_id, ended.user_id)`,
  },
  OrganizationDeleted: {
    name: "audit organization ended",
    text: `with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $2::uuid,
               ended_by_role = $3::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.valid_to is null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = null
           from ended
           where s.stream = format($4, ended.organization_id, ended.user_id)`,
  },
};

function endingValues({ type, stream, metadata }: RecordedEvent): unknown[] {
  const { organizationId, actor } = metadata;
  const values = [organizationId, actor.userId, actor.role ?? null, memberStream("%s", "%s")];
  return type === "SolutionDeleted" ? [...values, idIn(stream)] : values;
}

/**
 * A person's event enters the logs of all their organizations. What is held in memory is bounded by the
 * entries that are made, not by the events: a run is folded in slices, and a single event that enters very
 * many logs is folded page by page of logs. Its queries are written by hand, like those of all folds of
 * batches.
 */
import type pg from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import { organizationStream } from "../../domain/streams.ts";
import type { ParsedRecord, RecordedEvent } from "../../eventstore/codec.ts";
import type { StoredRecord } from "../../eventstore/port.ts";
import type { Cost } from "../engine/slices.ts";
import { addEntries } from "./add-entries.ts";
import { type AuditDraft, beginAudit, flushAudit, loadAudit } from "./draft.ts";
import { namedOrganization, personOf } from "./logs-of.ts";
import { heldRoles } from "./memberships.ts";
import type { StateRow } from "./rows.ts";

/** A larger record counts as several entries. */
const bytesPerEntry = 4_096;

/** What each event of a run costs in entries. */
export async function costsOf(
  { organizationsOf, unwritten }: AuditDraft,
  client: pg.ClientBase,
  events: readonly RecordedEvent[],
  records: readonly StoredRecord[],
): Promise<readonly Cost[]> {
  const persons = new Set(events.flatMap((event) => personOf(event) ?? []));
  const others = new Set([...persons].filter((person) => !organizationsOf.has(person)));
  const joined = await countMemberships(client, others);
  for (const person of persons) {
    const known = organizationsOf.get(person)?.size ?? joined.get(person) ?? 0;
    joined.set(person, known + (unwritten.get(person)?.size ?? 0));
  }
  // Memberships that begin in this run are not counted yet.
  for (const { type, metadata } of events) {
    const { subjectId = "" } = metadata;
    if (type !== "InviteAccepted" && type !== "MemberFounded") continue;
    if (persons.has(subjectId)) joined.set(subjectId, (joined.get(subjectId) ?? 0) + 1);
  }
  return events.map((event, index) => {
    const person = personOf(event);
    const logs = person === undefined ? 1 : (joined.get(person) ?? 0);
    return { rows: Math.max(1, logs) * sizeOf(records[index]) };
  });
}

function sizeOf(record: StoredRecord | undefined): number {
  const bytes = (record?.data.length ?? 0) + (record?.metadata.length ?? 0);
  return Math.ceil(bytes / bytesPerEntry) || 1;
}

/**
 * Folds one event of a person into the logs of all their organizations, page by page.
 */
export async function addToManyLogs(
  client: pg.ClientBase,
  { event, parsed, record, before, after, setAside }: WideEvent,
  maxEntries: number,
): Promise<void> {
  const person = personOf(event) ?? "";
  const only = namedOrganization(event, before);
  const told: string[] = [];
  const pageSize = Math.max(1, Math.floor(maxEntries / sizeOf(record)));
  for (let last: string | null = null; ;) {
    const page = await membershipsAfter(client, person, last, pageSize);
    const organizationIds = page.filter(
      (id) => (only === undefined || id === only) && !setAside.has(organizationStream(id)),
    );
    const draft = beginAudit();
    await loadAudit(draft, client, { organizationIds, personIds: [], streams: [] });
    const logs = organizationIds.flatMap((id) => draft.logs.get(id) ?? []);
    addEntries(draft, logs, parsed, { event, before, after });
    await flushAudit(draft, client);
    told.push(...organizationIds);
    last = page.at(-1) ?? null;
    if (page.length < pageSize) break;
  }
  if (after.fields === before.fields) return;
  const draft = beginAudit();
  draft.unit.states.put({ ...after, told });
  await flushAudit(draft, client);
}

interface WideEvent {
  readonly event: RecordedEvent;
  readonly parsed: ParsedRecord;
  readonly record: StoredRecord;
  readonly before: StateRow;
  readonly after: StateRow;
  /** The keys of the logs that stay as they are. */
  readonly setAside: ReadonlySet<string>;
}

async function countMemberships(
  client: pg.ClientBase,
  persons: ReadonlySet<string>,
): Promise<Map<string, number>> {
  if (persons.size === 0) return new Map();
  const { rows } = await client.query<{ user_id: string; count: number }>({
    name: "audit count memberships",
    text: `select user_id, count(*)::integer as count ${heldRoles} and user_id = any(${givenArray(1, "uuid")})
           group by user_id`,
    values: [[...persons]],
  });
  return new Map(rows.map((row) => [row.user_id, row.count]));
}

async function membershipsAfter(
  client: pg.ClientBase,
  person: string,
  last: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ organization_id: string }>({
    name: "audit memberships after",
    text: `select organization_id ${heldRoles} and user_id = $1
             and ($2::uuid is null or organization_id > $2)
           order by organization_id limit $3`,
    values: [person, last, limit],
  });
  return rows.map(({ organization_id: id }) => id);
}

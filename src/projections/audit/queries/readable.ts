/** Entries of the log for people: in the current schema, with personal data opened and changes listed. */
import type pg from "pg";
import { z } from "zod";
import { definitions } from "../../../domain/catalogue.ts";
import { id, timestamp } from "../../../domain/primitives.ts";
import { namesOf, personName } from "../../engine/people-names.ts";
import type { Codec, Disclosed, RecordedEvent } from "../../../eventstore/codec.ts";
import type { EventStore } from "../../../eventstore/port.ts";
import type { AuditEntry } from "./entry-filter.ts";
import { changesBetween, type FieldChange } from "../../../audit/fields.ts";
import { type AuditRecord, parsedOf } from "../../../audit/record.ts";
import { growing } from "../../../platform/growing.ts";

const change = z.object({ from: z.unknown().optional(), to: z.unknown().optional() });

export const auditEvent = z
  .object({
    position: z
      .int()
      .describe("The position in this organization's log: 1, 2, 3, ... without gaps."),
    eventId: id,
    type: z.string(),
    schemaVersion: z.int(),
    stream: z.string(),
    revision: z.int(),
    occurredAt: timestamp,
    actor: z.object({
      userId: id.describe("A user, or the nil UUID for the system."),
      role: z.string().optional().describe("Their organization role at that time."),
      via: growing(["SESSION", "TOKEN", "SYSTEM"]),
      tokenId: id.optional(),
      ...personName.shape,
    }),
    subjectId: id.optional(),
    data: z
      .record(z.string(), z.unknown())
      .describe("The fields that docs/events.md lists for the type; erased personal data is null."),
    changes: z
      .record(z.string(), change)
      .describe("Each changed field, with its value before and after."),
    correlationId: z.string(),
    causationId: id.optional(),
  })
  .meta({ id: "AuditEvent" });
export type ReadableEvent = z.output<typeof auditEvent>;

/** What entries are opened with. */
export interface Opening {
  readonly codec: Codec;
  readonly store: EventStore;
  readonly pool: pg.Pool;
}

/** Like `readable`, with the names of the actors. Of all `others` named by id it returns the names, too. */
export async function readableWithNames(
  opening: Opening,
  entries: readonly AuditEntry[],
  others: (record: AuditRecord) => string | undefined = () => undefined,
) {
  const organizationIds = entries.slice(0, 1).map(({ record }) => record.organizationId);
  const otherIds = entries.flatMap(({ record }) => others(record) ?? []);
  const actorIds = entries.map(({ record }) => record.actor.userId);
  const [events, names] = await Promise.all([
    readable(opening, entries),
    namesOf(opening.pool, organizationIds, [...actorIds, ...otherIds]),
  ]);
  const named = new Set(otherIds);
  return {
    events: events.map((event) => {
      const { actor } = event;
      const name = names.get(actor.userId);
      return name === undefined ? event : { ...event, actor: { ...actor, ...name } };
    }),
    people: Object.fromEntries([...names].filter(([userId]) => named.has(userId))),
  };
}

/** Opens a batch of entries. If a person's profile changed, their stream is read once. */
export async function readable(
  { codec, store }: Pick<Opening, "codec" | "store">,
  entries: readonly AuditEntry[],
): Promise<ReadableEvent[]> {
  const events = await codec.decodeParsed(entries.map(({ record }) => parsedOf(record)));
  const profiles = await readProfiles({ codec, store }, events);
  return entries.map(({ record, changes }, index) => {
    const event = events[index];
    if (event === undefined) throw new Error("an entry was not decoded");
    const { organizationId: _, data: __, ...rest } = record;
    return {
      ...rest,
      subjectId: record.subjectId,
      causationId: record.causationId,
      schemaVersion: definitions.get(event.type)?.definition.version ?? record.schemaVersion,
      data: dataOf(event),
      changes: {
        ...(JSON.parse(changes) as Record<string, FieldChange>),
        ...personalChanges(event, profiles),
      },
    };
  });
}

/** Leaves out digests of secrets: they are of no use to a reader. */
function dataOf(event: RecordedEvent): Record<string, unknown> {
  const { digest: _, ...data } = event.data as Record<string, unknown>;
  if (!("personal" in event) || !isDisclosed(event.type)) return data;
  return { ...data, ...(event.personal ?? erasedFields(event.type)) };
}

const erased = new Map<string, Readonly<Record<string, null>>>();

/** The required personal fields of the event type, all null. */
function erasedFields(type: string): Readonly<Record<string, null>> {
  const known = erased.get(type);
  if (known !== undefined) return known;
  const shape = definitions.get(type)?.definition.personal?.shape ?? {};
  const required = Object.entries(shape).filter(([, field]) => !isOptional(field));
  const fields = Object.fromEntries(required.map(([name]) => [name, null]));
  erased.set(type, fields);
  return fields;
}

const isOptional = (field: unknown): boolean =>
  (field as { safeParse(value: unknown): { success: boolean } }).safeParse(undefined).success;

type Profile = Readonly<Record<string, unknown>>;

/** The profile before each change of it, by event id. */
async function readProfiles(
  { codec, store }: Pick<Opening, "codec" | "store">,
  events: readonly RecordedEvent[],
): Promise<ReadonlyMap<string, Profile>> {
  const streams = new Set(
    events.filter(({ type }) => type === "ProfileChanged").map(({ stream }) => stream),
  );
  const found = new Map<string, Profile>();
  for (const stream of streams) {
    const profile: Record<string, unknown> = {};
    for (const event of await codec.decode(await store.readStream(stream))) {
      found.set(event.eventId, { ...profile });
      if ("personal" in event) Object.assign(profile, event.personal);
    }
  }
  return found;
}

function personalChanges(
  event: RecordedEvent,
  profiles: ReadonlyMap<string, Profile>,
): Record<string, FieldChange> {
  if (!("personal" in event) || event.personal === null || !isDisclosed(event.type)) return {};
  const before = profiles.get(event.eventId) ?? {};
  const named = Object.keys(event.personal).map((name) => [name, before[name]] as const);
  return changesBetween(Object.fromEntries(named), event.personal);
}

const undisclosed: ReadonlySet<string> = new Set(["NotificationRequested"]);

function isDisclosed(type: string): boolean {
  return !undisclosed.has(type);
}

/** The personal data of each entry with its proof, for the event types that the audit discloses. */
export async function disclose(
  codec: Codec,
  records: readonly AuditRecord[],
): Promise<(Disclosed | undefined)[]> {
  const sealed = records.filter(({ type, data }) => data.personal && isDisclosed(type));
  const opened = await codec.disclose(sealed.map(parsedOf));
  const found = new Map(sealed.map((record, index) => [record, opened[index]]));
  return records.map((record) => found.get(record));
}

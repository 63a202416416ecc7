/** Entries of the log for people: in the current schema, with personal data opened and changes listed. */
import { definitions } from "../../../domain/catalogue.ts";
import type {
  Actor,
  Codec,
  RecordedEvent,
  Disclosed,
  ParsedRecord,
} from "../../../eventstore/codec.ts";
import type { EventStore } from "../../../eventstore/port.ts";
import type { AuditEntry } from "./entries.ts";
import { changesBetween, type FieldChange } from "../../../audit/fields.ts";
import { parsedOf } from "../../../audit/record.ts";

export interface ReadableEvent {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly revision: number;
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly subjectId: string | undefined;
  /** The event's fields, and its personal fields, which are null after an erasure. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes: Readonly<Record<string, FieldChange>>;
  readonly correlationId: string;
  readonly causationId: string | undefined;
}

/** Opens a batch of entries. If a person's profile changed, their stream is read once. */
export async function readable(
  { codec, store }: { readonly codec: Codec; readonly store: EventStore },
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
  { codec, store }: { readonly codec: Codec; readonly store: EventStore },
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
  records: readonly ParsedRecord[],
): Promise<(Disclosed | undefined)[]> {
  const disclosed = await codec.disclose(records);
  return records.map(({ record }, index) =>
    isDisclosed(record.type) ? disclosed[index] : undefined,
  );
}

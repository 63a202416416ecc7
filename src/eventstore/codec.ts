/**
 * The event codec, between domain events and stored bytes. On writing it checks events against their
 * schema, seals personal data and stamps the schema version. On reading it reverses this and upcasts.
 */
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { type Catalogue, catalogue, type DomainEvent } from "../domain/catalogue.ts";
import { id, line, timestamp } from "../domain/primitives.ts";
import type { AnyEvent, EventDefinition } from "../domain/event.ts";
import { commitment, commitmentSalt } from "./commitments.ts";
import { UnknownEvent } from "./errors.ts";
import { JsonRecord } from "./limits.ts";
import type { NewRecord, Position, StoredRecord } from "./port.ts";
import { seal } from "./sealing.ts";
import {
  contentOf,
  definitionIn,
  eventContext,
  openPersonal,
  sealingContext,
  type StoredData,
  upcast,
} from "./stored-content.ts";

/** Who caused the event, with their organization role at that time. */
const actor = z.strictObject({
  userId: id,
  role: line(20).optional(),
  via: z.enum(["SESSION", "TOKEN", "SYSTEM"]),
  tokenId: id.optional(),
});
export type Actor = Readonly<z.output<typeof actor>>;

/** What is recorded with every event beside its data, and what the read models hold of it. */
export const metadataSchema = z.strictObject({
  occurredAt: timestamp,
  /** Left out if the event belongs to a person rather than an organization. */
  organizationId: id.optional(),
  /** The user whom the event is about; personal data is sealed under this user's key. */
  subjectId: id.optional(),
  actor,
  correlationId: line(200),
  /** The event that caused this one, if any. */
  causationId: id.optional(),
});
export type Metadata = Readonly<z.output<typeof metadataSchema>>;

/** A domain event as recorded in the log. */
export type RecordedEvent<Event extends AnyEvent = DomainEvent> = Event & {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly schemaVersion: number;
  readonly metadata: Metadata;
};

interface EventToWrite {
  readonly event: AnyEvent;
  readonly eventId: string;
  readonly metadata: Metadata;
}

/** The keys of persons. An erased person never has a key again. */
export interface PersonKeys {
  /** The person's key, created if there is none yet; undefined if the person was erased. */
  forWriting(personId: string): Promise<KeyObject | undefined>;
  /** The keys of those who have one. */
  forReading(personIds: ReadonlySet<string>): Promise<ReadonlyMap<string, KeyObject>>;
}

/** Personal data as recorded, with the salt that proves it against the event's commitment. */
export interface Disclosed {
  readonly personal: Readonly<Record<string, unknown>>;
  readonly salt: Buffer;
}

/**
 * Who reads events: a decider or a projection. Boxes are opened only for one that reads personal data. For
 * all others `personal` throws, so that a reader that forgot to say so fails instead of seeing nobody's data.
 */
export interface EventReader {
  readonly readsPersonal?: boolean;
}
const readsAll: EventReader = { readsPersonal: true };

export type Codec = ReturnType<typeof createCodec>;

interface StoredMetadata extends Metadata {
  readonly schemaVersion: number;
}

/** A stored record with its texts parsed. */
export interface ParsedRecord {
  readonly record: Omit<StoredRecord, "data" | "metadata">;
  readonly data: StoredData;
  readonly metadata: StoredMetadata;
}

export function parseRecord(record: StoredRecord): ParsedRecord {
  const data = JSON.parse(record.data) as StoredData;
  return { record, data, metadata: JSON.parse(record.metadata) as StoredMetadata };
}

/** @param known only tests pass another catalogue, to play a newer program */
export function createCodec(keys: PersonKeys, known: Catalogue = catalogue) {
  return {
    /**
     * A stored event that a read model cannot hold would stop it for everybody, so such an event is refused.
     * @throws if an event or its metadata does not fit its schema or its stream: a mistake in the program
     */
    async encode(stream: string, events: readonly EventToWrite[]): Promise<NewRecord[]> {
      const records: NewRecord[] = [];
      for (const { event, eventId, metadata } of events) {
        const definition = definitionToWrite(event.type, stream);
        const data: StoredData = definition.data.parse(event.data);
        const checked = metadataSchema.parse(metadata);
        const stored: StoredMetadata = { schemaVersion: definition.version, ...checked };
        const written = definition.personal
          ? { ...data, ...(await sealPersonal(stream, eventId, definition, event, metadata)) }
          : data;
        records.push(new JsonRecord(eventId, event.type, written, stored));
      }
      return records;
    },

    /** @throws UnknownEvent; or if a stored event was altered or does not fit its schema */
    decode: async (records: readonly StoredRecord[], reader = readsAll) =>
      decodeParsed(records.map(parseRecord), reader),
    /** Like `decode`, for parsed records. */
    decodeParsed,

    /** The personal data of each record as stored; undefined if it has none that can be read and proven. */
    async disclose(records: readonly ParsedRecord[]): Promise<(Disclosed | undefined)[]> {
      const found = await keysOf(records);
      return records.map(({ record, data, metadata }) => {
        const key = found.get(metadata.subjectId ?? "");
        const personal = openPersonal(record, data.personal, key);
        const isProvable = data.personalDigest !== undefined && key !== undefined;
        if (personal === null || !isProvable) return undefined;
        return { personal, salt: commitmentSalt(key, eventContext(record.stream, record.id)) };
      });
    },
  };

  async function decodeParsed(
    records: readonly ParsedRecord[],
    { readsPersonal = false } = readsAll,
  ): Promise<RecordedEvent[]> {
    if (!readsPersonal) {
      return records.map(({ record, data, metadata }) =>
        closed(decodeOne(known, record, data, metadata, undefined)),
      );
    }
    const found = await keysOf(records);
    return records.map(({ record, data, metadata }) => {
      const key = metadata.subjectId === undefined ? undefined : found.get(metadata.subjectId);
      return decodeOne(known, record, data, metadata, key);
    });
  }

  async function keysOf(records: readonly ParsedRecord[]): Promise<ReadonlyMap<string, KeyObject>> {
    const subjects = new Set<string>();
    for (const { data, metadata } of records) {
      if (typeof data.personal === "string" && metadata.subjectId) subjects.add(metadata.subjectId);
    }
    return subjects.size === 0 ? new Map<string, KeyObject>() : keys.forReading(subjects);
  }

  async function sealPersonal(
    stream: string,
    eventId: string,
    definition: EventDefinition,
    event: AnyEvent,
    { subjectId }: Metadata,
  ): Promise<Pick<StoredData, "personal" | "personalDigest">> {
    if (subjectId === undefined) throw new Error(`${event.type} needs a subjectId for sealing`);
    const key = await keys.forWriting(subjectId);
    if (key === undefined || !event.personal) return { personal: null };
    const personal = definition.personal?.parse(event.personal) ?? {};
    const plain = Buffer.from(JSON.stringify(personal), "utf8");
    return {
      personal: seal(key, sealingContext(stream, eventId), plain),
      personalDigest: commitment(commitmentSalt(key, eventContext(stream, eventId)), personal),
    };
  }

  function definitionToWrite(type: string, stream: string): EventDefinition {
    const entry = known.definitions.get(type);
    if (entry === undefined) throw new Error(`event type ${type} is not in the catalogue`);
    return definitionIn(entry, stream);
  }
}

/** The event for a reader that reads no personal data. */
export function closed(event: RecordedEvent): RecordedEvent {
  if (!("personal" in event)) return event;
  const { type, data, eventId, stream, revision, position, schemaVersion, metadata } = event;
  return {
    type,
    data,
    get personal(): never {
      throw new Error(
        `${type}: its reader does not say that it reads personal data (readsPersonal)`,
      );
    },
    eventId,
    stream,
    revision,
    position,
    schemaVersion,
    metadata,
  } as RecordedEvent;
}

/** Written out field by field, because spreading objects took as long as all the rest. */
function decodeOne(
  { definitions, upcasters }: Catalogue,
  record: ParsedRecord["record"],
  stored: StoredData,
  written: StoredMetadata,
  key: KeyObject | undefined,
): RecordedEvent {
  const { stream, id: eventId, revision, position } = record;
  const { schemaVersion } = written;
  const entry = definitions.get(record.type);
  if (entry === undefined || schemaVersion > entry.definition.version) {
    throw new UnknownEvent(record.type, schemaVersion, position);
  }
  const definition = definitionIn(entry, stream);
  // The catalogue's text, because one text for all events is compared at once.
  const { type } = definition;
  const content = contentOf(record, definition, stored, key);
  // Stored data was checked when it was written; only older versions need conversion.
  const { data, personal } =
    schemaVersion === definition.version
      ? content
      : upcast(definition, schemaVersion, content, upcasters[type] ?? []);
  const metadata: Metadata = {
    occurredAt: written.occurredAt,
    organizationId: written.organizationId,
    subjectId: written.subjectId,
    actor: written.actor,
    correlationId: written.correlationId,
    causationId: written.causationId,
  };
  const event = definition.personal
    ? { type, data, personal, eventId, stream, revision, position, schemaVersion, metadata }
    : { type, data, eventId, stream, revision, position, schemaVersion, metadata };
  return event as RecordedEvent;
}

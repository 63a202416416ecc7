/**
 * Entries of the log as CloudEvents 1.0 (JSON format), one to a line: `data.stored` is what is hashed,
 * `data.personal` what was sealed in it, and `data.salt` what proves the one by the other.
 */
import { z } from "zod";
import { id, timestamp } from "../domain/primitives.ts";
import type { Disclosed } from "../eventstore/codec.ts";
import { originOf } from "./note.ts";
import type { AuditRecord } from "./record.ts";

const typePrefix = "muster.";
const sourcePrefix = originOf("");
const text = z.string().max(1000);

/** Attributes that CloudEvents does not know are extensions: lower case, of simple types. */
const cloudEvent = z.strictObject({
  specversion: z.literal("1.0"),
  id,
  source: text.startsWith(sourcePrefix),
  type: text.startsWith(typePrefix),
  subject: id.optional(),
  time: timestamp,
  datacontenttype: z.literal("application/json"),
  position: z.int().min(1),
  schemaversion: z.int().min(1),
  stream: text,
  revision: z.int().min(0),
  actorid: id,
  actorrole: text.optional(),
  actorvia: z.enum(["SESSION", "TOKEN", "SYSTEM"]),
  actortokenid: id.optional(),
  correlationid: text,
  causationid: id.optional(),
  data: z.strictObject({
    stored: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).optional(),
    salt: z.base64().length(44).optional(),
  }),
});

/** An entry, and what was disclosed of its personal data. */
export interface Shown {
  readonly record: AuditRecord;
  readonly disclosed: Disclosed | undefined;
}

/** One line, without its end. */
export function cloudEventLine({ record, disclosed }: Shown): string {
  const { actor, data: stored } = record;
  return JSON.stringify({
    specversion: "1.0",
    id: record.eventId,
    source: originOf(record.organizationId),
    type: `${typePrefix}${record.type}`,
    subject: record.subjectId,
    time: record.occurredAt,
    datacontenttype: "application/json",
    position: record.position,
    schemaversion: record.schemaVersion,
    stream: record.stream,
    revision: record.revision,
    actorid: actor.userId,
    actorrole: actor.role,
    actorvia: actor.via,
    actortokenid: actor.tokenId,
    correlationid: record.correlationId,
    causationid: record.causationId,
    data: {
      stored,
      personal: disclosed?.personal,
      salt: disclosed?.salt.toString("base64"),
    },
  } satisfies z.input<typeof cloudEvent>);
}

/** What a line says. @throws where it is no such line */
export function parseCloudEventLine(line: string): Shown {
  const event = cloudEvent.parse(JSON.parse(line));
  const { actorid: userId, actorrole: role, actorvia: via, actortokenid: tokenId } = event;
  const { stored, personal, salt } = event.data;
  const record: AuditRecord = {
    organizationId: event.source.slice(sourcePrefix.length),
    position: event.position,
    eventId: event.id,
    type: event.type.slice(typePrefix.length),
    schemaVersion: event.schemaversion,
    stream: event.stream,
    revision: event.revision,
    occurredAt: event.time,
    actor: { userId, role, via, tokenId },
    subjectId: event.subject,
    correlationId: event.correlationid,
    causationId: event.causationid,
    data: stored,
  };
  if ((personal === undefined) !== (salt === undefined)) {
    throw new Error("personal data and what proves it come together");
  }
  if (personal === undefined || salt === undefined) return { record, disclosed: undefined };
  return { record, disclosed: { personal, salt: Buffer.from(salt, "base64") } };
}

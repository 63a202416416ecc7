/**
 * Entries of the log as CloudEvents 1.0 (JSON format), one to a line: `data.stored` is what is hashed,
 * `data.personal` what was sealed in it, and `data.salt` what proves the one by the other.
 */
import type { Actor, Disclosed, StoredData } from "../eventstore/codec.ts";
import { originOf } from "./note.ts";
import type { AuditRecord } from "./record.ts";

const typePrefix = "muster.";
const sourcePrefix = originOf("");

/** A line as it is. Attributes that CloudEvents does not know are extensions: lower case, simple types. */
interface CloudEvent {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string | undefined;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly position: number;
  readonly schemaversion: number;
  readonly stream: string;
  readonly revision: number;
  readonly actorid: string;
  readonly actorrole?: string | undefined;
  readonly actorvia: string;
  readonly actortokenid?: string | undefined;
  readonly correlationid: string;
  readonly causationid?: string | undefined;
  readonly data: {
    readonly stored: StoredData;
    readonly personal?: Readonly<Record<string, unknown>> | undefined;
    readonly salt?: string | undefined;
  };
}

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === "string" && value.length <= 1000;
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const record: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const beginsWith =
  (prefix: string): Check =>
  (value) =>
    text(value) && (value as string).startsWith(prefix);
const is =
  (wanted: string): Check =>
  (value) =>
    value === wanted;
const time: Check = (value) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/**
 * What must be, and what may be; nothing else: what is not hashed would be proven by nothing. A table
 * instead of a schema, because a verifier reads a million such lines.
 */
const required: Readonly<Record<string, Check>> = {
  specversion: is("1.0"),
  id: text,
  source: beginsWith(sourcePrefix),
  type: beginsWith(typePrefix),
  time,
  datacontenttype: is("application/json"),
  position: count,
  schemaversion: count,
  stream: text,
  revision: count,
  actorid: text,
  actorvia: text,
  correlationid: text,
  data: record,
};
const optional: Readonly<Record<string, Check>> = {
  subject: text,
  actorrole: text,
  actortokenid: text,
  causationid: text,
};
const requiredInData: Readonly<Record<string, Check>> = { stored: record };
const optionalInData: Readonly<Record<string, Check>> = {
  personal: record,
  salt: (value) => typeof value === "string" && /^[A-Za-z0-9+/]{43}=$/.test(value),
};

/** An entry, and what was disclosed of its personal data. */
export interface ReadableRecord {
  readonly record: AuditRecord;
  readonly disclosed: Disclosed | undefined;
}

/** One line, without its end. */
export function cloudEventLine({ record, disclosed }: ReadableRecord): string {
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
  } satisfies CloudEvent);
}

/** What a line says. @throws where it is no such line */
export function parseCloudEventLine(line: string): ReadableRecord {
  const event = JSON.parse(line) as CloudEvent;
  // Of two members of one name others might read the other one.
  if (JSON.stringify(event) !== line) throw new Error("the line is written otherwise than JSON is");
  requireMembers("the line", event, required, optional);
  requireMembers("data", event.data, requiredInData, optionalInData);
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
    actor: { userId, role, via: via as Actor["via"], tokenId },
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

/** @throws where a member is missing, is of another kind, or does not belong there */
function requireMembers(
  where: string,
  value: unknown,
  needed: Readonly<Record<string, Check>>,
  allowed: Readonly<Record<string, Check>>,
): void {
  if (!record(value)) throw new Error(`${where} is no object`);
  const members = value as Readonly<Record<string, unknown>>;
  let found = 0;
  for (const name of Object.keys(members)) {
    const check = Object.hasOwn(needed, name) ? needed[name] : undefined;
    if (check !== undefined) found += 1;
    const isRight = check ?? (Object.hasOwn(allowed, name) ? allowed[name] : undefined);
    if (isRight === undefined) throw new Error(`${where} has an unknown member ${name}`);
    if (!isRight(members[name])) throw new Error(`${where} has a wrong ${name}`);
  }
  if (found < Object.keys(needed).length) throw new Error(`${where} lacks a member`);
}

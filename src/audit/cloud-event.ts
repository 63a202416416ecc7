/**
 * Log entries as CloudEvents 1.0 (JSON format), one per line. `data.stored` is hashed; `data.personal`
 * is the unsealed personal data, which `data.salt` proves against the commitment in `data.stored`.
 */
import type { Actor, Disclosed } from "../eventstore/codec.ts";
import type { StoredData } from "../eventstore/stored-content.ts";
import { originOf } from "./note.ts";
import type { AuditRecord } from "./record.ts";

const typePrefix = "muster.";
const sourcePrefix = originOf("");

/** One line. CloudEvents demands lower-case names and simple types for extension attributes. */
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
 * Required and optional members. Others are refused, because no hash would prove them. A table instead
 * of a schema, because a verifier reads a million such lines.
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

/** An entry with its disclosed personal data. */
export interface ReadableRecord {
  readonly record: AuditRecord;
  readonly disclosed: Disclosed | undefined;
}

/** One line, without the line feed. */
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

/** Parses one line. @throws if it is not in this format */
export function parseCloudEventLine(line: string): ReadableRecord {
  const event = JSON.parse(line) as CloudEvent;
  // Refuses duplicate members, of which another reader might take the other one.
  if (JSON.stringify(event) !== line) throw new Error("the line is not in JSON.stringify's form");
  requireMembers("the line", event, required, optional);
  requireMembers("data", event.data, requiredInData, optionalInData);
  const { actorid: userId, actorrole: role, actorvia: via, actortokenid: tokenId } = event;
  const { stored, personal, salt } = event.data;
  const record: AuditRecord = {
    actor: { role, tokenId, userId, via: via as Actor["via"] },
    causationId: event.causationid,
    correlationId: event.correlationid,
    data: stored,
    eventId: event.id,
    occurredAt: event.time,
    organizationId: event.source.slice(sourcePrefix.length),
    position: event.position,
    revision: event.revision,
    schemaVersion: event.schemaversion,
    stream: event.stream,
    subjectId: event.subject,
    type: event.type.slice(typePrefix.length),
  };
  if ((personal === undefined) !== (salt === undefined)) {
    throw new Error("personal and salt must come together");
  }
  if (personal === undefined || salt === undefined) return { record, disclosed: undefined };
  return { record, disclosed: { personal, salt: Buffer.from(salt, "base64") } };
}

/** @throws if a member is missing, invalid or unknown */
function requireMembers(
  where: string,
  value: unknown,
  needed: Readonly<Record<string, Check>>,
  allowed: Readonly<Record<string, Check>>,
): void {
  if (!record(value)) throw new Error(`${where} is not an object`);
  const members = value as Readonly<Record<string, unknown>>;
  let found = 0;
  for (const name of Object.keys(members)) {
    const check = Object.hasOwn(needed, name) ? needed[name] : undefined;
    if (check !== undefined) found += 1;
    const isValid = check ?? (Object.hasOwn(allowed, name) ? allowed[name] : undefined);
    if (isValid === undefined) throw new Error(`${where} has an unknown member ${name}`);
    if (!isValid(members[name])) throw new Error(`${where} has an invalid ${name}`);
  }
  if (found < Object.keys(needed).length) throw new Error(`${where} is missing a member`);
}

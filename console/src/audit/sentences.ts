/** What an entry of the log says, in a sentence. */
import type { Schemas } from "@muster/client";
import { nameOfValue } from "../kit/name-of-value.ts";
import type { Catalogue } from "../text/catalogue.ts";
import { type Facts, unknownSentence } from "../text/en/audit-sentences.ts";

export type AuditEvent = Schemas["AuditEvent"];
type PersonName = Schemas["PersonName"];

/** What the ids of an event are called, and how its times are written. */
export interface Naming {
  readonly people: Readonly<Record<string, PersonName>>;
  readonly personName: (userId: string, person: PersonName | undefined) => string;
  readonly solutionName: (solutionId: string) => string;
  readonly languageName: (code: string) => string;
  readonly dateTime: (time: string) => string;
  readonly text: Catalogue;
}

export function sentenceOf(event: AuditEvent, naming: Naming): string {
  const { sentences } = naming.text.audit;
  const facts = factsOf(event, naming);
  return Object.hasOwn(sentences, event.type)
    ? sentences[event.type as keyof typeof sentences](facts)
    : unknownSentence(facts.who, event.type);
}

function factsOf(event: AuditEvent, naming: Naming): Facts {
  const { people, personName, solutionName, languageName, dateTime, text } = naming;
  const { actor, data, stream, type } = event;
  const language = textOf(data["language"]);
  const subjectId = event.subjectId ?? textOf(data["userId"]) ?? actor.userId;
  const unknown = text.common.unknown;
  const solutionId = textOf(data["solutionId"]) ?? solutionOf(stream);
  const roles = solutionId ? text.common.solutionRole : text.common.organizationRole;
  const role = data["to"] ?? data["role"];
  const former = data["from"] ?? data["role"];
  const time = [data["expiresAt"], data["leaseExpiresAt"], data["startAt"]].map(textOf);
  const at = type === "TokenLeaseExtended" ? time[1] : (time[0] ?? time[2]);
  return {
    who: personName(actor.userId, actor),
    whom: personName(subjectId, people[subjectId] ?? actorIf(event, subjectId)),
    isSelf: subjectId === actor.userId,
    solution: solutionId === undefined ? unknown : solutionName(solutionId),
    role: role === undefined ? unknown : nameOfValue(role, roles),
    formerRole: former === undefined ? unknown : nameOfValue(former, roles),
    changes: changesOf(event, text).map(inWords).join(", ") || unknown,
    name: textOf(data["title"]) ?? textOf(data["name"]) ?? unknown,
    language: language === undefined ? unknown : languageName(language),
    time: at === undefined ? unknown : dateTime(at),
    reason: textOf(data["reason"]) ?? unknown,
    kind: textOf(data["kind"] ?? data["format"] ?? data["method"]) ?? unknown,
    count: countOf(data["userIds"] ?? data["pushed"] ?? data["recipients"]),
  };
}

export interface ChangeInWords {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The changed fields by the names that the pages use. */
export function changesOf({ changes }: AuditEvent, { audit, common }: Catalogue): ChangeInWords[] {
  const names: Readonly<Record<string, string>> = audit.fields;
  const shown = (value: unknown): string =>
    value === undefined || value === null || value === ""
      ? common.none
      : (textOf(value) ?? JSON.stringify(value));
  return Object.entries(changes).map(([field, { from, to }]) => ({
    field: names[field] ?? field,
    before: shown(from),
    after: shown(to),
  }));
}

function inWords({ field, before, after }: ChangeInWords): string {
  return `${field}: ${before} → ${after}`;
}

/** The names of the actor stand with the actor alone. */
function actorIf({ actor }: AuditEvent, userId: string): PersonName | undefined {
  return actor.userId === userId ? actor : undefined;
}

function solutionOf(stream: string): string | undefined {
  return stream.startsWith("solution-") ? stream.slice("solution-".length) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "number" ? value : 0;
}

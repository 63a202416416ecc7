/** The content of an event as it is stored: its own fields, the sealed box, and the versions of its schema. */
import type { KeyObject } from "node:crypto";
import type { CatalogueEntry } from "../domain/catalogue.ts";
import type { EventDefinition } from "../domain/event.ts";
import { categoryOf } from "../domain/streams.ts";
import type { EventContent, Upcaster } from "../domain/upcasters.ts";
import type { StoredRecord } from "./port.ts";
import { unseal } from "./sealing.ts";

/** `data` as stored: the event's own fields, the sealed box of personal data and its commitment. */
export interface StoredData extends Record<string, unknown> {
  readonly personal?: string | null;
  readonly personalDigest?: string;
}

/** The event to which the content belongs. */
type Named = Pick<StoredRecord, "stream" | "id">;

/** Names an event to the keys of its person. */
export function eventContext(stream: string, eventId: string): string {
  return `${stream}\n${eventId}`;
}

/** Binds a box to its event and field, so that it opens nowhere else. */
export function sealingContext(stream: string, eventId: string): string {
  return `${eventContext(stream, eventId)}\npersonal`;
}

export function contentOf(
  event: Named,
  definition: EventDefinition,
  stored: StoredData,
  key: KeyObject | undefined,
): EventContent {
  if (definition.personal === undefined) return { data: stored, personal: undefined };
  const { personal: box, personalDigest: _, ...data } = stored;
  return { data, personal: openPersonal(event, box, key) };
}

/** Null if there is none or nobody can open it any more. */
export function openPersonal(
  { stream, id }: Named,
  box: string | null | undefined,
  key: KeyObject | undefined,
): Record<string, unknown> | null {
  if (typeof box !== "string" || key === undefined) return null;
  return JSON.parse(unseal(key, sealingContext(stream, id), box).toString("utf8"));
}

/** Converts data of an older schema version to the current one, version by version. */
export function upcast(
  { type, version: current, data, personal }: EventDefinition,
  from: number,
  stored: EventContent,
  steps: readonly Upcaster[],
): EventContent {
  let content = stored;
  for (let version = from; version < current; version += 1) {
    const step = steps[version - 1];
    if (step === undefined) throw new Error(`${type}: no upcaster from schema version ${version}`);
    content = step(content);
  }
  return {
    data: data.parse(content.data),
    personal: content.personal && personal?.parse(content.personal),
  };
}

/** @throws if the event belongs to another category of streams */
export function definitionIn(
  { definition, category }: CatalogueEntry,
  stream: string,
): EventDefinition {
  if (categoryOf(stream) !== category) {
    throw new Error(`event type ${definition.type} does not belong in the stream ${stream}`);
  }
  return definition;
}

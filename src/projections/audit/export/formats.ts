/** The line formats of exports: NDJSON, CloudEvents and CSV. */
import { type Cell, csvLines, jsonCell } from "../../../platform/csv.ts";
import type { AuditEntry } from "../queries/entry-filter.ts";
import { cloudEventLine } from "../../../audit/cloud-event.ts";
import {
  disclose,
  type Opening,
  readable,
  type ReadableEvent,
  readableWithNames,
} from "../queries/readable.ts";

interface LineFormat {
  readonly contentType: string;
  readonly extension: string;
  /** Text before the first entry. */
  readonly header: string;
  /** One or more lines of text for each entry. */
  readonly lines: (opening: Opening, entries: readonly AuditEntry[]) => Promise<readonly string[]>;
}

const csvColumns: readonly (readonly [string, (event: ReadableEvent) => Cell])[] = [
  ["position", (event) => event.position],
  ["eventId", (event) => event.eventId],
  ["type", (event) => event.type],
  ["schemaVersion", (event) => event.schemaVersion],
  ["stream", (event) => event.stream],
  ["revision", (event) => event.revision],
  ["occurredAt", (event) => event.occurredAt],
  ["actorId", (event) => event.actor.userId],
  ["actorRole", (event) => event.actor.role],
  ["actorVia", (event) => event.actor.via],
  ["actorTokenId", (event) => event.actor.tokenId],
  ["subjectId", (event) => event.subjectId],
  ["correlationId", (event) => event.correlationId],
  ["causationId", (event) => event.causationId],
  ["data", (event) => jsonCell(event.data)],
  ["changes", (event) => jsonCell(event.changes)],
];

export const lineFormats = {
  ndjson: {
    contentType: "application/x-ndjson",
    extension: "ndjson",
    header: "",
    lines: async (opening, entries) =>
      (await readableWithNames(opening, entries)).events.map(jsonLine),
  },
  cloudevents: {
    contentType: "application/x-ndjson",
    extension: "cloudevents.ndjson",
    header: "",
    async lines({ codec }, entries) {
      const disclosed = await disclose(
        codec,
        entries.map(({ record }) => record),
      );
      return entries.map(
        ({ record }, index) => `${cloudEventLine({ record, disclosed: disclosed[index] })}\n`,
      );
    },
  },
  csv: {
    contentType: "text/csv; charset=utf-8",
    extension: "csv",
    header: csvLines([csvColumns.map(([name]) => name)]),
    async lines(opening, entries) {
      const events = await readable(opening, entries);
      return events.map((event) => csvLines([csvColumns.map(([, read]) => read(event))]));
    },
  },
} satisfies Record<string, LineFormat>;

export type LineFormatName = keyof typeof lineFormats;

const jsonLine = (event: ReadableEvent): string => `${JSON.stringify(event)}\n`;

/** Events of `export-{exportId}`: an organization's log was exported, or read within one hour. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { count, timestamp } from "../primitives.ts";

export const exportFormat = z.enum(["ndjson", "csv", "cloudevents", "bundle"]);
export type ExportFormat = z.output<typeof exportFormat>;

/** The ways to read the log that are no export. */
const readingKind = z.enum(["EVENTS", "ROLE_HISTORY", "ACCESS_REVIEW"]);
export type ReadingKind = z.output<typeof readingKind>;

export const exportEvents = defineEvents({
  EventLogExported: {
    summary: "An organization's event log was exported; root and size say which log it was.",
    data: z.strictObject({
      format: exportFormat,
      /** A bundle's filter. Other entries of today stand for an hour and have none. */
      from: timestamp.optional(),
      to: timestamp.optional(),
      after: count.optional(),
      /**
       * Number of entries and their Merkle root (base64): of a bundle those that it holds, otherwise those of
       * the log when the entry was recorded.
       */
      size: count,
      root: z.base64().length(44),
    }),
  },
  EventLogRead: {
    summary:
      "A person read an organization's log, a role history or an access review; recorded once per reader, kind and hour.",
    data: z.strictObject({ kind: readingKind }),
  },
});

export type ExportEvent = EventIn<typeof exportEvents>;

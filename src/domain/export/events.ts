/** Events of `export-{exportId}`: an organization's log was exported. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { count, timestamp } from "../primitives.ts";

export const exportFormat = z.enum(["ndjson", "csv", "cloudevents", "bundle"]);
export type ExportFormat = z.output<typeof exportFormat>;

export const EventLogExported = defineEvent("EventLogExported", {
  version: 1,
  summary: "An organization's event log was exported; root and size say which log it was.",
  data: z.strictObject({
    format: exportFormat,
    /** The filter, as requested. */
    from: timestamp.optional(),
    to: timestamp.optional(),
    after: count.optional(),
    /** Number of entries up to the end of the export, and their Merkle root (base64). */
    size: count,
    root: z.base64().length(44),
  }),
});

export type ExportEvent = EventOf<typeof EventLogExported>;

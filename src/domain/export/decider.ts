/** Records an export or a reading once, before its first byte is sent. */
import type { Decider } from "../decider.ts";
import type { EventOf } from "../event.ts";
import type { exportEvents, ExportEvent, ReadingKind } from "./events.ts";

type Export = EventOf<(typeof exportEvents)["EventLogExported"]>["data"];

interface ExportState {
  readonly isRecorded: boolean;
}

export type ExportCommand =
  | { readonly type: "RecordExport"; readonly export: Export }
  | { readonly type: "RecordReading"; readonly kind: ReadingKind };

export const exportDecider: Decider<ExportState, ExportCommand, ExportEvent> = {
  initial: { isRecorded: false },

  evolve() {
    return { isRecorded: true };
  },

  decide(command, { isRecorded }) {
    if (isRecorded) return [];
    return command.type === "RecordExport"
      ? [{ type: "EventLogExported", data: command.export }]
      : [{ type: "EventLogRead", data: { kind: command.kind } }];
  },
};

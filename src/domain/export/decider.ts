/** Records an export once, before its first byte is sent. */
import type { EventOf } from "../event.ts";
import type { Decider } from "../decider.ts";
import type { EventLogExported, ExportEvent } from "./events.ts";

type Export = EventOf<typeof EventLogExported>["data"];

export interface ExportState {
  readonly isRecorded: boolean;
}

export interface ExportCommand {
  readonly type: "RecordExport";
  readonly export: Export;
}

export const exportDecider: Decider<ExportState, ExportCommand, ExportEvent> = {
  initial: { isRecorded: false },

  evolve() {
    return { isRecorded: true };
  },

  decide(command, { isRecorded }) {
    return isRecorded ? [] : [{ type: "EventLogExported", data: command.export }];
  },
};

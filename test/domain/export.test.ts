/** An export and a reading of a log are recorded once. */
import { describe, test } from "vitest";
import { exportDecider } from "../../src/domain/export/decider.ts";
import type { ExportEvent } from "../../src/domain/export/events.ts";
import { given } from "./given.ts";

const data = { format: "bundle", size: 3, root: "A".repeat(44) } as const;
const exported: ExportEvent = { type: "EventLogExported", data };
const read: ExportEvent = { type: "EventLogRead", data: { kind: "ROLE_HISTORY" } };
const commands = [
  ["an export", { type: "RecordExport", export: data }, exported],
  ["a reading", { type: "RecordReading", kind: "ROLE_HISTORY" }, read],
] as const;

describe.each(commands)("%s", (_, command, event) => {
  test("is recorded", () => given(exportDecider, []).when(command).then(event));
  test("is not recorded again", () => given(exportDecider, [event]).when(command).then());
});

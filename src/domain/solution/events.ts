/** Events of `solution-{solutionId}`: registration, details, deletion. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { settingsChange } from "../free-settings.ts";
import { id, line, text } from "../primitives.ts";

export const SolutionRegistered = defineEvent("SolutionRegistered", {
  version: 1,
  summary: "A solution was registered in an organization; the registering user becomes its owner.",
  data: z.strictObject({
    organizationId: id,
    ownerId: id,
    name: line(100),
    title: line(200),
    description: text(2000).optional(),
    category: line(100).optional(),
  }),
});

export const solutionDetails = z.strictObject({
  name: line(100).optional(),
  title: line(200).optional(),
  description: text(2000).nullable().optional(),
  category: line(100).nullable().optional(),
});

export const SolutionDetailsChanged = defineEvent("SolutionDetailsChanged", {
  version: 1,
  summary: "A solution's details changed; only the changed fields are in it.",
  data: solutionDetails,
});

export const SolutionSettingsChanged = defineEvent("SolutionSettingsChanged", {
  version: 1,
  summary:
    "Settings that front ends keep for a solution changed; only the changed fields are in it.",
  data: z.strictObject({ custom: settingsChange }),
});

export const SolutionDeleted = defineEvent("SolutionDeleted", {
  version: 1,
  summary: "A solution was deleted, and with it every assignment to it.",
  data: z.strictObject({ organizationId: id }),
});

export type SolutionEvent =
  | EventOf<typeof SolutionRegistered>
  | EventOf<typeof SolutionDetailsChanged>
  | EventOf<typeof SolutionSettingsChanged>
  | EventOf<typeof SolutionDeleted>;

/** Events of `solution-{solutionId}`: registration, details, deletion. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { settingsChange } from "../free-settings.ts";
import { id, line, text } from "../primitives.ts";

export const solutionDetails = z.strictObject({
  name: line(100).optional(),
  title: line(200).optional(),
  description: text(2000).nullable().optional(),
  category: line(100).nullable().optional(),
});

export const solutionEvents = defineEvents({
  SolutionRegistered: {
    summary:
      "A solution was registered in an organization; the registering user becomes its owner.",
    data: z.strictObject({
      organizationId: id,
      ownerId: id,
      name: line(100),
      title: line(200),
      description: text(2000).optional(),
      category: line(100).optional(),
    }),
  },
  SolutionDetailsChanged: {
    summary: "A solution's details changed; only the changed fields are in it.",
    data: solutionDetails,
  },
  SolutionSettingsChanged: {
    summary:
      "Settings that front ends keep for a solution changed; only the changed fields are in it.",
    data: z.strictObject({ custom: settingsChange }),
  },
  SolutionDeleted: {
    summary: "A solution was deleted, and with it every assignment to it.",
    data: z.strictObject({ organizationId: id }),
  },
});

export type SolutionEvent = EventIn<typeof solutionEvents>;

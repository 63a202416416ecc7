/** What many answers share. */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";

/** Who made a resource and who changed it last. */
export const stamps = {
  createdAt: timestamp,
  createdBy: id.describe("A user; the nil UUID is the system."),
  updatedAt: timestamp,
  updatedBy: id,
};

/** RFC 9457. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().describe("Stable, for programs."),
    correlationId: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .describe("A JSON pointer into the body, or `?name` for a query parameter."),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });

/** Nothing. */
export const nothing = z.null().describe("Done; there is nothing to say.");

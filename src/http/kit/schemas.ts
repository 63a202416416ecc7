/** Schemas that several features share. */
import { z } from "zod";
import { timestamp } from "../../domain/primitives.ts";
import { problemTable } from "./problem-table.ts";
import { narrowing } from "../../domain/rights.ts";
import { user } from "../../projections/directory/queries/users.ts";

/** Lists the known values without closing the list: a program must expect others. */
const problemCode = z.string().meta({
  id: "ProblemCode",
  description: "Stable. New codes may be added. docs/problems.md says what to do for each.",
  "x-extensible-enum": Object.keys(problemTable),
});

/** RFC 9457. */
export const problem = z
  .object({
    type: z.string().describe("The address of a page on the code. Programs compare the code."),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: problemCode,
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

/** The body of a 204. */
export const nothing = z.null().describe("Done.");

export const access = z
  .enum(["management", "account"])
  .describe("What it opens: management, or the person's own account alone.");

export const openedSession = z
  .object({
    sessionToken: z.string().optional().describe("Shown once. A replayed answer omits it."),
    expiresAt: timestamp.describe("When it ends if it is not used before."),
    access: access.optional(),
    ...narrowing,
    user,
  })
  .meta({ id: "OpenedSession" });

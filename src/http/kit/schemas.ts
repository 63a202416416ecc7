/** Schemas that several features share. */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { stamps } from "../../projections/engine/page.ts";

/** RFC 9457. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().describe("A stable code for programs."),
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

export const user = z
  .object({
    userId: id,
    email: z.string().optional(),
    name: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    avatarUrl: z.string().optional(),
    phone: z.string().optional(),
    defaultOrganizationId: id.optional(),
    statistics: z.object({ organizationCount: z.int(), solutionCount: z.int() }),
    ...stamps,
  })
  .meta({ id: "User" });

/** To what a credential is narrowed. */
export const narrowing = {
  organizationId: id.optional().describe("The only organization that it opens."),
  scopes: z
    .array(z.string())
    .readonly()
    .optional()
    .describe("The permissions to which it is narrowed."),
};

export const openedSession = z
  .object({
    sessionToken: z.string().optional().describe("Shown once. A replayed answer omits it."),
    expiresAt: timestamp.describe("When it ends if it is not used before."),
    access: z
      .enum(["management", "account"])
      .optional()
      .describe("What it opens: management, or the person's own account alone."),
    ...narrowing,
    user,
  })
  .meta({ id: "OpenedSession" });

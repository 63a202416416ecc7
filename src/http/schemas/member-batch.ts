/** Many invitations as they come in, and what became of each. */
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { problem } from "../kit/schemas.ts";

export const mostRows = 5_000;

export const memberBatch = z
  .strictObject({
    members: z
      // Each row is checked by itself, so that a bad one does not hold up the others.
      .array(z.unknown().meta({ $ref: "#/components/schemas/NewMemberInput" }))
      .min(1, "must have a row at least")
      .max(mostRows, `must have at most ${mostRows} rows`),
  })
  .meta({ id: "MemberBatch" });

export const memberBatchOutcome = z
  .object({
    count: z.int().describe("Rows."),
    items: z.array(
      z.object({
        row: z.int().describe("From 1."),
        email: z.string(),
        outcome: z.enum(["INVITED", "ALREADY_MEMBER", "INVALID", "WOULD_INVITE"]),
        userId: id.optional(),
        problem: problem
          .pick({ type: true, title: true, status: true, detail: true, code: true, errors: true })
          .optional(),
      }),
    ),
  })
  .meta({ id: "MemberBatchOutcome" });

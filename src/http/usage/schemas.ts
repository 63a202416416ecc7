/** Usage as it goes out, and the days that are asked for. */
import { z } from "zod";

/** 30 February is read as 2 March: such a day is none. */
function isThere(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
}

/** A day, or a moment of which the day counts. */
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?$/, {
    error: "must be a date such as 2026-03-01, in UTC",
    abort: true,
  })
  .refine(isThere, { error: "must be a date that there is", abort: true })
  .refine((text) => text >= "2000" && text < "2200", "must be a date from 2000 to 2199")
  .transform((text) => text.slice(0, 10));

export const usageQuery = z.strictObject({
  from: day.optional().describe("The first day."),
  to: day.optional().describe("The last day; today if nothing is said."),
});

const count = z.int();

export const usageSeries = z
  .object({
    from: z.string(),
    to: z.string(),
    count: count.describe("Days."),
    items: z.array(
      z.object({
        date: z.string().describe("YYYY-MM-DD, UTC."),
        members: z
          .object({
            total: count,
            byStatus: z.object({ INVITED: count, ACTIVE: count, DISABLED: count }),
            byRole: z.object({ OWNER: count, ADMIN: count, CREATOR: count, USER: count }),
          })
          .describe("At the end of the day."),
        solutions: count.describe("At the end of the day."),
        assignments: count.describe("At the end of the day."),
        activeUsers: count.describe("Members who did something on the day."),
        invitationsSent: count,
        invitationsAccepted: count,
        tokenUses: count.describe("Recorded once per token and hour at the most."),
        notifications: count,
      }),
    ),
  })
  .meta({ id: "Usage" });

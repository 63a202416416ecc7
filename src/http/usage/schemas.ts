/** Schemas of the usage query and its answer. */
import { z } from "zod";
import { day } from "../../domain/primitives.ts";

export const usageQuery = z.strictObject({
  from: day.optional().describe("The first day."),
  to: day.optional().describe("The last day; today by default."),
});

const count = z.int();

export const usageSeries = z
  .object({
    from: z.string(),
    to: z.string(),
    count: count.describe("The number of days."),
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
        activeUsers: count.describe("Members who were active on the day."),
        invitationsSent: count,
        invitationsAccepted: count,
        tokenUses: count.describe("At most one per token and hour is recorded."),
        notifications: count,
      }),
    ),
  })
  .meta({ id: "Usage" });

/** Events of `token-{tokenId}`: one personal access token from its issue to its deletion. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { digest, id, line, timestamp } from "../primitives.ts";

export const tokenEvents = defineEvents({
  TokenIssued: {
    summary: "A person made a personal access token; the secret itself is stored nowhere.",
    data: z.strictObject({
      userId: id,
      /** The only organization in which the token works; undefined: all. */
      organizationId: id.optional(),
      digest,
      scopes: z.array(line(100)).min(1).max(50),
      expiresAt: timestamp,
      leaseExpiresAt: timestamp,
    }),
    personal: z.strictObject({ name: line(100) }),
  },
  TokenUsed: {
    summary: "A token was used, which extended its lease; recorded at most once an hour.",
    data: z.strictObject({ usedAt: timestamp, recordedAt: timestamp, leaseExpiresAt: timestamp }),
  },
  TokenLeaseExtended: {
    summary: "The owner of a token extended its lease by hand.",
    data: z.strictObject({ leaseExpiresAt: timestamp }),
  },
  TokenDeleted: {
    summary: "The owner of a token ended it.",
  },
});

export type TokenEvent = EventIn<typeof tokenEvents>;

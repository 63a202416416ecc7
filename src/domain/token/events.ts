/** Events of `token-{tokenId}`: one personal access token from its issue to its deletion. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { digest, id, line, timestamp } from "../primitives.ts";

export const TokenIssued = defineEvent("TokenIssued", {
  version: 1,
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
});

export const TokenUsed = defineEvent("TokenUsed", {
  version: 1,
  summary: "A token was used, which extended its lease; recorded at most once an hour.",
  data: z.strictObject({ usedAt: timestamp, recordedAt: timestamp, leaseExpiresAt: timestamp }),
});

export const TokenLeaseExtended = defineEvent("TokenLeaseExtended", {
  version: 1,
  summary: "The owner of a token extended its lease by hand.",
  data: z.strictObject({ leaseExpiresAt: timestamp }),
});

export const TokenDeleted = defineEvent("TokenDeleted", {
  version: 1,
  summary: "The owner of a token ended it.",
  data: z.strictObject({}),
});

export type TokenEvent =
  | EventOf<typeof TokenIssued>
  | EventOf<typeof TokenUsed>
  | EventOf<typeof TokenLeaseExtended>
  | EventOf<typeof TokenDeleted>;

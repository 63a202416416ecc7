/** Events of `email-{HMAC of the normalized address}`: which user holds an address. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { id } from "../primitives.ts";

export const EmailClaimed = defineEvent("EmailClaimed", {
  version: 1,
  summary: "A user took hold of an e-mail address.",
  data: z.strictObject({ userId: id }),
});

export const EmailReleased = defineEvent("EmailReleased", {
  version: 1,
  summary: "The address is free again.",
  data: z.strictObject({ userId: id }),
});

export type EmailEvent = EventOf<typeof EmailClaimed> | EventOf<typeof EmailReleased>;

/** Events of `email-{HMAC of the normalized address}`: which user holds an address. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { id } from "../primitives.ts";

export const emailEvents = defineEvents({
  EmailClaimed: {
    summary: "A user took hold of an e-mail address.",
    data: z.strictObject({ userId: id }),
  },
  EmailReleased: {
    summary: "The address is free again.",
    data: z.strictObject({ userId: id }),
  },
});

export type EmailEvent = EventIn<typeof emailEvents>;

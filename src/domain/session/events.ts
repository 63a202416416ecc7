/** Events of `session-{sessionId}`: a person's log-in and log-out. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";

/** How the person proved who they are. */
const logInMethod = z.enum(["CODE", "INVITATION", "BOOTSTRAP", "IDENTITY_PROVIDER"]);
export type LogInMethod = z.output<typeof logInMethod>;

const logOutReason = z.enum(["LOG_OUT", "IDLE"]);
export type LogOutReason = z.output<typeof logOutReason>;

export const sessionEvents = defineEvents({
  UserLoggedIn: {
    summary: "A person logged in.",
    data: z.strictObject({ method: logInMethod }),
  },
  UserLoggedOut: {
    summary: "A person logged out, or was logged out because their session was idle.",
    data: z.strictObject({ reason: logOutReason }),
  },
});

export type SessionEvent = EventIn<typeof sessionEvents>;

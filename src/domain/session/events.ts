/** Events of `session-{sessionId}`: a person's log-in and log-out. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";

/** How the person proved who they are. */
const logInMethod = z.enum(["CODE", "INVITATION", "BOOTSTRAP"]);
export type LogInMethod = z.output<typeof logInMethod>;

export const UserLoggedIn = defineEvent("UserLoggedIn", {
  version: 1,
  summary: "A person logged in.",
  data: z.strictObject({ method: logInMethod }),
});

const logOutReason = z.enum(["LOG_OUT", "IDLE"]);
export type LogOutReason = z.output<typeof logOutReason>;

export const UserLoggedOut = defineEvent("UserLoggedOut", {
  version: 1,
  summary: "A person logged out, or was logged out because their session was idle.",
  data: z.strictObject({ reason: logOutReason }),
});

export type SessionEvent = EventOf<typeof UserLoggedIn> | EventOf<typeof UserLoggedOut>;

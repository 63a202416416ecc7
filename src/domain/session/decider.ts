/** Decides log-in and log-out: a session begins once and ends once. */
import { type CommandIn, type Decider, reject } from "../decider.ts";
import type { LogInMethod, LogOutReason, SessionEvent } from "./events.ts";

interface SessionState {
  readonly status: "NONE" | "OPEN" | "ENDED";
}

type SessionCommand = CommandIn<{
  LogIn: { method: LogInMethod };
  LogOut: { reason: LogOutReason };
}>;

export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  initial: { status: "NONE" },

  evolve(_state, { type }) {
    return { status: type === "UserLoggedIn" ? "OPEN" : "ENDED" };
  },

  decide(command, { status }) {
    switch (command.type) {
      case "LogIn":
        return status === "NONE"
          ? [{ type: "UserLoggedIn", data: { method: command.method } }]
          : reject("invalid-input", "A session with this id exists.");
      case "LogOut":
        return status === "OPEN"
          ? [{ type: "UserLoggedOut", data: { reason: command.reason } }]
          : [];
    }
  },
};

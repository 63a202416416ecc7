/** Decides who holds an e-mail address: one user at a time. */
import { type CommandIn, type Decider, reject } from "../decider.ts";
import type { EmailEvent } from "./events.ts";

interface EmailState {
  readonly heldBy: string | undefined;
}

type EmailCommand = CommandIn<{
  ClaimEmail: { userId: string };
  ReleaseEmail: { userId: string };
}>;

export const emailDecider: Decider<EmailState, EmailCommand, EmailEvent> = {
  initial: { heldBy: undefined },

  evolve(_state, event) {
    return { heldBy: event.type === "EmailClaimed" ? event.data.userId : undefined };
  },

  decide({ type, userId }, { heldBy }) {
    switch (type) {
      case "ClaimEmail":
        if (heldBy === userId) return [];
        if (heldBy !== undefined)
          return reject("email-taken", "Another user has this e-mail address.");
        return [{ type: "EmailClaimed", data: { userId } }];
      case "ReleaseEmail":
        return heldBy === userId ? [{ type: "EmailReleased", data: { userId } }] : [];
    }
  },
};

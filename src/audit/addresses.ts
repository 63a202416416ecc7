/** The members' e-mail addresses for the access review of a bundle, from foundings and invitations. */
import { email } from "../domain/primitives.ts";

export interface Addresses {
  /** Keeps the address that the event discloses; an event that discloses none removes it. */
  play(event: Introduction): void;
  find(userId: string): string | undefined;
}

interface Introduction {
  readonly type: string;
  readonly subjectId?: string | undefined;
  readonly personal: Readonly<Record<string, unknown>> | undefined;
}

export function createAddresses(): Addresses {
  const addresses = new Map<string, string>();
  return {
    play({ type, subjectId = "", personal }) {
      if (type !== "MemberInvited" && type !== "MemberFounded") return;
      const address = email.safeParse(personal?.["email"]);
      if (address.success) addresses.set(subjectId, address.data);
      else addresses.delete(subjectId);
    },
    find: (userId) => addresses.get(userId),
  };
}

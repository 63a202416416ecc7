/** The addresses by which people became members: what an access review in a bundle names them by. */
import { email } from "../domain/primitives.ts";

export interface Addresses {
  /** Takes what the event disclosed; one that discloses nothing takes back what was known. */
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

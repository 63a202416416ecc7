/** Collects the personal strings of a user, so that an erasure can find copies of them. */
import { memberStream, userStream } from "../../domain/streams.ts";
import type { Services } from "../kit/context.ts";
import { normalizeEmail } from "../../domain/primitives.ts";
import { formerOrganizations } from "./rows.ts";

export interface PersonStrings {
  readonly userId: string;
  /** Undefined after the key was destroyed. */
  readonly email: string | undefined;
  /** The addresses as they were entered, also for invitations. */
  readonly addresses: readonly string[];
  /** All present and former texts: names, numbers, and the addresses. */
  readonly others: readonly string[];
}

export async function personStrings(
  { pool, store, codec }: Pick<Services, "pool" | "store" | "codec">,
  userId: string,
): Promise<PersonStrings> {
  const organizations = await formerOrganizations(pool, userId);
  const streams = [userStream(userId), ...organizations.map((id) => memberStream(id, userId))];
  let email: string | undefined;
  const addresses = new Set<string>();
  const others = new Set<string>();
  for (const stream of streams) {
    for (const event of await codec.decode(await store.readStream(stream))) {
      if (!("personal" in event) || event.personal === null) continue;
      for (const [name, value] of Object.entries(event.personal)) {
        if (typeof value !== "string") continue;
        if (name === "email" && event.type === "UserRegistered") email = normalizeEmail(value);
        // Only what was taken for an address is looked for in any text: a name may be anything, also `@`.
        if (name === "email") addresses.add(value);
        others.add(value);
      }
    }
  }
  return { userId, email, addresses: [...addresses], others: [...others] };
}

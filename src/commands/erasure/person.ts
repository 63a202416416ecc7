/** Collects the personal strings of a user, so that an erasure can find copies of them. */
import { memberStream, userStream } from "../../domain/streams.ts";
import type { Services } from "../kit/context.ts";
import { normalizeEmail } from "../../domain/primitives.ts";
import { formerOrganizations } from "./rows.ts";

export interface PersonStrings {
  readonly userId: string;
  /** Undefined after the key was destroyed. */
  readonly email: string | undefined;
  /** All present and former names and numbers, those of invitations, and addresses as they were entered. */
  readonly others: readonly string[];
}

export async function personStrings(
  { pool, store, codec }: Pick<Services, "pool" | "store" | "codec">,
  userId: string,
): Promise<PersonStrings> {
  const organizations = await formerOrganizations(pool, userId);
  const streams = [userStream(userId), ...organizations.map((id) => memberStream(id, userId))];
  let email: string | undefined;
  const others = new Set<string>();
  for (const stream of streams) {
    for (const event of await codec.decode(await store.readStream(stream))) {
      if (!("personal" in event) || event.personal === null) continue;
      for (const [name, value] of Object.entries(event.personal)) {
        if (typeof value !== "string") continue;
        if (name === "email" && event.type === "UserRegistered") email = normalizeEmail(value);
        others.add(value);
      }
    }
  }
  return { userId, email, others: [...others] };
}

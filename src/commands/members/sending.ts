/** What inviting and re-inviting share: the organization's rules for invitations, and a new sending. */
import type { Sending } from "../../domain/member/commands.ts";
import type { Settings } from "../../domain/organization/settings.ts";
import { addDays } from "../../domain/time.ts";
import { readForInviting } from "../../projections/directory/queries/inviting.ts";
import type { Membership } from "../kit/change-member.ts";
import type { CommandContext } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";
import { digestOf, inviteSecret } from "../kit/secrets.ts";

export interface InviteRules {
  /** The languages of the organization's invite templates. */
  readonly languages: readonly string[];
  readonly settings: Settings;
  readonly seats: SeatCounts;
}

/** Members of any status, and those who have not accepted yet. */
export interface SeatCounts {
  readonly members: number;
  readonly pending: number;
}

/** Reads the directory, because the organization's stream may be long. */
export async function inviteRules(
  { services }: CommandContext,
  organizationId: string,
): Promise<InviteRules> {
  const found = await readForInviting(services.pool, organizationId);
  if (found === undefined) throw notFound("organization");
  const { languages, members, pending, ...settings } = found;
  return { languages, settings, seats: { members, pending } };
}

/** A sending with its own secret. Without a language: the default one if it has a template, else any. */
export function newSending(
  context: CommandContext,
  membership: Membership,
  sendingId: string,
  { languages, settings }: Pick<InviteRules, "languages" | "settings">,
  language: string | undefined,
): Sending {
  const { defaultLanguage, inviteExpiryDays } = settings;
  const fallback = languages.includes(defaultLanguage) ? defaultLanguage : languages[0];
  const secret = inviteSecret(context.services.keys.inviteSecrets, { ...membership, sendingId });
  return {
    sendingId,
    digest: digestOf(secret),
    language: language ?? fallback ?? defaultLanguage,
    expiresAt: addDays(context.at, inviteExpiryDays),
  };
}

/** What inviting and re-inviting share: the organization's rules for invitations, and a new sending. */
import type { Sending } from "../../domain/member/commands.ts";
import type { Settings } from "../../domain/organization/settings.ts";
import { addDays } from "../../domain/time.ts";
import { templateLanguages } from "../../projections/directory/queries/invite-templates.ts";
import { readSettings } from "../../projections/directory/queries/organizations.ts";
import type { Membership } from "../kit/change-member.ts";
import type { CommandContext } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";
import { digestOf, inviteSecret } from "../kit/secrets.ts";

export interface InviteRules {
  /** The languages of the organization's invite templates. */
  readonly languages: readonly string[];
  readonly settings: Settings;
}

/** Reads the directory, because the organization's stream may be long. */
export async function inviteRules({ services }: CommandContext, organizationId: string) {
  const [languages, settings] = await Promise.all([
    templateLanguages(services.pool, organizationId),
    readSettings(services.pool, organizationId),
  ]);
  if (settings === undefined) throw notFound("organization");
  return { languages, settings };
}

/** A sending with its own secret. Without a language: the default one if it has a template, else any. */
export function newSending(
  context: CommandContext,
  membership: Membership,
  sendingId: string,
  { languages, settings }: InviteRules,
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

/** What inviting and inviting again share: what the organization says of invitations, and a new secret. */
import type { Sending } from "../domain/member/commands.ts";
import type { Settings } from "../domain/organization/settings.ts";
import { addDays } from "../domain/time.ts";
import type { Membership } from "./change-member.ts";
import { load } from "./change.ts";
import type { Run } from "./context.ts";
import { digestOf, inviteSecret } from "./secrets.ts";
import { organizationTarget } from "./targets.ts";

export interface InviteRules {
  /** For which the organization has an invite template. */
  readonly languages: readonly string[];
  readonly settings: Settings;
}

export async function inviteRules(run: Run, organizationId: string): Promise<InviteRules> {
  const { state } = await load(run, organizationTarget(organizationId));
  return { languages: Object.keys(state.templates), settings: state.settings };
}

/** One mailing with a secret of its own. Without a language: the default one, if there is a template. */
export function newSending(
  run: Run,
  of: Membership,
  sendingId: string,
  { languages, settings }: InviteRules,
  language: string | undefined,
): Sending {
  const { defaultLanguage, inviteExpiryDays } = settings;
  const fallback = languages.includes(defaultLanguage) ? defaultLanguage : languages[0];
  const secret = inviteSecret(run.services.keys.inviteSecrets, { ...of, sendingId });
  return {
    sendingId,
    digest: digestOf(secret),
    language: language ?? fallback ?? defaultLanguage,
    expiresAt: addDays(run.at, inviteExpiryDays),
  };
}

/** What inviting and inviting again share: the templates there are, and a new secret. */
import type { Sending } from "../domain/member/commands.ts";
import { addDays } from "../domain/time.ts";
import type { Membership } from "./change-member.ts";
import { load } from "./change.ts";
import type { Run } from "./context.ts";
import { digestOf, inviteSecret } from "./secrets.ts";
import { organizationTarget } from "./targets.ts";

/** What holds for every organization until it says otherwise. */
export const invitationDefaults = { inviteExpiryDays: 14, defaultLanguage: "en" } as const;
const { inviteExpiryDays, defaultLanguage } = invitationDefaults;

/** The languages for which the organization has an invite template. */
export async function inviteLanguages(
  run: Run,
  organizationId: string,
): Promise<readonly string[]> {
  const { state } = await load(run, organizationTarget(organizationId));
  return Object.keys(state.templates);
}

/** One mailing with a secret of its own. Without a language: the default one, if there is a template. */
export function newSending(
  run: Run,
  of: Membership,
  sendingId: string,
  languages: readonly string[],
  language: string | undefined,
): Sending {
  const fallback = languages.includes(defaultLanguage) ? defaultLanguage : languages[0];
  const secret = inviteSecret(run.services.keys.inviteSecrets, { ...of, sendingId });
  return {
    sendingId,
    digest: digestOf(secret),
    language: language ?? fallback ?? defaultLanguage,
    expiresAt: addDays(run.at, inviteExpiryDays),
  };
}

/** ResendInvite: a new secret by a new mail; the old one ends. */
import { authorize } from "./kit/authorize.ts";
import { changeMember, type Membership } from "./kit/change-member.ts";
import type { Done, Run } from "./kit/context.ts";
import { inviteRules, newSending } from "./members/sending.ts";
import { visible } from "./kit/visible.ts";

export async function resendInvite(
  run: Run,
  { language, ...of }: Membership & { readonly language?: string | undefined },
): Promise<Done> {
  const { actor, role } = await authorize(
    run.services,
    run.caller,
    of.organizationId,
    "users:manage",
  );
  const rules = await inviteRules(run, of.organizationId);
  const sending = newSending(run, of, run.ids.next(), rules, language);
  const by = { userId: run.caller.userId, role };
  const { position } = await changeMember(
    run,
    actor,
    of,
    { type: "ResendInvite", by, languages: rules.languages, sending, at: run.at },
    run.ifMatch,
  );
  return visible(run.services, { position });
}

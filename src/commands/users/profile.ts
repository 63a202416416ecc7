/** What people change about themselves: their profile, and the organization to begin with. */
import type { UserCommand } from "../../domain/user/decider.ts";
import { actorOf, authorize, requireScope } from "../kit/authorize.ts";
import { change } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { userTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";

type Profile = Extract<UserCommand, { type: "ChangeProfile" }>["profile"];

export async function changeProfile(run: Run, profile: Profile): Promise<Done> {
  requireScope(run.caller, "account:manage");
  return changeSelf(run, { type: "ChangeProfile", profile });
}

export async function chooseDefaultOrganization(
  run: Run,
  { organizationId }: { readonly organizationId: string },
): Promise<Done> {
  await authorize(run.services, run.caller, organizationId, "account:manage");
  return changeSelf(run, { type: "ChooseDefaultOrganization", organizationId });
}

async function changeSelf(run: Run, command: UserCommand): Promise<Done> {
  const { position } = await change(run, userTarget(run.caller.userId), {
    command,
    actor: actorOf(run.caller),
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
}

/** CreateOrganization: the founder's membership first, then the organization with its first grant. */
import { systemId } from "../../domain/primitives.ts";
import { mayManageSomewhere } from "../../projections/directory/queries/authorization.ts";
import { actorOf, requireScope } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { managementRoleRequired, Refused } from "../kit/refused.ts";
import { memberTarget, organizationTarget, userTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";

export interface NewOrganization {
  readonly name: string;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
}

export async function createOrganization(
  run: Run,
  organization: NewOrganization,
): Promise<Done & { readonly organizationId: string }> {
  const { caller, services } = run;
  requireScope(caller, "account:manage");
  if (caller.organizationId !== undefined) {
    throw new Refused("forbidden", "The token works in one organization only.");
  }
  if (!(await mayManageSomewhere(services.pool, caller.userId))) {
    throw managementRoleRequired();
  }
  return foundOrganization(run, caller.userId, organization);
}

/** Founds an organization for a user, no rights asked: for CreateOrganization, sign-up and bootstrap. */
export async function foundOrganization(
  run: Run,
  founderId: string,
  { name, description, url }: NewOrganization,
): Promise<Done & { readonly organizationId: string }> {
  const organizationId = run.ids.next();
  const actor = actorOf(run.caller, run.caller.userId === systemId ? undefined : "OWNER");
  const founder = await change(run, memberTarget(organizationId, founderId), {
    command: { type: "FoundMember", email: await addressOf(run, founderId) },
    actor,
  });
  const ownership = founder.after.ownership;
  if (ownership === undefined) throw new Error("a founder is an owner");
  const { position } = await change(run, organizationTarget(organizationId), {
    command: { type: "FoundOrganization", founderId, ownership, name, description, url },
    actor,
    causationId: founder.lastEventId,
  });
  return visible(run.services, { position, organizationId });
}

/** As the person is registered; the read models may not know them yet. */
async function addressOf(run: Run, userId: string): Promise<string> {
  const { events } = await load(run, userTarget(userId));
  for (const event of events) {
    if (event.type === "UserRegistered" && event.personal) return event.personal.email;
  }
  throw new Refused("not-found", "There is no such user.");
}

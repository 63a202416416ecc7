/** CreateOrganization: writes the founder's membership, then the organization with its first owner. */
import type { OrganizationCommand } from "../../domain/organization/decider.ts";
import { systemId } from "../../domain/primitives.ts";
import { actorOf, requireManagement, requireScope, requireWholePerson } from "../kit/authorize.ts";
import { giveBudgetBack, takeBudget } from "../kit/budget-uses.ts";
import { change, load } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { withPlace } from "../kit/places.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { memberTarget, organizationTarget, userTarget } from "../kit/stream-targets.ts";

type NewOrganization = Pick<
  Extract<OrganizationCommand, { type: "FoundOrganization" }>,
  "name" | "description" | "url"
>;

export async function createOrganization(
  context: CommandContext,
  organization: NewOrganization,
): Promise<CommandResult & { readonly organizationId: string }> {
  const { caller } = context;
  requireScope(context, "account:manage");
  requireWholePerson(context);
  await requireManagement(context);
  return foundOrganization(context, caller.userId, organization);
}

type Founded = CommandResult & { readonly organizationId: string };

/** Creates an organization without authorization: for CreateOrganization, sign-up and bootstrap. */
export async function foundOrganization(
  context: CommandContext,
  founderId: string,
  organization: NewOrganization,
): Promise<Founded> {
  const organizationId = context.ids.next();
  const work = () => found(context, founderId, organizationId, organization);
  // An operator is bound by no budget.
  if (context.caller.userId === systemId) return work();
  const daily = {
    budget: "organizationsFoundedPerDay",
    holder: founderId,
    period: "day",
    amount: 1,
  } as const;
  await takeBudget(context, daily);
  try {
    return await withPlace(context, { ...place, holder: founderId, thing: organizationId }, work);
  } catch (error) {
    if (error instanceof RejectedError && !error.isTransient) await giveBudgetBack(context, daily);
    throw error;
  }
}

const place = {
  budget: "organizationsFounded",
  counted: "select organization_id from organizations where created_by = $2::uuid",
  advice: "Delete an organization that you founded first.",
} as const;

async function found(
  context: CommandContext,
  founderId: string,
  organizationId: string,
  { name, description, url }: NewOrganization,
): Promise<Founded> {
  const actor = actorOf(context, context.caller.userId === systemId ? undefined : "OWNER");
  const founder = await change(context, memberTarget(organizationId, founderId), {
    command: { type: "FoundMember", email: await addressOf(context, founderId) },
    actor,
  });
  const ownership = founder.after.ownership;
  if (ownership === undefined) throw new Error("the decider did not make the founder an owner");
  const { position } = await change(context, organizationTarget(organizationId), {
    command: { type: "FoundOrganization", founderId, ownership, name, description, url },
    actor,
    causationId: founder.lastEventId,
  });
  return { position, organizationId };
}

/** Reads the user's stream, because the read models may not contain the user yet. */
async function addressOf(context: CommandContext, userId: string): Promise<string> {
  const { events } = await load(context, userTarget(userId));
  for (const event of events) {
    if (event.type === "UserRegistered" && event.personal) return event.personal.email;
  }
  throw new RejectedError("not-found", "There is no such user.");
}

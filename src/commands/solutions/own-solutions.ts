/** Lets members set their own solutions aside and take them back (docs/domain.md, "Solutions"). */
import { findSolutionForMember } from "../../projections/directory/queries/own-solutions.ts";
import { authorize, ownScope } from "../kit/authorize.ts";
import { takeBudget } from "../kit/budget-uses.ts";
import { change, load } from "../kit/change.ts";
import { type CommandContext, withoutIfMatch } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";
import { memberTarget } from "../kit/stream-targets.ts";

const toggling = { budget: "ownSolutionChangesPerHour", period: "hour", amount: 1 } as const;

/** @throws RejectedError `forbidden` if somebody else unassigned the solution */
export async function changeOwnSolution(
  context: CommandContext,
  { solutionId }: { readonly solutionId: string },
  type: "TakeSolutionBack" | "SetSolutionAside",
) {
  const { services, caller } = context;
  const { userId } = caller;
  const found = await findSolutionForMember(services.pool, ownScope(context), solutionId);
  if (found === undefined) throw notFound("solution");
  const { organizationId, createdBy } = found;
  const { actor, authority } = await authorize(context, organizationId, "account:manage");
  const target = memberTarget(organizationId, userId);
  const { state } = await load(context, target);
  const isOwn =
    createdBy === userId ||
    state.solutions[solutionId] !== undefined ||
    state.setAside[solutionId] !== undefined;
  // Do not reveal the organization's other solutions.
  if (!isOwn) throw notFound("solution");
  return change(withoutIfMatch(context), target, {
    command: { type, solutionId },
    actor,
    authority,
    beforeAppend: async ({ events }) => {
      if (events.length > 0) await takeBudget(context, { ...toggling, holder: userId });
    },
  });
}

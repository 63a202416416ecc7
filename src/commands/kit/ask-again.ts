/**
 * Asks rights again before a kept answer is repeated: who has lost one in the meantime gets the refusal
 * that a new request would get.
 */
import { maySolution, reach } from "../../domain/rights.ts";
import { isAbove, isSolutionRoleAbove } from "../../domain/roles.ts";
import {
  findSolutionStandings,
  type SolutionStandingFound,
} from "../../projections/directory/queries/authorization.ts";
import type { AskedRight } from "./asked-rights.ts";
import {
  authorize,
  forbidden,
  requireWholePerson,
  requireManagement,
  requireScope,
  requireSession,
} from "./authorize.ts";
import type { QueryContext } from "./context.ts";
import { notFound, RejectedError } from "./rejected-error.ts";

type Asking = Pick<QueryContext, "services" | "caller">;
type SolutionRight = AskedRight & { readonly kind: "SOLUTION" };

/** @throws RejectedError if the caller does not have all of the rights, or has them by a lower role */
export async function askAgain({ services, caller }: Asking, rights: readonly AskedRight[]) {
  const standings = await standingsFor({ services, caller }, rights);
  for (const right of rights) await ask({ services, caller }, right, standings);
}

/**
 * The rights that the caller still has. A command may end some by itself, such as the right to a solution
 * that it deletes; its answer is repeated without them.
 */
export async function rightsLeft({ services, caller }: Asking, rights: readonly AskedRight[]) {
  const standings = await standingsFor({ services, caller }, rights);
  const left: AskedRight[] = [];
  for (const right of rights) {
    try {
      await ask({ services, caller }, right, standings);
      left.push(right);
    } catch (error) {
      if (!(error instanceof RejectedError) || error.isTransient) throw error;
    }
  }
  return left;
}

type Standings = ReadonlyMap<string, SolutionStandingFound>;

/** The caller's standing in all of the solutions, with one query for each organization. */
async function standingsFor({ services, caller }: Asking, rights: readonly AskedRight[]) {
  const solutions = rights.filter((right): right is SolutionRight => right.kind === "SOLUTION");
  const standings = new Map<string, SolutionStandingFound>();
  for (const organizationId of new Set(solutions.map((right) => right.organizationId))) {
    const inIt = solutions.filter((right) => right.organizationId === organizationId);
    const ids = inIt.map(({ solutionId }) => solutionId);
    const found = await findSolutionStandings(services.pool, organizationId, caller.userId, ids);
    for (const [solutionId, standing] of found) standings.set(solutionId, standing);
  }
  return standings;
}

async function ask(context: Asking, right: AskedRight, standings: Standings): Promise<void> {
  switch (right.kind) {
    case "ORGANIZATION": {
      const { organizationId, permission } = right;
      const { role } = await authorize(context, organizationId, permission);
      // Members with a right of management may do less with a lower role. Other rights are everybody's.
      const isManagement = permission !== undefined && reach(permission, "USER") === "none";
      if (isManagement && isAbove(right.role, role)) throw demoted(right.role, role);
      return;
    }
    case "SOLUTION":
      return askInSolution(right, standings.get(right.solutionId));
    case "SCOPE":
      return requireScope(context, right.permission);
    case "SESSION":
      return requireSession(context);
    case "WHOLE_PERSON":
      return requireWholePerson(context);
    case "MANAGEMENT":
      return requireManagement(context);
  }
}

/** The caller's membership in the organization is a right of its own. */
function askInSolution(right: SolutionRight, found: SolutionStandingFound | undefined): void {
  const { organizationRole, permission, role } = right;
  if (found === undefined) throw notFound("solution");
  const { solutionRole: now } = found;
  if (!maySolution(permission, organizationRole, now)) throw forbidden(organizationRole);
  if (role === undefined || role === now) return;
  if (now === undefined || isSolutionRoleAbove(role, now)) throw demoted(role, now);
}

function demoted(before: string, now = "none"): RejectedError {
  return new RejectedError(
    "forbidden",
    `Your role was ${before} when this was first sent, and is ${now} now. Send it as a new request.`,
  );
}

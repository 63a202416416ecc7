/** The caller's rank in each of several solutions that a command names. */
import { maySolution, solutionAuthority } from "../domain/rights.ts";
import type { SolutionRole } from "../domain/roles.ts";
import { findSolutionStandings } from "../projections/directory/queries/authorization.ts";
import { requireScope, type Standing } from "./kit/authorize.ts";
import type { Run } from "./kit/context.ts";
import { notFound, Refused } from "./kit/refused.ts";

/**
 * The rank with which the caller may manage permissions, for every solution named.
 * @throws Refused where one is named twice, is not in the organization, or is not theirs to manage.
 */
export async function standingInSolutions(
  run: Run,
  { role }: Standing,
  organizationId: string,
  solutionIds: readonly string[],
): Promise<ReadonlyMap<string, SolutionRole>> {
  if (solutionIds.length === 0) return new Map();
  requireScope(run.caller, "solutions:permissions");
  if (new Set(solutionIds).size < solutionIds.length) {
    throw new Refused("invalid-input", "A solution is named twice.");
  }
  const known = await findSolutionStandings(
    run.services.pool,
    organizationId,
    run.caller.userId,
    solutionIds,
  );
  const ranks = new Map<string, SolutionRole>();
  for (const solutionId of solutionIds) {
    const solution = known.get(solutionId);
    if (solution === undefined) throw notFound(`solution ${solutionId}`);
    const { solutionRole } = solution;
    const authority = solutionAuthority(role, solutionRole);
    if (!maySolution("solutions:permissions", role, solutionRole) || authority === undefined) {
      throw new Refused("forbidden", `Your role does not allow to assign solution ${solutionId}.`);
    }
    ranks.set(solutionId, authority);
  }
  return ranks;
}

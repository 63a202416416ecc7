/** AssignSolution, ChangeSolutionRole, UnassignSolution - one, or several at once: all or none. */
import type { SolutionRole } from "../../domain/roles.ts";
import { authorize, standingInSolutions } from "../kit/authorize.ts";
import { changeMember, type Membership } from "../kit/change-member.ts";
import type { Done, Run } from "../kit/context.ts";
import { visible } from "../kit/visible.ts";

export interface Assignment {
  readonly solutionId: string;
  readonly userRole?: SolutionRole | undefined;
}

export function assignSolution(
  run: Run,
  { solutionId, userRole, ...of }: Membership & Assignment,
): Promise<Done> {
  return changeSolutions(run, { ...of, assign: [{ solutionId, userRole }], unassign: [] });
}

export function unassignSolution(
  run: Run,
  { solutionId, ...of }: Membership & { readonly solutionId: string },
): Promise<Done> {
  return changeSolutions(run, { ...of, assign: [], unassign: [solutionId] });
}

export async function changeSolutions(
  run: Run,
  {
    assign,
    unassign,
    ...of
  }: Membership & { readonly assign: readonly Assignment[]; readonly unassign: readonly string[] },
): Promise<Done> {
  const standing = await authorize(
    run.services,
    run.caller,
    of.organizationId,
    "solutions:permissions",
  );
  const wanted = [
    ...assign.map(({ solutionId, userRole }) => ({ solutionId, role: userRole ?? "USER" })),
    ...unassign.map((solutionId) => ({ solutionId, role: undefined })),
  ];
  const authority = await standingInSolutions(
    run,
    standing,
    of.organizationId,
    wanted.map(({ solutionId }) => solutionId),
  );
  const changes = wanted.map((each) => ({ ...each, authority: authority.get(each.solutionId) }));
  const { position } = await changeMember(
    run,
    standing.actor,
    of,
    { type: "ChangeSolutions", changes },
    run.ifMatch,
  );
  return visible(run.services, { position });
}

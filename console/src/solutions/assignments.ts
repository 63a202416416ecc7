/** Changes of who has which role in a solution; used by the pages of both the solution and the member. */
import { items, type Schemas, unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { roleBeforePause } from "./role-choices.ts";

type SolutionRole = Schemas["SolutionRole"];

/** A member's role in a solution, with the names of both for messages. */
export interface Assignment {
  readonly userId: string;
  readonly userName: string;
  readonly solutionId: string;
  readonly solutionTitle: string;
  readonly userRole: SolutionRole;
}

/** The beginnings of the paths that show assignments. */
export const assignmentReads = [
  "/v1/organizations/{organizationId}/members",
  "/v1/organizations/{organizationId}/solutions",
  "/v1/users/me/solutions",
] as const;

const path = "/v1/organizations/{organizationId}/solutions/{solutionId}/members/{userId}";
const historyPath = "/v1/organizations/{organizationId}/members/{userId}/role-history";

export function useAssignments() {
  const { common, solutions } = useText();
  const { organizationId, userRole: ownRole } = useOrganization();
  const confirm = useConfirm();
  const at = ({ userId, solutionId }: Assignment) => ({
    params: { path: { organizationId, userId, solutionId } },
  });

  const change = useCommand(
    async (assignment: Assignment) => {
      const { userRole } = assignment;
      await unwrap(api.PATCH(path, { ...at(assignment), body: { userRole } }));
      return userRole;
    },
    {
      success: (role, { userName, solutionTitle }) =>
        role === "DENY"
          ? solutions.paused(userName, solutionTitle)
          : solutions.roleChanged(userName, common.solutionRole[role], solutionTitle),
      reads: assignmentReads,
    },
  );

  /** Gives the role back that a pause took away, as far as the caller may look it up. */
  const resume = useCommand(
    async (assignment: Assignment) => {
      const { userId, solutionId } = assignment;
      const params = { path: { organizationId, userId } };
      const history = may(ownRole, "audit:read")
        ? await Array.fromAsync(items(api, historyPath, { params }))
        : [];
      const userRole = roleBeforePause(history, solutionId);
      await unwrap(api.PATCH(path, { ...at(assignment), body: { userRole } }));
      return userRole;
    },
    {
      success: (role, { userName, solutionTitle }) =>
        solutions.resumed(userName, common.solutionRole[role], solutionTitle),
      reads: assignmentReads,
    },
  );

  const unassign = useCommand(
    (assignment: Assignment) => unwrap(api.DELETE(path, at(assignment))),
    {
      success: (_, { userName, solutionTitle }) => solutions.unassigned(userName, solutionTitle),
      reads: assignmentReads,
    },
  );

  async function askToUnassign(assignment: Assignment): Promise<void> {
    const { userName, solutionTitle } = assignment;
    const isSure = await confirm({
      title: solutions.unassignQuestion(userName, solutionTitle),
      body: solutions.unassignConsequence(userName),
      action: common.remove,
      isDangerous: true,
    });
    if (isSure) unassign.mutate(assignment);
  }

  return {
    change: change.mutate,
    resume: resume.mutate,
    askToUnassign,
  };
}

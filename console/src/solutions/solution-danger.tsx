/** Deletes a solution. Only its owner may; others are told who. */
import { Alert, Button, Stack, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { mayInSolution } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { assignmentReads } from "./assignments.ts";

interface Props {
  readonly solution: Schemas["Solution"];
  /** Has the caller the role OWNER in the solution itself? */
  readonly isOwner: boolean;
  readonly acting: Schemas["SolutionRole"];
}

export function SolutionDanger({ solution, isOwner, acting }: Props) {
  const { solutions } = useText();
  const { organizationId, solutionId, title, memberCount } = solution;
  const confirm = useConfirm();
  const navigate = useNavigate();
  const remove = useCommand(
    () => {
      const params = { path: { organizationId, solutionId } };
      return unwrap(
        api.DELETE("/v1/organizations/{organizationId}/solutions/{solutionId}", { params }),
      );
    },
    {
      success: () => solutions.deleted(title),
      onSuccess: () => navigate({ to: "/o/$organizationId/solutions", params: { organizationId } }),
      reads: assignmentReads,
    },
  );

  async function ask(): Promise<void> {
    const isSure = await confirm({
      title: solutions.deleteQuestion(title),
      body: solutions.deleteConsequence(memberCount),
      action: solutions.delete,
      isDangerous: true,
    });
    if (isSure) remove.mutate();
  }

  const whyNot = mayInSolution(acting, "assign") ? solutions.becomeOwner : solutions.askOwner;
  return (
    <Alert color="red" title={solutions.deleteTitle} maw={560}>
      <Stack align="flex-start">
        <Text size="sm">{solutions.deleteConsequence(memberCount)}</Text>
        {isOwner ? (
          <Button color="red" loading={remove.isPending} onClick={() => void ask()}>
            {solutions.delete}
          </Button>
        ) : (
          <Text size="sm" fw={600}>
            {whyNot}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

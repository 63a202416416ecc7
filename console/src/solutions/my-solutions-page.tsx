/** One's own solutions in all organizations: set them aside, and take them back. */
import { Button, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useMemo, useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOwnOrganizations } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { assignmentReads } from "./assignments.ts";

type OwnSolution = Schemas["OwnSolution"];

const path = "/v1/users/me/solutions/{solutionId}";

export function MySolutionsPage() {
  const { common, solutions } = useText();
  const organizations = useOwnOrganizations();
  const list = useList("/v1/users/me/solutions", {});
  const confirm = useConfirm();
  // The list holds them no longer, unless one created them; here they can still be taken back.
  const [setAsideHere, setSetAsideHere] = useState<readonly OwnSolution[]>([]);
  const rows = useMemo(() => {
    const listed = new Set(list.rows.map(({ solutionId }) => solutionId));
    return [...list.rows, ...setAsideHere.filter(({ solutionId }) => !listed.has(solutionId))];
  }, [list.rows, setAsideHere]);

  const setAside = useCommand(
    ({ solutionId }: OwnSolution) => unwrap(api.DELETE(path, { params: { path: { solutionId } } })),
    {
      success: (_, { title }) => solutions.isSetAside(title),
      onSuccess: (_, { userRole: _role, ...solution }) =>
        setSetAsideHere((before) => [...before, { ...solution, mayRun: false }]),
      reads: assignmentReads,
    },
  );
  const takeBack = useCommand(
    ({ solutionId }: OwnSolution) => unwrap(api.PUT(path, { params: { path: { solutionId } } })),
    {
      success: (_, { title }) => solutions.isBack(title),
      onSuccess: (_, { solutionId }) =>
        setSetAsideHere((before) => before.filter((each) => each.solutionId !== solutionId)),
      reads: assignmentReads,
    },
  );
  const { mutate: giveUp } = setAside;
  const { mutate: returnToProfile } = takeBack;

  const columns = useMemo<Column<OwnSolution>[]>(() => {
    async function ask(solution: OwnSolution): Promise<void> {
      const isSure = await confirm({
        title: solutions.setAsideQuestion(solution.title),
        body: solutions.setAsideConsequence,
        action: solutions.setAside,
      });
      if (isSure) giveUp(solution);
    }
    const names = new Map(organizations.map(({ organizationId, name }) => [organizationId, name]));
    return [
      { id: "title", header: solutions.titleField, cell: ({ row }) => row.original.title },
      {
        id: "organization",
        header: common.organization,
        cell: ({ row }) => names.get(row.original.organizationId),
      },
      { id: "category", header: solutions.category, cell: ({ row }) => row.original.category },
      {
        id: "role",
        header: common.role,
        cell: ({ row: { original } }) =>
          original.userRole === undefined
            ? solutions.notOnProfile
            : common.solutionRole[original.userRole],
      },
      {
        id: "run",
        header: solutions.rights.run,
        cell: ({ row }) => (row.original.mayRun ? common.yes : common.no),
      },
      {
        id: "actions",
        header: common.actions,
        cell: ({ row: { original } }) =>
          original.userRole === undefined ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${solutions.takeBack}: ${original.title}`}
              onClick={() => returnToProfile(original)}
            >
              {solutions.takeBack}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${solutions.setAside}: ${original.title}`}
              onClick={() => void ask(original)}
            >
              {solutions.setAside}
            </Button>
          ),
      },
    ];
  }, [common, confirm, giveUp, organizations, returnToProfile, solutions]);

  return (
    <Page title={solutions.mine}>
      <Text size="sm">{solutions.mineHint}</Text>
      <ProblemAlert error={list.error} onRetry={list.refetch} />
      {list.error === null ? (
        <DataTable
          label={solutions.mine}
          columns={columns}
          rows={rows}
          rowId={({ solutionId }) => solutionId}
          isPending={list.isPending}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          empty={<Empty title={solutions.noneOfMine} hint={solutions.noneOfMineHint} />}
        />
      ) : null}
    </Page>
  );
}

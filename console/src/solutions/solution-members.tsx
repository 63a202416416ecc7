/** The members of a solution, with their roles in it. */
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useFormat } from "../app/format.ts";
import { mayInSolution } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PageLink } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { AssignmentActions, AssignmentRole } from "./assignment-controls.tsx";

const AddSolutionMembers = lazy(() => import("./add-solution-members.tsx"));
const route = getRouteApi("/signed-in/o/$organizationId/solutions/$solutionId");

interface Props {
  readonly solution: Schemas["Solution"];
  readonly acting: Schemas["SolutionRole"];
}

export function SolutionMembers({ solution, acting }: Props) {
  const { common, solutions } = useText();
  const format = useFormat();
  const { organizationId, solutionId, title } = solution;
  const { search = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/solutions/$solutionId" });
  const searchLater = useDebouncedCallback((next: string) => {
    void navigate({ search: { tab: "members", search: next || undefined }, replace: true });
  }, 250);
  const [isAdding, setAdding] = useState(false);
  const list = useList("/v1/organizations/{organizationId}/solutions/{solutionId}/members", {
    path: { organizationId, solutionId },
    query: search === "" ? {} : { search },
  });
  const mayAssign = mayInSolution(acting, "assign");

  const columns = useMemo<Column<Schemas["SolutionMember"]>[]>(() => {
    const props = (member: Schemas["SolutionMember"]) => {
      const { userId, userRole, name: userName = common.erasedPerson } = member;
      const assignment = { userId, userName, solutionId, solutionTitle: title, userRole };
      return { assignment, acting };
    };
    return [
      {
        id: "name",
        header: common.name,
        cell: ({ row: { original } }) => (
          <PageLink
            to="/o/$organizationId/users/$userId"
            params={{ organizationId, userId: original.userId }}
            size="sm"
          >
            {original.name ?? common.erasedPerson}
          </PageLink>
        ),
      },
      { id: "email", header: common.email, cell: ({ row }) => row.original.email },
      {
        id: "role",
        header: common.role,
        cell: ({ row: { original } }) => <AssignmentRole {...props(original)} />,
      },
      {
        id: "since",
        header: solutions.changed,
        cell: ({ row }) => format.date(row.original.updatedAt),
      },
      ...(mayAssign
        ? [
            {
              id: "actions",
              header: common.actions,
              cell: ({ row: { original } }: { row: { original: Schemas["SolutionMember"] } }) => (
                <AssignmentActions {...props(original)} />
              ),
            },
          ]
        : []),
    ];
  }, [acting, common, format, mayAssign, organizationId, solutionId, solutions, title]);

  const add = mayAssign ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {solutions.addMembers}
    </Button>
  ) : null;

  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <TextInput
          type="search"
          label={solutions.searchMembers}
          w={320}
          maw="100%"
          defaultValue={search}
          onChange={({ currentTarget }) => searchLater(currentTarget.value)}
        />
        {add}
      </Group>
      <ProblemAlert error={list.error} onRetry={list.refetch} />
      {list.error === null ? (
        <DataTable
          label={solutions.membersOf(title)}
          columns={columns}
          rows={list.rows}
          rowId={({ userId }) => userId}
          isPending={list.isPending}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          empty={
            search === "" ? (
              <Empty title={solutions.noMembers} hint={solutions.noMembersHint} action={add} />
            ) : (
              <Empty title={solutions.nothingFound(search)} hint={solutions.noMemberFoundHint} />
            )
          }
        />
      ) : null}
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={solutions.addMembersTo(title)}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Suspense>
          <AddSolutionMembers
            solution={solution}
            acting={acting}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      </Modal>
    </Stack>
  );
}

/** The solutions of a member, as far as the caller may see them, with the role in each. */
import { Button, Modal, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { mayInSolution } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PageLink } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { AssignmentActions, AssignmentRole } from "../solutions/assignment-controls.tsx";
import type { Assignment } from "../solutions/assignments.ts";
import { allSolutionsQuery, useOwnRoles } from "../solutions/queries.ts";
import { MemberSection } from "./member-section.tsx";

const AddMemberSolutions = lazy(() => import("./member-add-solutions.tsx"));

export function MemberSolutions({ member }: { readonly member: Schemas["Member"] }) {
  const { common, solutions, member: text } = useText();
  const { organizationId } = useOrganization();
  const { userId, name: userName = common.erasedPerson } = member;
  const { data: all, error, refetch } = useQuery(allSolutionsQuery(organizationId));
  const roles = useOwnRoles();
  const [isAdding, setAdding] = useState(false);
  const hidden = member.solutionCount - Object.keys(member.solutions).length;

  const assignments = useMemo(() => {
    const titles = new Map(all?.map(({ solutionId, title }) => [solutionId, title]));
    return Object.entries(member.solutions)
      .map(([solutionId, userRole]): Assignment => {
        const solutionTitle = titles.get(solutionId) ?? solutionId.slice(0, 8);
        return { userId, userName, solutionId, solutionTitle, userRole };
      })
      .toSorted((a, b) => a.solutionTitle.localeCompare(b.solutionTitle));
  }, [all, member.solutions, userId, userName]);
  const addable = useMemo(
    () =>
      (all ?? []).filter(
        ({ solutionId }) =>
          member.solutions[solutionId] === undefined &&
          mayInSolution(roles.acting(solutionId), "assign"),
      ),
    [all, member.solutions, roles],
  );

  const columns = useMemo<Column<Assignment>[]>(
    () => [
      {
        id: "solution",
        header: solutions.one,
        cell: ({ row: { original } }) => (
          <PageLink
            to="/o/$organizationId/solutions/$solutionId"
            params={{ organizationId, solutionId: original.solutionId }}
            size="sm"
          >
            {original.solutionTitle}
          </PageLink>
        ),
      },
      {
        id: "role",
        header: common.role,
        cell: ({ row: { original } }) => (
          <AssignmentRole assignment={original} acting={roles.acting(original.solutionId)} />
        ),
      },
      {
        id: "actions",
        header: common.actions,
        cell: ({ row: { original } }) => (
          <AssignmentActions assignment={original} acting={roles.acting(original.solutionId)} />
        ),
      },
    ],
    [common, organizationId, roles, solutions],
  );

  const add =
    addable.length === 0 ? null : (
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {text.addSolutions}
      </Button>
    );
  return (
    <MemberSection title={text.solutions} actions={add}>
      <ProblemAlert error={error} onRetry={refetch} />
      <DataTable
        label={text.solutions}
        columns={columns}
        rows={assignments}
        rowId={({ solutionId }) => solutionId}
        isPending={all === undefined && error === null}
        maxHeight="24rem"
        empty={<Empty title={text.noSolutions} hint={text.noSolutionsHint} />}
      />
      {hidden > 0 ? <Text size="sm">{text.hiddenSolutions(hidden)}</Text> : null}
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={text.addSolutionsTo(userName)}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Suspense>
          <AddMemberSolutions
            member={member}
            addable={addable}
            acting={roles.acting}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      </Modal>
    </MemberSection>
  );
}

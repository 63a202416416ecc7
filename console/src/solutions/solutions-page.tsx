/** The solutions of an organization that the caller may view. */
import { Button, Drawer, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useReadOnChange } from "../app/changes.ts";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { readAgain } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PageLink } from "../kit/links.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { allSolutionsQuery, useOwnRoles } from "./queries.ts";
import { solutionsMatching } from "./matching.ts";

const RegisterSolution = lazy(() => import("./register-solution.tsx"));
const route = getRouteApi("/signed-in/o/$organizationId/solutions");

export function SolutionsPage() {
  const { common, solutions } = useText();
  const format = useFormat();
  const { organizationId, userRole } = useOrganization();
  const { search = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/solutions" });
  const [isRegistering, setRegistering] = useState(false);
  const { data, error, refetch } = useQuery(allSolutionsQuery(organizationId));
  const roles = useOwnRoles();
  const isCreator = !may(userRole, "users:manage");
  const rows = useMemo(() => solutionsMatching(data ?? [], search), [data, search]);

  useReadOnChange(
    ({ solutionId }) => solutionId !== undefined,
    () => {
      void readAgain("/v1/organizations/{organizationId}/solutions", "/v1/users/me/solutions");
    },
  );

  const columns = useMemo<Column<Schemas["Solution"]>[]>(
    () => [
      {
        id: "title",
        header: solutions.titleField,
        cell: ({ row: { original } }) => (
          <PageLink
            to="/o/$organizationId/solutions/$solutionId"
            params={{ organizationId, solutionId: original.solutionId }}
            size="sm"
          >
            {original.title}
          </PageLink>
        ),
      },
      { id: "name", header: common.name, cell: ({ row }) => row.original.name },
      { id: "category", header: solutions.category, cell: ({ row }) => row.original.category },
      {
        id: "members",
        header: solutions.members,
        cell: ({ row }) => format.number(row.original.memberCount),
      },
      {
        id: "role",
        header: solutions.ownRole,
        cell({ row }) {
          const role = roles.assigned(row.original.solutionId);
          return role === undefined ? common.none : common.solutionRole[role];
        },
      },
    ],
    [common, format, organizationId, roles, solutions],
  );

  const register = may(userRole, "solutions:register") ? (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setRegistering(true)}
      size="sm"
    >
      {solutions.register}
    </Button>
  ) : null;

  return (
    <Page title={solutions.title} actions={register}>
      {isCreator ? <Text size="sm">{solutions.creatorHint}</Text> : null}
      <TextInput
        type="search"
        label={common.search}
        description={solutions.searchHint}
        maw={360}
        value={search}
        onChange={({ currentTarget }) =>
          void navigate({ search: { search: currentTarget.value || undefined }, replace: true })
        }
      />
      <Text size="sm" role="status">
        {data === undefined ? "" : solutions.count(rows.length)}
      </Text>
      <ProblemAlert error={error} onRetry={refetch} />
      {error === null ? (
        <DataTable
          label={solutions.title}
          columns={columns}
          rows={rows}
          rowId={({ solutionId }) => solutionId}
          isPending={data === undefined}
          empty={
            search === "" ? (
              <Empty title={solutions.nothing} hint={solutions.nothingHint} action={register} />
            ) : (
              <Empty title={solutions.nothingFound(search)} hint={solutions.nothingFoundHint} />
            )
          }
        />
      ) : null}
      <Drawer
        opened={isRegistering}
        onClose={() => setRegistering(false)}
        position="right"
        title={solutions.register}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Suspense>
          <RegisterSolution onClose={() => setRegistering(false)} />
        </Suspense>
      </Drawer>
    </Page>
  );
}

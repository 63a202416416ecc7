/** The organizations that one belongs to: role and status, the default one, leaving, a new one. */
import { Badge, Button, Group, Text } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../app/api.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import {
  isManaged,
  type OwnOrganization,
  ownOrganizationsQuery,
  useManagedOrganizations,
  useSession,
} from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PageLink } from "../kit/links.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { SessionNotice } from "../sign-in/session-notice.tsx";

const NewOrganization = lazy(() => import("./new-organization.tsx"));

const reads = ["/v1/users/me", "/v1/session"];

export function MyOrganizationsPage() {
  const { common, shell, organizations } = useText();
  const text = organizations.mine;
  const session = useSession();
  const { data, error, isPending, refetch } = useQuery(ownOrganizationsQuery);
  const isWhole = session.organizationId === undefined;
  const mayCreate = useManagedOrganizations().length > 0 && isWhole;
  const [isNew, setIsNew] = useState(false);
  const confirm = useConfirm();
  const makeDefault = useCommand(
    ({ organizationId }: OwnOrganization) =>
      unwrap(api.PUT("/v1/users/me/default-organization", { body: { organizationId } })),
    { success: (_, { name }) => text.isDefaultNow(name), reads },
  );
  const leave = useCommand(
    ({ organizationId }: OwnOrganization) => {
      const params = { path: { organizationId, userId: session.userId } };
      return unwrap(api.DELETE("/v1/organizations/{organizationId}/members/{userId}", { params }));
    },
    { success: (_, { name }) => text.left(name), reads },
  );

  async function askToLeave(organization: OwnOrganization): Promise<void> {
    const isSure = await confirm({
      title: text.leaveQuestion(organization.name),
      body: text.leaveConsequence,
      action: text.leave,
      isDangerous: true,
    });
    if (isSure) leave.mutate(organization);
  }

  const columns: Column<OwnOrganization>[] = [
    {
      id: "name",
      header: common.name,
      cell: ({ row: { original } }) => <Name organization={original} />,
    },
    {
      id: "role",
      header: common.role,
      cell: ({ row: { original } }) => common.organizationRole[original.userRole],
    },
    {
      id: "status",
      header: common.status,
      cell: ({ row: { original } }) => common.memberStatus[original.userStatus],
    },
    {
      id: "solutions",
      header: text.solutions,
      cell: ({ row: { original } }) => shell.solutionCount(original.solutionCount),
    },
    {
      id: "actions",
      header: common.actions,
      cell: ({ row: { original } }) => (
        <Group gap="xs">
          {isWhole && !original.isDefault && original.userStatus === "ACTIVE" ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`${text.makeDefault}: ${original.name}`}
              onClick={() => makeDefault.mutate(original)}
            >
              {text.makeDefault}
            </Button>
          ) : null}
          {isManaged(original, session) && may(original.userRole, "users:manage") ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`${text.leave}: ${original.name}`}
              onClick={() => void askToLeave(original)}
            >
              {text.leave}
            </Button>
          ) : null}
        </Group>
      ),
    },
  ];
  return (
    <Page
      title={shell.myOrganizations}
      actions={
        mayCreate ? <Button onClick={() => setIsNew(true)}>{shell.newOrganization}</Button> : null
      }
    >
      <SessionNotice />
      {error === null ? null : <ProblemAlert error={error} onRetry={refetch} />}
      <DataTable
        label={shell.myOrganizations}
        columns={columns}
        rows={data ?? []}
        rowId={({ organizationId }) => organizationId}
        isPending={isPending}
        empty={<Empty title={text.empty} hint={text.emptyHint} />}
      />
      <Suspense>{isNew ? <NewOrganization onClose={() => setIsNew(false)} /> : null}</Suspense>
    </Page>
  );
}

function Name({ organization }: { readonly organization: OwnOrganization }) {
  const { shell, organizations } = useText();
  const { organizationId, name, isDefault, needsSignIn } = organization;
  const isOpen = isManaged(organization, useSession());
  return (
    <Group gap="xs">
      {isOpen ? (
        <PageLink to="/o/$organizationId/users" params={{ organizationId }} size="sm">
          {name}
        </PageLink>
      ) : (
        <Text size="sm">{name}</Text>
      )}
      {isDefault ? <Badge variant="light">{shell.default}</Badge> : null}
      {needsSignIn ? (
        <Text size="xs" c="dimmed">
          {organizations.mine.signInAgain}
        </Text>
      ) : null}
    </Group>
  );
}

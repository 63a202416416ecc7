/** What one has sent, with its delivery; and the way to send more. */
import { Badge, Button } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { lazy, Suspense, useMemo, useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";

type Sent = Schemas["Notification"];

const Compose = lazy(() => import("./compose.tsx"));
const path = "/v1/organizations/{organizationId}/notifications";
const stateColor = {
  SCHEDULED: "yellow",
  SENDING: "blue",
  SENT: "green",
  CANCELLED: "gray",
} as const;

export function NotificationsPage() {
  const { common, notifications } = useText();
  const format = useFormat();
  const { organizationId } = useOrganization();
  const [isComposing, setIsComposing] = useState(false);
  const confirm = useConfirm();
  const list = useList(path, { path: { organizationId } });
  const { mutate: cancel } = useCommand(
    (notificationId: string) => {
      const params = { path: { organizationId, notificationId } };
      return unwrap(
        api.DELETE("/v1/organizations/{organizationId}/notifications/{notificationId}", { params }),
      );
    },
    { success: () => notifications.cancelled, reads: [path] },
  );

  const columns = useMemo<Column<Sent>[]>(
    () => [
      {
        id: "content",
        header: notifications.notification,
        cell: ({ row }) => summary(row.original) ?? notifications.textErased,
      },
      { id: "to", header: notifications.to, cell: ({ row }) => recipients(row.original) },
      {
        id: "state",
        header: common.status,
        cell: ({ row: { original } }) => (
          <Badge variant="light" color={stateColor[original.state]}>
            {notifications.states[original.state]}
          </Badge>
        ),
      },
      {
        id: "time",
        header: notifications.time,
        cell: ({ row }) => format.dateTime(row.original.startAt),
      },
      {
        id: "delivery",
        header: notifications.delivery,
        cell: ({ row: { original } }) => notifications.counts(original.counts),
      },
      {
        id: "actions",
        header: common.actions,
        cell: ({ row: { original } }) =>
          original.state === "SCHEDULED" ? (
            <Button size="xs" variant="default" onClick={() => void ask(original)}>
              {notifications.cancel}
            </Button>
          ) : null,
      },
    ],
    // The functions below use nothing else that changes.
    [common, notifications, format],
  );

  function recipients({ scope, userIds = [] }: Sent): string {
    return scope === "USR" ? notifications.toUsers(userIds.length) : notifications.scopes[scope];
  }

  async function ask(sent: Sent): Promise<void> {
    const isSure = await confirm({
      title: notifications.cancelQuestion(summary(sent) ?? ""),
      body: notifications.cancelConsequence,
      action: notifications.cancel,
      isDangerous: true,
    });
    if (isSure) cancel(sent.notificationId);
  }

  const compose = <Button onClick={() => setIsComposing(true)}>{notifications.compose}</Button>;
  return (
    <Page title={notifications.title} actions={compose}>
      <ProblemAlert error={list.error} onRetry={list.refetch} />
      <DataTable
        label={notifications.title}
        columns={columns}
        rows={list.rows}
        rowId={({ notificationId }) => notificationId}
        isPending={list.isPending}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={
          <Empty title={notifications.nothing} hint={notifications.nothingHint} action={compose} />
        }
      />
      <Suspense>{isComposing ? <Compose onClose={() => setIsComposing(false)} /> : null}</Suspense>
    </Page>
  );
}

/** The title, or the beginning of the text. */
function summary({ content: { title, text } }: Sent): string | undefined {
  return title ?? (text === undefined || text.length <= 80 ? text : `${text.slice(0, 80)}…`);
}

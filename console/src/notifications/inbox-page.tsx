/** One's own notifications, of all organizations. */
import {
  Button,
  Card,
  Group,
  Indicator,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOwnOrganizations } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { PushDevices } from "./push-devices.tsx";

const path = "/v1/users/me/notifications";

export function InboxPage() {
  const { common, shell, notifications } = useText();
  const [shown, setShown] = useState<"all" | "unread">("all");
  const query = shown === "unread" ? { unread: "true" as const } : {};
  const { rows, error, isPending, hasMore, isFetching, loadMore, refetch } = useList(path, {
    query,
  });
  const unread = rows.filter(({ read }) => !read);
  const readAll = useCommand(
    () => Promise.all(unread.map(({ notificationId }) => markRead(notificationId))),
    { reads: [path] },
  );
  return (
    <Page
      title={shell.inbox}
      actions={
        <Button
          variant="default"
          disabled={unread.length === 0}
          loading={readAll.isPending}
          onClick={() => readAll.mutate()}
        >
          {notifications.readAll}
        </Button>
      }
    >
      <SegmentedControl
        aria-label={notifications.filter}
        value={shown}
        onChange={(next) => setShown(next === "unread" ? "unread" : "all")}
        data={[
          { value: "all", label: common.all },
          { value: "unread", label: notifications.unread },
        ]}
        style={{ alignSelf: "flex-start" }}
      />
      <ProblemAlert error={error} onRetry={refetch} />
      {!isPending && error === null && rows.length === 0 ? (
        <Empty title={notifications.inboxEmpty} hint={notifications.inboxEmptyHint} />
      ) : null}
      <Stack gap="sm" maw={720}>
        {rows.map((each) => (
          <Received key={each.notificationId} notification={each} />
        ))}
      </Stack>
      {hasMore ? (
        <Button
          variant="default"
          loading={isFetching}
          onClick={loadMore}
          style={{ alignSelf: "start" }}
        >
          {common.more}
        </Button>
      ) : null}
      <PushDevices />
    </Page>
  );
}

function Received({ notification }: { readonly notification: Schemas["MyNotification"] }) {
  const { notifications } = useText();
  const format = useFormat();
  const { notificationId, organizationId, content, deliveredAt, read } = notification;
  const from = useOwnOrganizations().find((each) => each.organizationId === organizationId)?.name;
  const reading = useCommand(() => markRead(notificationId), { reads: [path] });
  const title = content.title ?? from ?? "";
  return (
    <Card withBorder component="article" aria-label={title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Indicator disabled={read} position="middle-start" offset={-10}>
            <Title order={2} size="h5" fw={read ? 500 : 700}>
              {title}
            </Title>
          </Indicator>
          <Text size="xs" c="dimmed">
            {[read ? undefined : notifications.unread, from, format.dateTime(deliveredAt)]
              .filter((each) => each !== undefined)
              .join(" · ")}
          </Text>
        </div>
        {read ? null : (
          <Button
            size="xs"
            variant="default"
            aria-label={`${notifications.read}: ${title}`}
            loading={reading.isPending}
            onClick={() => reading.mutate()}
          >
            {notifications.read}
          </Button>
        )}
      </Group>
      <Text mt="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {content.text ?? notifications.textErased}
      </Text>
      <Inputs inputs={content.inputs} />
    </Card>
  );
}

function Inputs({
  inputs = {},
}: {
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}) {
  return Object.entries(inputs).map(([name, value]) => (
    <Text key={name} size="sm">
      {name}: {value}
    </Text>
  ));
}

function markRead(notificationId: string): Promise<unknown> {
  const params = { path: { notificationId } };
  return unwrap(
    api.PATCH("/v1/users/me/notifications/{notificationId}", { params, body: { read: true } }),
  );
}

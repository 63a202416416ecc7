/** The switch for notifications on this device, and the list of all devices. */
import { Alert, Button, Group, List, Stack, Switch, Text, Title } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { pushState, subscribe, unsubscribe } from "./push.ts";

const path = "/v1/users/me/push-subscriptions";

export function PushDevices() {
  const { common, notifications } = useText();
  const format = useFormat();
  const queries = useQueryClient();
  const { data: state } = useQuery({ queryKey: ["push"], queryFn: pushState });
  const devices = useList(path, {});
  const confirm = useConfirm();
  const turn = useCommand((isOn: boolean) => (isOn ? subscribe() : unsubscribe()), {
    onSuccess: (next) => queries.setQueryData(["push"], next),
    reads: [path],
  });
  const remove = useCommand(
    (subscriptionId: string) => {
      const params = { path: { subscriptionId } };
      return unwrap(api.DELETE("/v1/users/me/push-subscriptions/{subscriptionId}", { params }));
    },
    { success: () => notifications.push.removed, reads: [path] },
  );

  async function askToRemove(subscriptionId: string, device: string): Promise<void> {
    const isSure = await confirm({
      title: notifications.push.removeQuestion,
      body: notifications.push.removeConsequence(device),
      action: common.remove,
      isDangerous: true,
    });
    if (isSure) remove.mutate(subscriptionId);
  }

  return (
    <Stack component="section" aria-labelledby="push" maw={560}>
      <Title order={2} size="h4" id="push">
        {notifications.push.title}
      </Title>
      {state === "unsupported" ? <Text size="sm">{notifications.push.unsupported}</Text> : null}
      {state === "blocked" ? <Alert color="yellow">{notifications.push.blocked}</Alert> : null}
      {state === "on" || state === "off" ? (
        <Switch
          label={notifications.push.thisDevice}
          description={notifications.push.hint}
          checked={state === "on"}
          disabled={turn.isPending}
          onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
        />
      ) : null}
      {devices.rows.length === 0 ? null : (
        <List listStyleType="none" spacing="xs">
          {devices.rows.map(({ subscriptionId, host, createdAt }) => {
            const device = notifications.push.device(host, format.date(createdAt));
            return (
              <List.Item key={subscriptionId}>
                <Group justify="space-between">
                  <Text size="sm">{device}</Text>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`${common.remove}: ${device}`}
                    onClick={() => void askToRemove(subscriptionId, device)}
                  >
                    {common.remove}
                  </Button>
                </Group>
              </List.Item>
            );
          })}
        </List>
      )}
    </Stack>
  );
}

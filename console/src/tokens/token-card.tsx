/** One token: its clocks, what it may do and where, and what can be done with it. */
import { Badge, Button, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useOwnOrganizations, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { clocksOf } from "./clocks.ts";
import { allScopes } from "./scope-groups.ts";
import { TokenClock } from "./token-clock.tsx";

const path = "/v1/users/me/tokens";

export function TokenCard({ token }: { readonly token: Schemas["Token"] }) {
  const { common, tokens } = useText();
  const format = useFormat();
  const confirm = useConfirm();
  const { organizationId: only } = useSession();
  const organizations = useOwnOrganizations();
  const { tokenId, name = "", scopes, status, organizationId, createdAt, lastUsedAt } = token;
  const { lease, expiry } = clocksOf(token, Date.now());
  const params = { path: { tokenId } };
  const extend = useCommand(
    () => unwrap(api.POST("/v1/users/me/tokens/{tokenId}/extend-lease", { params })),
    { success: () => tokens.extended(name), reads: [path] },
  );
  const remove = useCommand(() => unwrap(api.DELETE("/v1/users/me/tokens/{tokenId}", { params })), {
    success: () => tokens.deleted(name),
    reads: [path],
  });

  async function askToDelete(): Promise<void> {
    const isSure = await confirm({
      title: tokens.deleteQuestion(name),
      body: tokens.deleteConsequence,
      action: common.delete,
      isDangerous: true,
    });
    if (isSure) remove.mutate();
  }

  const isOver = status === "EXPIRED" || status === "DELETED";
  const mayChange = only === undefined || only === organizationId;
  const where =
    organizationId === undefined
      ? tokens.everywhere
      : (organizations.find((each) => each.organizationId === organizationId)?.name ?? "");
  return (
    <Card withBorder component="section" aria-labelledby={tokenId}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id={tokenId}>
            {name}
          </Title>
          <Badge variant="light" color={status === "ACTIVE" ? "green" : "gray"}>
            {tokens.status[status]}
          </Badge>
        </Group>
        {isOver ? null : (
          <>
            <TokenClock label={tokens.lease} clock={lease} />
            <TokenClock label={tokens.expiry} clock={expiry} />
          </>
        )}
        <Text size="sm" c="dimmed">
          {tokens.created}: {format.date(createdAt)} · {tokens.lastUse}:{" "}
          {lastUsedAt === undefined ? common.never : format.relative(lastUsedAt)} · {where}
        </Text>
        <Scopes scopes={scopes} />
        {isOver || !mayChange ? null : (
          <Group>
            <Button
              size="xs"
              variant="default"
              aria-label={`${tokens.extend}: ${name}`}
              loading={extend.isPending}
              onClick={() => extend.mutate()}
            >
              {tokens.extend}
            </Button>
            <Button
              size="xs"
              variant="default"
              aria-label={`${common.delete}: ${name}`}
              loading={remove.isPending}
              onClick={() => void askToDelete()}
            >
              {common.delete}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  const { tokens } = useText();
  if (allScopes.every((scope) => scopes.includes(scope))) {
    return (
      <Text size="sm">
        {tokens.scopes}: {tokens.allScopes}
      </Text>
    );
  }
  return (
    <details>
      <Text component="summary" size="sm">
        {tokens.scopes}: {tokens.scopeCount(scopes.length)}
      </Text>
      <List size="sm">
        {scopes.map((scope) => (
          <List.Item key={scope}>{tokens.scope[scope] ?? scope}</List.Item>
        ))}
      </List>
    </details>
  );
}

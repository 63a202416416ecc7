/** How to check a bundle without trusting this server. */
import {
  Badge,
  Button,
  Code,
  CopyButton,
  Group,
  List,
  Skeleton,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { download } from "../kit/download.ts";
import { Empty } from "../kit/empty.tsx";
import { PageButton } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";

const installCommand = "npm install --global @muster/verify";

export default function VerifyTab() {
  const { verify } = useText().audit;
  const { organizationId } = useOrganization();
  const keys = useQuery({
    queryKey: ["/v1/keys"],
    queryFn: ({ signal }) => unwrap(api.GET("/v1/keys", { signal })),
  });
  const inUse = keys.data?.items.find(({ retiredAt }) => retiredAt === undefined);
  const key = inUse?.publicKey ?? "KEY";
  return (
    <Stack maw={800}>
      <Text>{verify.hint}</Text>
      <Step title={verify.install} hint={verify.installHint}>
        <Copied text={installCommand} label={verify.copyCommand} />
      </Step>
      <Step title={verify.pin} hint={verify.pinHint}>
        <ProblemAlert error={keys.error} onRetry={keys.refetch} />
        {keys.isPending ? <Skeleton h={48} /> : null}
        {keys.data?.items.length === 0 ? <Empty title={verify.noKeys} /> : null}
        <List listStyleType="none" spacing="md">
          {keys.data?.items.map((each) => (
            <List.Item key={each.keyId}>
              <Key signingKey={each} />
            </List.Item>
          ))}
        </List>
      </Step>
      <Step title={verify.keep} hint={verify.keepHint}>
        <Checkpoint />
      </Step>
      <Step title={verify.run} hint={verify.runHint}>
        <Copied
          text={`muster-verify bundle.zip --key "${key}" --previous checkpoint.txt`}
          label={verify.copyCommand}
        />
        <PageButton
          variant="default"
          to="/o/$organizationId/audit"
          params={{ organizationId }}
          search={{ tab: "export", format: "bundle" }}
          style={{ alignSelf: "flex-start" }}
        >
          {verify.toExport}
        </PageButton>
      </Step>
    </Stack>
  );
}

function Step(props: {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <Text size="sm">{props.hint}</Text>
      {props.children}
    </Stack>
  );
}

function Key({ signingKey }: { readonly signingKey: Schemas["SigningKeys"]["items"][number] }) {
  const { verify } = useText().audit;
  const { date } = useFormat();
  const { keyId, publicKey, createdAt, retiredAt } = signingKey;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {verify.keyId} {keyId}
        </Text>
        <Badge variant="light" color={retiredAt === undefined ? "green" : "gray"}>
          {retiredAt === undefined ? verify.current : verify.retired(date(retiredAt))}
        </Badge>
        <Text size="sm">{verify.since(date(createdAt))}</Text>
      </Group>
      <Copied text={publicKey} label={verify.copyKey(keyId)} />
    </Stack>
  );
}

function Checkpoint() {
  const { verify } = useText().audit;
  const { organizationId } = useOrganization();
  const path = "/v1/organizations/{organizationId}/checkpoint";
  const params = { path: { organizationId } };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [path, params],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params, signal, parseAs: "text" })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={refetch} />;
  if (isPending) return <Skeleton h={96} />;
  return (
    <>
      <Text size="sm" fw={600}>
        {verify.checkpoint}
      </Text>
      <Copied text={data} label={verify.copyCheckpoint} />
      <Button
        variant="default"
        style={{ alignSelf: "flex-start" }}
        onClick={() =>
          download("checkpoint.txt", new Blob([data], { type: "text/plain;charset=utf-8" }))
        }
      >
        {verify.download}
      </Button>
    </>
  );
}

/** A text with a button that copies it. */
function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  const { common } = useText();
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Code block flex={1} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy} aria-label={label}>
            {copied ? common.copied : common.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

/** One's sessions: which one this is, and the end of the others. */
import { Badge, Button, Group, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOwnOrganizations, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { SessionNotice } from "./session-notice.tsx";

type Session = Schemas["ListedSession"];

const path = "/v1/users/me/sessions";

export function MySessionsPage() {
  const { common, signIn } = useText();
  const text = signIn.session;
  const format = useFormat();
  const confirm = useConfirm();
  const organizations = useOwnOrganizations();
  // One for a single organization may not end others.
  const mayEnd = useSession().organizationId === undefined;
  const { rows, error, refetch, ...list } = useList(path, {});
  const end = useCommand(
    (sessionId: string) => {
      const params = { path: { sessionId } };
      return unwrap(api.DELETE("/v1/users/me/sessions/{sessionId}", { params }));
    },
    { success: () => text.ended, reads: [path] },
  );
  const endOthers = useCommand(() => unwrap(api.DELETE(path)), {
    success: () => text.othersEnded,
    reads: [path],
  });

  async function askToEnd({ sessionId, createdAt }: Session): Promise<void> {
    const isSure = await confirm({
      title: text.endQuestion(format.dateTime(createdAt)),
      body: text.endConsequence,
      action: text.end,
      isDangerous: true,
    });
    if (isSure) end.mutate(sessionId);
  }

  async function askToEndOthers(): Promise<void> {
    const isSure = await confirm({
      title: text.endOthersQuestion,
      body: text.endOthersConsequence,
      action: text.endOthers,
      isDangerous: true,
    });
    if (isSure) endOthers.mutate();
  }

  function opened({ organizationId, scopes }: Session): string {
    if (organizationId !== undefined) {
      return organizations.find((each) => each.organizationId === organizationId)?.name ?? "";
    }
    return scopes === undefined ? text.management : text.account;
  }

  const columns: Column<Session>[] = [
    {
      id: "started",
      header: text.started,
      cell: ({ row: { original } }) => (
        <Group gap="xs">
          <Text size="sm">{format.dateTime(original.createdAt)}</Text>
          {original.isCurrent ? <Badge variant="light">{text.current}</Badge> : null}
        </Group>
      ),
    },
    {
      id: "lastSeen",
      header: text.lastSeen,
      cell: ({ row: { original } }) => format.relative(original.lastSeenAt),
    },
    {
      id: "ends",
      header: text.ends,
      cell: ({ row: { original } }) => format.relative(original.expiresAt),
    },
    { id: "opens", header: text.opens, cell: ({ row: { original } }) => opened(original) },
    {
      id: "end",
      header: common.actions,
      cell: ({ row: { original } }) =>
        original.isCurrent || !mayEnd ? null : (
          <Button
            size="xs"
            variant="default"
            aria-label={`${text.end}: ${format.dateTime(original.createdAt)}`}
            onClick={() => void askToEnd(original)}
          >
            {text.end}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={signIn.sessions}
      actions={
        mayEnd && rows.length > 1 ? (
          <Button
            variant="default"
            loading={endOthers.isPending}
            onClick={() => void askToEndOthers()}
          >
            {text.endOthers}
          </Button>
        ) : null
      }
    >
      <SessionNotice />
      {error === null ? null : <ProblemAlert error={error} onRetry={refetch} />}
      <DataTable
        {...list}
        label={signIn.sessions}
        columns={columns}
        rows={rows}
        rowId={({ sessionId }) => sessionId}
        empty={<Empty title={text.empty} />}
      />
    </Page>
  );
}

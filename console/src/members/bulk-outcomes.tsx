/** One outcome for each user: done, or why not. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useText } from "../app/preferences.tsx";
import { csvOf } from "../kit/csv.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { download } from "../kit/download.ts";

export interface OutcomeRow {
  readonly userId: string;
  readonly name: string;
  /** Why it was not done; undefined: it was. */
  readonly refusal: string | undefined;
}

interface Props {
  readonly outcomes: readonly OutcomeRow[];
  readonly isRunning: boolean;
}

export function BulkOutcomes({ outcomes, isRunning }: Props) {
  const { members, common } = useText();
  const refused = outcomes.filter(({ refusal }) => refusal !== undefined);
  const done = outcomes.filter(({ refusal }) => refusal === undefined);
  const columns = useMemo(
    (): readonly Column<OutcomeRow>[] => [
      {
        id: "name",
        header: common.name,
        meta: { width: "40%" },
        cell: ({ row }) => row.original.name,
      },
      {
        id: "outcome",
        header: members.outcome,
        cell: ({ row }) => row.original.refusal ?? members.done,
      },
    ],
    [common, members],
  );

  function save(): void {
    const rows = outcomes.map(({ name, refusal }) => [name, refusal ?? members.done]);
    download("outcomes.csv", csvOf([[common.name, members.outcome], ...rows]));
  }

  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Group gap="xs">
          <Badge variant="light" color="green">
            {members.bulkDone(done.length)}
          </Badge>
          <Badge variant="light" color={refused.length > 0 ? "red" : "gray"}>
            {members.bulkRefused(refused.length)}
          </Badge>
        </Group>
        {isRunning || outcomes.length === 0 ? null : (
          <Button size="compact-sm" variant="default" onClick={save}>
            {common.downloadCsv}
          </Button>
        )}
      </Group>
      <DataTable
        label={members.outcomes}
        columns={columns}
        // What needs attention first.
        rows={isRunning ? outcomes : [...refused, ...done]}
        rowId={({ userId }) => userId}
        isPending={false}
        empty={<Text size="sm">{common.loading}</Text>}
        rowHeight={40}
        maxHeight="50dvh"
      />
    </Stack>
  );
}

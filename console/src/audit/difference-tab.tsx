/** What the access of each person differs in between two moments, with who said so. */
import { Badge, Group, List, Stack, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useOrganization } from "../app/session.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import type { TabProps } from "./audit-page.tsx";
import { CsvButton, csvIn } from "../kit/csv-button.tsx";
import { differenceInWords, differencesOf } from "./differences.ts";
import { MomentField } from "./moment-field.tsx";
import { useNaming } from "./naming.ts";
import { PersonCell } from "./person-cell.tsx";

type PersonChange = Schemas["AccessChanges"]["items"][number];

const path = "/v1/organizations/{organizationId}/access-review/changes";
const thirtyDays = 30 * 86_400_000;
const colors = { JOINED: "green", LEFT: "red", CHANGED: "blue" } as const;

export default function DifferenceTab({ search, onSearch }: TabProps) {
  const { organizationId } = useOrganization();
  const [monthAgo] = useState(() => new Date(Date.now() - thirtyDays).toISOString());
  const { from = monthAgo, to } = search;
  const params = {
    path: { organizationId },
    query: { from, ...(to === undefined ? {} : { to }) },
  };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [path, params],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params, signal })),
  });
  const naming = useNaming(data?.people ?? {});
  const { text, people } = naming;
  const { difference } = text.audit;
  const columns: Column<PersonChange>[] = [
    {
      id: "person",
      header: difference.person,
      meta: { width: "18rem" },
      cell: ({ row: { original } }) => (
        <Stack gap={2} align="flex-start">
          <PersonCell userId={original.userId} email={original.email} people={people} />
          <Badge variant="light" color={colors[original.change]}>
            {difference.membership[original.change]}
          </Badge>
        </Stack>
      ),
    },
    {
      id: "changes",
      header: difference.changes,
      cell: ({ row }) => (
        <List size="sm">
          {differencesOf(row.original).map((each) => (
            <List.Item key={each.solutionId ?? ""}>{differenceInWords(each, naming)}</List.Item>
          ))}
        </List>
      ),
    },
  ];

  return (
    <Stack>
      <Text>{difference.hint}</Text>
      <Group align="flex-end">
        <MomentField
          label={text.common.from}
          value={from}
          onChange={(next) => onSearch({ from: next })}
        />
        <MomentField
          label={text.common.to}
          value={to ?? data?.to}
          onChange={(next) => onSearch({ to: next })}
        />
        <CsvButton
          name={`access-changes ${from.slice(0, 10)}`}
          get={() =>
            csvIn(api.GET(path, { params, headers: { Accept: "text/csv" }, parseAs: "blob" }))
          }
        />
      </Group>
      <ProblemAlert error={error} onRetry={refetch} />
      {data === undefined ? null : (
        <Text size="sm" role="status">
          {difference.people(data.items.length)}
        </Text>
      )}
      {error === null ? (
        <DataTable
          label={text.audit.tabs.difference}
          columns={columns}
          rows={data?.items ?? []}
          rowId={({ userId }) => userId}
          isPending={isPending}
          rowHeight={64}
          maxHeight="calc(100dvh - 20rem)"
          empty={<Empty title={difference.nothing} hint={difference.nothingHint} />}
        />
      ) : null}
    </Stack>
  );
}

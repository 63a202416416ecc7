/** Time travel: who had which role, and which solutions, at a moment. */
import { Button, Group, Slider, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { caseFold } from "../../../src/platform/case-fold.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { nameOfValue } from "../kit/name-of-value.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import type { TabProps } from "./audit-page.tsx";
import { CsvButton, csvIn } from "../kit/csv-button.tsx";
import { roleText } from "./intervals.ts";
import { MomentField } from "./moment-field.tsx";
import { useNaming } from "./naming.ts";
import { PersonCell } from "./person-cell.tsx";

type Reviewed = Schemas["AccessReview"]["items"][number];

const path = "/v1/organizations/{organizationId}/access-review";
const dayMilliseconds = 86_400_000;

export default function AsOfTab({ search: { at }, onSearch }: TabProps) {
  const { organizationId } = useOrganization();
  const [sought, setSought] = useState("");
  const params = { path: { organizationId }, query: at === undefined ? {} : { at } };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [path, params],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params, signal })),
  });
  const naming = useNaming(data?.people ?? {});
  const { text, dateTime, people, personName, solutionName } = naming;
  const { asOf } = text.audit;
  const columns: Column<Reviewed>[] = [
    {
      id: "person",
      header: asOf.person,
      meta: { width: "25%" },
      cell: ({ row: { original } }) => (
        <PersonCell userId={original.userId} email={original.email} people={people} />
      ),
    },
    {
      id: "role",
      header: asOf.role,
      meta: { width: "12%" },
      cell: ({ row }) => roleText(row.original, text),
    },
    {
      id: "solutions",
      header: asOf.solutions,
      cell: ({ row }) => (
        <Text size="sm">
          {row.original.solutions
            .map(
              ({ solutionId, role }) =>
                `${solutionName(solutionId)}: ${nameOfValue(role, text.common.solutionRole)}`,
            )
            .join(", ") || text.common.none}
        </Text>
      ),
    },
    {
      id: "grantedBy",
      header: asOf.grantedBy,
      meta: { width: "20%" },
      cell: ({ row: { original } }) => (
        <Text size="sm">
          {personName(original.grantedBy, people[original.grantedBy])}
          <br />
          {dateTime(original.grantedAt)}
        </Text>
      ),
    },
  ];
  const wanted = caseFold(sought.trim());
  const all = data?.items ?? [];
  const rows = all.filter(({ userId, email }) =>
    caseFold(`${personName(userId, people[userId])} ${email ?? ""}`).includes(wanted),
  );

  return (
    <Stack>
      <Text>{asOf.hint}</Text>
      <DaySlider at={at} onChange={(next) => onSearch({ at: next })} />
      <Group align="flex-end">
        <MomentField label={asOf.moment} value={at} onChange={(next) => onSearch({ at: next })} />
        <Button
          variant="default"
          disabled={at === undefined}
          onClick={() => onSearch({ at: undefined })}
        >
          {asOf.now}
        </Button>
        <TextInput
          type="search"
          label={asOf.search}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <CsvButton
          name={`access-review ${(at ?? new Date().toISOString()).slice(0, 10)}`}
          get={() =>
            csvIn(api.GET(path, { params, headers: { Accept: "text/csv" }, parseAs: "blob" }))
          }
        />
      </Group>
      <ProblemAlert error={error} onRetry={refetch} />
      {data === undefined ? null : (
        <Text size="sm" role="status">
          {dateTime(data.at)} · {asOf.members(rows.length)}
        </Text>
      )}
      {error === null ? (
        <DataTable
          label={text.audit.tabs["as-of"]}
          columns={columns}
          rows={rows}
          rowId={({ userId }) => userId}
          isPending={isPending}
          maxHeight="calc(100dvh - 26rem)"
          empty={
            all.length > 0 ? (
              <Empty title={asOf.noMatch} />
            ) : (
              <Empty title={asOf.nobody} hint={asOf.nobodyHint} />
            )
          }
        />
      ) : null}
    </Stack>
  );
}

/** Every day since the organization was founded; the last one is now. */
function DaySlider({
  at,
  onChange,
}: {
  readonly at: string | undefined;
  readonly onChange: (at: string | undefined) => void;
}) {
  const { audit } = usePreferences().text;
  const format = useFormat();
  const { organizationId } = useOrganization();
  const [moved, setMoved] = useState<number>();
  const [now] = useState(Date.now);
  const params = { path: { organizationId } };
  const { data: organization } = useQuery({
    queryKey: ["/v1/organizations/{organizationId}", params],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/organizations/{organizationId}", { params, signal })),
  });
  const founded = Date.parse(organization?.createdAt ?? "");
  const days = Math.max(1, Math.ceil((now - founded) / dayMilliseconds));
  const momentOf = (day: number): number => Math.min(founded + day * dayMilliseconds, now);
  // Whoever holds an arrow key passes many days, of which only the last one is asked for.
  const changeLater = useDebouncedCallback((day: number) => {
    setMoved(undefined);
    onChange(day >= days ? undefined : new Date(momentOf(day)).toISOString());
  }, 400);
  if (organization === undefined) return null;
  const shown = at === undefined ? days : Math.round((Date.parse(at) - founded) / dayMilliseconds);
  const labelOf = (day: number): string =>
    day >= days ? audit.asOf.now : format.date(momentOf(day));
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} aria-hidden>
        {audit.asOf.day}
      </Text>
      <Slider
        min={0}
        max={days}
        value={moved ?? Math.min(Math.max(shown, 0), days)}
        label={labelOf}
        thumbLabel={audit.asOf.day}
        thumbProps={{ "aria-valuetext": labelOf(moved ?? shown) }}
        onChange={setMoved}
        onChangeEnd={changeLater}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {audit.asOf.founded(format.date(founded))}
        </Text>
        <Text size="xs" c="dimmed">
          {audit.asOf.now}
        </Text>
      </Group>
    </Stack>
  );
}

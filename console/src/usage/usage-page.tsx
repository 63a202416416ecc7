/** Usage by day: plots, each with its numbers as a table, and all of them as CSV. */
import { Group, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { CsvButton } from "../kit/csv-button.tsx";
import { csvOf } from "../kit/csv.ts";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { usagePlots, usageRows } from "./plots.ts";
import { UsagePlot } from "./usage-plot.tsx";

const route = getRouteApi("/signed-in/o/$organizationId/usage");
const dayMilliseconds = 86_400_000;

export function UsagePage() {
  const text = useText();
  const { common, usage } = text;
  const { organizationId, name } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/usage" });
  const to = search.to ?? dayBefore(0);
  const from = search.from ?? dayBefore(29);
  const params = { path: { organizationId }, query: { from, to } };
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/organizations/{organizationId}/usage", params],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/organizations/{organizationId}/usage", { params, signal })),
  });
  const plots = usagePlots(text);
  const days = data?.items ?? [];
  const isEmpty = data !== undefined && days.every(({ members }) => members.total === 0);

  return (
    <Page
      title={usage.title}
      actions={
        <CsvButton
          name={`${name} ${from} ${to}`}
          disabled={days.length === 0}
          get={() => csvOf(usageRows(plots, days, common.date))}
        />
      }
    >
      <Group align="flex-end">
        <SegmentedControl
          aria-label={usage.period}
          value={
            to === dayBefore(0)
              ? (periods.find((days) => from === dayBefore(Number(days) - 1)) ?? "")
              : ""
          }
          data={periods.map((days) => ({ value: days, label: usage.lastDays(Number(days)) }))}
          onChange={(days) =>
            void navigate({ search: { from: dayBefore(Number(days) - 1), to: undefined } })
          }
        />
        <TextInput
          type="date"
          label={common.from}
          value={from}
          max={to}
          onChange={({ currentTarget }) => {
            if (currentTarget.value) void navigate({ search: { from: currentTarget.value, to } });
          }}
        />
        <TextInput
          type="date"
          label={common.to}
          value={to}
          min={from}
          max={dayBefore(0)}
          onChange={({ currentTarget }) => {
            if (currentTarget.value) void navigate({ search: { from, to: currentTarget.value } });
          }}
        />
      </Group>
      <ProblemAlert error={error} onRetry={refetch} />
      {data === undefined && error === null ? <Skeleton h={320} /> : null}
      {isEmpty ? <Empty title={usage.nothing} hint={usage.nothingHint} /> : null}
      {isEmpty ? null : plots.map((plot) => <UsagePlot key={plot.title} plot={plot} days={days} />)}
    </Page>
  );
}

const periods = ["30", "90", "365"];

/** @returns the day so many days before today, in UTC, as usage is counted */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * dayMilliseconds).toISOString().slice(0, 10);
}

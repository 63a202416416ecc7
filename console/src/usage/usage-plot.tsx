/** One plot with its numbers as a table beside it, newest first. */
import { AreaChart, BarChart } from "@mantine/charts";
import { Card, Grid, Table, Text, Title } from "@mantine/core";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import type { Plot, UsageDay } from "./plots.ts";
import "@mantine/charts/styles.css";

export function UsagePlot({
  plot,
  days,
}: {
  readonly plot: Plot;
  readonly days: readonly UsageDay[];
}) {
  const { common } = useText();
  const { number, utcDay } = useFormat();
  const data = days.map((day) => ({
    date: utcDay(day.date),
    ...Object.fromEntries(plot.series.map(({ label, value }) => [label, value(day)])),
  }));
  const shared = {
    h: 260,
    data,
    dataKey: "date",
    series: plot.series.map(({ label, color }) => ({ name: label, color })),
    withLegend: plot.series.length > 1,
    valueFormatter: number,
  };
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {plot.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {plot.hint}
      </Text>
      <Grid>
        {/* The table says the same to whoever does not see the plot. */}
        <Grid.Col span={{ base: 12, md: 7 }} aria-hidden>
          {plot.kind === "area" ? (
            <AreaChart
              {...shared}
              type="stacked"
              withDots={false}
              curveType="stepAfter"
              areaChartProps={{ accessibilityLayer: false }}
            />
          ) : (
            <BarChart {...shared} barChartProps={{ accessibilityLayer: false }} />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <div
            role="region"
            tabIndex={0}
            aria-label={plot.title}
            style={{ maxHeight: 260, overflow: "auto" }}
          >
            <Table stickyHeader aria-label={plot.title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{common.date}</Table.Th>
                  {plot.series.map(({ label }) => (
                    <Table.Th key={label} scope="col" ta="end">
                      {label}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {days.toReversed().map((day) => (
                  <Table.Tr key={day.date}>
                    <Table.Td style={{ whiteSpace: "nowrap" }}>{utcDay(day.date)}</Table.Td>
                    {plot.series.map(({ label, value }) => (
                      <Table.Td key={label} ta="end">
                        {number(value(day))}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </Grid.Col>
      </Grid>
    </Card>
  );
}

/** The timeline: every entry of the log in words, the newest first, with filters and new entries as they come. */
import { Anchor, Button, Group, Stack, Switch, Text } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import type { TabProps } from "./audit-page.tsx";
import { useNaming } from "./naming.ts";
import { type AuditEvent, sentenceOf } from "./sentences.ts";
import { eventsPath, listedEvents } from "./timeline-query.ts";
import { TimelineFilters } from "./timeline-filters.tsx";
import { useTail } from "./tail.ts";

const EventDetails = lazy(() => import("./event-details.tsx"));

export default function TimelineTab({ search, onSearch }: TabProps) {
  const { organizationId } = useOrganization();
  const [isLive, setLive] = useState(false);
  const [open, setOpen] = useState<AuditEvent>();
  const params = useMemo(() => listedEvents(organizationId, search), [organizationId, search]);
  const list = useList(eventsPath, params, { isLive });
  const naming = useNaming(list.people);
  const { text, dateTime } = naming;
  const { timeline } = text.audit;
  const tail = useTail(params, isLive && !list.isPending && !list.isOutdated);
  const columns: Column<AuditEvent>[] = [
    {
      id: "time",
      header: timeline.time,
      meta: { width: "12rem" },
      cell: ({ row }) => dateTime(row.original.occurredAt),
    },
    {
      id: "what",
      header: timeline.what,
      cell: ({ row }) => (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {sentenceOf(row.original, naming)}
        </Text>
      ),
    },
    {
      id: "details",
      header: timeline.details,
      meta: { width: "8rem" },
      cell: ({ row: { original } }) => (
        <Anchor
          component="button"
          size="sm"
          aria-label={timeline.detailsOf(sentenceOf(original, naming))}
          onClick={() => setOpen(original)}
        >
          {timeline.details}
        </Anchor>
      ),
    },
  ];

  return (
    <Stack>
      <Group justify="space-between">
        <Text>{timeline.hint}</Text>
        <Switch
          label={timeline.live}
          checked={isLive}
          onChange={({ currentTarget }) => setLive(currentTarget.checked)}
        />
      </Group>
      <TimelineFilters search={search} onSearch={onSearch} naming={naming} />
      <ProblemAlert error={list.error ?? tail.error} onRetry={list.refetch} />
      <div role="status">
        {tail.count > 0 ? (
          <Button size="xs" variant="light" onClick={tail.show}>
            {timeline.newEntries(tail.count)}
          </Button>
        ) : null}
      </div>
      {list.error === null ? (
        <DataTable
          // Whoever asks for the new entries wants to see them: the table begins at its top again.
          key={tail.shown}
          label={text.audit.tabs.timeline}
          columns={columns}
          rows={list.rows}
          rowId={({ eventId }) => eventId}
          isPending={list.isPending}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          maxHeight="calc(100dvh - 24rem)"
          empty={<Empty title={timeline.nothing} hint={timeline.nothingHint} />}
        />
      ) : null}
      <Suspense>
        {open === undefined ? null : (
          <EventDetails
            event={open}
            naming={naming}
            onClose={() => setOpen(undefined)}
            onCorrelation={(correlationId) => {
              setOpen(undefined);
              onSearch({ ...noFilters, correlationId });
            }}
          />
        )}
      </Suspense>
    </Stack>
  );
}

const noFilters = {
  groups: undefined,
  actorId: undefined,
  subjectId: undefined,
  solutionId: undefined,
  from: undefined,
  to: undefined,
};

/** The log entries of apps in one view - an organization, a user or a solution - with its filters and CSV. */
import {
  Anchor,
  Badge,
  Code,
  Group,
  MultiSelect,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import type { Schemas } from "@muster/client";
import { useDebouncedCallback } from "@mantine/hooks";
import { useMemo } from "react";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { CsvButton } from "../kit/csv-button.tsx";
import { type Column, DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PersonName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { type LogPlace, logsAsCsv, placeParams } from "./places.ts";
import { logLevels, type LogsSearch, logWindows } from "./search.ts";

type Entry = Schemas["LogEntry"];

interface Props {
  readonly place: LogPlace;
  readonly search: LogsSearch;
  readonly onSearch: (search: LogsSearch) => void;
}

const levelColor = { ERROR: "red", WARNING: "yellow", INFO: "blue", DEBUG: "gray" } as const;

export function LogsView({ place, search, onSearch }: Props) {
  const { common, logs } = useText();
  const format = useFormat();
  const { window = "day", levels = [], correlationId, category } = search;
  const params = placeParams(place, { ...search, window });
  const list = useList(place.path, params);
  const searchLater = useDebouncedCallback(onSearch, 400);
  const { people } = list;
  const isOwn = place.path === "/v1/users/me/logs";

  const columns = useMemo<Column<Entry>[]>(
    () => [
      {
        id: "time",
        header: logs.time,
        cell: ({ row }) => format.dateTime(row.original.occurredAt),
      },
      {
        id: "level",
        header: logs.level,
        cell: ({ row: { original } }) => (
          <Badge variant="light" color={levelColor[original.level]}>
            {logs.levels[original.level]}
          </Badge>
        ),
      },
      { id: "category", header: logs.category, cell: ({ row }) => row.original.category },
      {
        id: "message",
        header: logs.message,
        cell: ({ row: { original } }) => <Message entry={original} />,
      },
      ...(isOwn
        ? []
        : [
            {
              id: "person",
              header: logs.person,
              cell: ({ row }: { row: { original: Entry } }) => (
                <PersonName userId={row.original.userId} people={people} />
              ),
            },
          ]),
      {
        id: "correlation",
        header: logs.correlationId,
        cell: ({ row: { original } }) =>
          original.correlationId === undefined ? null : (
            <Anchor
              component="button"
              size="sm"
              onClick={() => onSearch({ ...search, correlationId: original.correlationId })}
            >
              {original.correlationId} ({format.number(original.correlationCount ?? 1)})
            </Anchor>
          ),
      },
    ],
    [format, logs, people, isOwn, search, onSearch],
  );

  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          type="search"
          label={logs.correlationId}
          description={place.needsCorrelationId ? logs.correlationIdHint : undefined}
          defaultValue={correlationId ?? ""}
          key={`correlation ${correlationId}`}
          onChange={({ currentTarget }) =>
            searchLater({ ...search, correlationId: currentTarget.value.trim() || undefined })
          }
        />
        {place.needsCorrelationId ? null : (
          <Select
            label={logs.window}
            data={logWindows.map((value) => ({ value, label: logs.windows[value] }))}
            value={window}
            allowDeselect={false}
            onChange={(next) =>
              onSearch({ ...search, window: logWindows.find((each) => each === next) })
            }
          />
        )}
        <MultiSelect
          label={logs.level}
          data={logLevels.map((value) => ({ value, label: logs.levels[value] }))}
          value={[...levels]}
          placeholder={levels.length === 0 ? common.all : undefined}
          clearable
          clearButtonProps={{ "aria-label": common.all }}
          onChange={(next) =>
            onSearch({ ...search, levels: logLevels.filter((level) => next.includes(level)) })
          }
        />
        <TextInput
          label={logs.category}
          defaultValue={category ?? ""}
          key={`category ${category}`}
          onChange={({ currentTarget }) =>
            searchLater({ ...search, category: currentTarget.value.trim() || undefined })
          }
        />
        <CsvButton
          name="log"
          disabled={list.rows.length === 0}
          get={() => logsAsCsv(place, params)}
        />
      </Group>
      <ProblemAlert error={list.error} onRetry={list.refetch} />
      {list.error === null ? (
        <DataTable
          label={logs.title}
          columns={columns}
          rows={list.rows}
          rowId={({ logId }) => logId}
          isPending={list.isPending}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          empty={<Empty title={logs.nothing} hint={logs.nothingHint} />}
        />
      ) : null}
    </Stack>
  );
}

/** The message, with what the app added to it. */
function Message({ entry: { message, app, device, parameters = {} } }: { readonly entry: Entry }) {
  const details = [
    app,
    device,
    ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
  ];
  const shown = details.filter((each) => each !== undefined && each !== "");
  return (
    <>
      <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {message}
      </Text>
      {shown.length > 0 ? <Code>{shown.join(" · ")}</Code> : null}
    </>
  );
}

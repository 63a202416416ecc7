/**
 * The table of every list: rows are fetched while one scrolls, and only those in view are in the page, so
 * 100,000 are as light as 100.
 */
import { Checkbox, Skeleton, Table, VisuallyHidden } from "@mantine/core";
import {
  type ColumnDef,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../app/preferences.tsx";

export const features = tableFeatures({ rowSelectionFeature });

export type Column<Row extends RowData> = ColumnDef<typeof features, Row>;

interface Props<Row extends RowData> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly isPending: boolean;
  readonly hasMore?: boolean;
  readonly loadMore?: () => void;
  /** Shown if there is no row: says what to do first. */
  readonly empty: ReactNode;
  /** The ids of the selected rows; without it, rows cannot be selected. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** What a row's checkbox is called, such as the person's name. */
  readonly rowLabel?: (row: Row) => string;
  readonly rowHeight?: number;
}

export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowId,
  isPending,
  hasMore = false,
  loadMore,
  empty,
  selected,
  onSelect,
  rowLabel,
  rowHeight = 48,
}: Props<Row>) {
  const { common } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    state: { rowSelection: Object.fromEntries([...(selected ?? [])].map((id) => [id, true])) },
    onRowSelectionChange(change) {
      const before = Object.fromEntries([...(selected ?? [])].map((id) => [id, true as const]));
      const after = typeof change === "function" ? change(before) : change;
      onSelect?.(new Set(Object.keys(after).filter((id) => after[id])));
    },
  });
  const all = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => all[index]?.id ?? index,
    overscan: 10,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && last >= all.length - 20) loadMore?.();
  }, [hasMore, last, all.length, loadMore]);

  if (isPending) return <Loading label={common.loading} />;
  if (all.length === 0) return empty;
  const isSelectable = selected !== undefined;
  const above = shown[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      style={{ overflow: "auto", maxHeight: "calc(100dvh - 14rem)" }}
    >
      <Table
        stickyHeader
        highlightOnHover
        aria-label={label}
        aria-rowcount={hasMore ? -1 : all.length + 1}
      >
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id} aria-rowindex={1}>
              {isSelectable ? (
                <Table.Th w={44}>
                  <Checkbox
                    aria-label={common.all}
                    checked={table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </Table.Th>
              ) : null}
              {group.headers.map((header) => (
                <Table.Th key={header.id} scope="col">
                  <table.FlexRender header={header} />
                </Table.Th>
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = all[index];
            if (row === undefined) return null;
            return (
              <Table.Tr
                key={row.id}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={isSelectable ? row.getIsSelected() : undefined}
                style={{ height: rowHeight }}
              >
                {isSelectable ? (
                  <Table.Td>
                    <Checkbox
                      aria-label={rowLabel?.(row.original) ?? row.id}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </Table.Td>
                ) : null}
                {row.getAllCells().map((cell) => (
                  <Table.Td key={cell.id}>
                    <table.FlexRender cell={cell} />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
          <Gap height={below} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Keeps the place of the rows that are not in the page. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

function Loading({ label }: { readonly label: string }) {
  return (
    <div role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={36} mb="xs" />
      ))}
    </div>
  );
}

/**
 * The table of every list: rows are fetched while one scrolls, and only those in view are in the page, so
 * 100,000 are as light as 100.
 */
import { Checkbox, Skeleton, Table, VisuallyHidden } from "@mantine/core";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useText } from "../app/preferences.tsx";

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode | (() => ReactNode);
  /** Called, not made a component of, so that new columns keep their cells and the focus in them. */
  readonly cell: (cell: { readonly row: { readonly original: Row } }) => ReactNode;
  readonly meta?: {
    /** With it on any column, columns keep their widths while rows come and go. */
    readonly width?: string | number;
  };
}

interface Props<Row> {
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
  /** The least height, from which the length of the scroll bar is estimated. */
  readonly rowHeight?: number;
  /** The room that the page leaves for the table. */
  readonly maxHeight?: string;
}

/** Loads on while so many rows are left below the screen: more than a page of keys or a turn of the wheel. */
const rowsAhead = 60;

export function DataTable<Row>({
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
  maxHeight = "calc(100dvh - 14rem)",
}: Props<Row>) {
  const { common } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  // Its row stays in the page while one scrolls, or the focus would be lost.
  const focused = useRef<number>(undefined);
  // Another function would make the virtualizer lay out all rows anew, at every turn of the wheel.
  const getItemKey = useCallback((index: number) => idAt(rows, index, rowId), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 8,
    rangeExtractor: (range) => withIndex(range, focused.current),
    // The header lies over the first row that would be there.
    scrollPaddingStart: rowHeight,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const total = virtualizer.getTotalSize();
  const isScrollable = useIsScrollable(scroller, total);
  const lastToggled = useRef<number>(undefined);

  useEffect(() => {
    if (hasMore && !isPending && last >= rows.length - rowsAhead) loadMore?.();
  }, [hasMore, isPending, last, rows.length, loadMore]);

  if (isPending) return <Loading label={common.loading} />;
  if (rows.length === 0) return empty;

  /** With the shift key: all rows from the last one that was selected. */
  function toggle(index: number, isOn: boolean, isRange: boolean): void {
    const from = isRange ? (lastToggled.current ?? index) : index;
    const after = new Set(selected);
    for (const row of rows.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (isOn) after.add(rowId(row));
      else after.delete(rowId(row));
    }
    lastToggled.current = index;
    onSelect?.(after);
  }

  const areAllSelected =
    selected !== undefined &&
    selected.size >= rows.length &&
    rows.every((row) => selected.has(rowId(row)));
  const isFixed = columns.some(({ meta }) => meta?.width !== undefined);
  const below = total - (shown.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      {...(isScrollable ? { role: "region", "aria-label": label, tabIndex: 0 } : {})}
      data-scroll-restoration-id={label}
      style={{ overflow: "auto", maxHeight, overflowAnchor: "none" }}
    >
      <Table
        stickyHeader
        highlightOnHover
        layout={isFixed ? "fixed" : "auto"}
        miw={isFixed ? 720 : undefined}
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            {selected === undefined ? null : (
              <Table.Th w={48}>
                <Checkbox
                  size="md"
                  aria-label={common.selectAll}
                  checked={areAllSelected}
                  indeterminate={selected.size > 0 && !areAllSelected}
                  onChange={() => onSelect?.(new Set(areAllSelected ? [] : rows.map(rowId)))}
                />
              </Table.Th>
            )}
            {columns.map(({ id, header, meta }) => (
              <Table.Th key={id} scope="col" w={meta?.width}>
                {typeof header === "function" ? header() : header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody
          onFocus={({ target }) => {
            const index = target.closest("tr")?.dataset["index"];
            if (index !== undefined) focused.current = Number(index);
          }}
        >
          {shown.flatMap(({ index, start }, place) => {
            const row = rows[index];
            if (row === undefined) return [];
            const key = rowId(row);
            const above = start - (shown[place - 1]?.end ?? 0);
            return [
              <Gap key={`above ${key}`} height={above} />,
              <Table.Tr
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                style={{ height: rowHeight }}
              >
                {selected === undefined ? null : (
                  <Table.Td>
                    <Checkbox
                      size="md"
                      aria-label={rowLabel?.(row) ?? key}
                      checked={selected.has(key)}
                      onChange={({ currentTarget, nativeEvent }) =>
                        toggle(index, currentTarget.checked, isWithShift(nativeEvent))
                      }
                    />
                  </Table.Td>
                )}
                {columns.map(({ id, cell }) => (
                  <Table.Td key={id} style={{ overflowWrap: "anywhere" }}>
                    {cell({ row: { original: row } })}
                  </Table.Td>
                ))}
              </Table.Tr>,
            ];
          })}
          <Gap height={below} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

function withIndex(range: Range, index: number | undefined): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index === undefined || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].sort((a, b) => a - b);
}

function idAt<Row>(rows: readonly Row[], index: number, rowId: (row: Row) => string) {
  const row = rows[index];
  return row === undefined ? index : rowId(row);
}

/** The change of a checkbox is a click in React's eyes. */
function isWithShift(event: Event): boolean {
  return "shiftKey" in event && event.shiftKey === true;
}

/** The keyboard needs to reach the region only if there is something to scroll. */
function useIsScrollable(scroller: { readonly current: HTMLElement | null }, total: number) {
  const [isScrollable, setIsScrollable] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setIsScrollable(
        element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth,
      );
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller, total]);
  return isScrollable;
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

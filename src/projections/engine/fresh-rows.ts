/**
 * Rows as this process has committed them a moment ago, so that a command can answer with its own change
 * without reading it. They are copies: the next batch is folded in place (kept-fold.ts).
 */
import type { Position } from "../../eventstore/port.ts";

export type FreshRows = ReturnType<typeof createFreshRows>;

/** A command asks for its row within milliseconds. */
const maxRows = 1_000;

export function createFreshRows() {
  const rows = new Map<string, { readonly position: Position; readonly row: object }>();

  return {
    /** @param changed rows by their ids, as they were committed at the position */
    add(position: Position, changed: Iterable<readonly [id: string, row: object]>): void {
      for (const [id, row] of changed) {
        rows.delete(id);
        rows.set(id, { position, row: { ...row } });
      }
      for (const id of rows.keys()) {
        if (rows.size <= maxRows) return;
        rows.delete(id);
      }
    },

    /** The row as it was committed at the position or later, if it is still here. */
    at(id: string, position: Position): object | undefined {
      const found = rows.get(id);
      return found !== undefined && found.position >= position ? found.row : undefined;
    },

    clear: () => rows.clear(),
  };
}

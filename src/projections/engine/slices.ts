/**
 * Splits a batch by the rows that its events touch or make. A person's event may concern thousands of
 * organizations, so the number of events does not bound memory.
 */
import type pg from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import type { WorkingSet } from "./working-set.ts";

export interface Cost {
  readonly rows: number;
  /** Names the rows, if other events with the same name touch the same ones. */
  readonly shared?: string;
}

interface Slice {
  readonly start: number;
  /** Excluded. */
  readonly end: number;
  readonly rows: number;
}

/** Consecutive slices of at most this many rows. An event that costs more is a slice of its own. */
export function slicesOf(costs: readonly Cost[], atMost: number): readonly Slice[] {
  const slices: Slice[] = [];
  let start = 0;
  let rows = 0;
  let counted = new Set<string>();
  const end = (index: number): void => {
    if (index > start) slices.push({ start, end: index, rows });
    start = index;
    rows = 0;
    counted = new Set();
  };
  for (const [index, cost] of costs.entries()) {
    const { shared } = cost;
    const isCounted = shared !== undefined && counted.has(shared);
    if (rows + (isCounted ? 1 : cost.rows) > atMost) end(index);
    rows += isCounted && index > start ? 1 : cost.rows;
    if (shared !== undefined) counted.add(shared);
  }
  end(costs.length);
  return slices;
}

/** How many rows each of the users has; users without rows may be left out. Asks only for those not held. */
export async function countRowsByUser<Row extends object>(
  client: pg.ClientBase,
  { table, groupSize }: Pick<WorkingSet<Row>, "table" | "groupSize">,
  userIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const others: string[] = [];
  for (const userId of userIds) {
    const held = groupSize(userId);
    if (held === undefined) others.push(userId);
    else counts.set(userId, held);
  }
  if (others.length === 0) return counts;
  const { rows } = await client.query<{ user_id: string; count: number }>({
    name: `count ${table} by user`,
    text: `select user_id, count(*)::integer as count from ${table}
           where user_id = any(${givenArray(1, "uuid")}) group by user_id`,
    values: [others],
  });
  for (const { user_id: userId, count } of rows) counts.set(userId, count);
  return counts;
}

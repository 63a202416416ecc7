/** What the events among the answers must be. */
import { categoryOf, streamCategories } from "../../domain/streams.ts";
import type { Position, StoredRecord } from "../port.ts";
import type { Answer } from "./answers.ts";

/** The later of two positions. */
export function laterPosition(one: Position, other: Position): Position {
  return one > other ? one : other;
}

const categories: ReadonlySet<string> = new Set(streamCategories);

export function isOurs(stream: string): boolean {
  return categories.has(categoryOf(stream));
}

/**
 * The events among answers about `$all`.
 * @throws Error if they are not in strictly increasing order: continuing would lose or repeat events
 */
export function recordsOf(answers: readonly Answer[], after: Position): readonly StoredRecord[] {
  const records: StoredRecord[] = [];
  let last = after;
  for (const { record } of answers) {
    if (record === undefined) continue;
    if (record.position <= last) {
      throw new Error(
        `EventStoreDB sent ${record.stream}@${record.revision} at position ${record.position} after position ${last}; events must come in increasing order`,
      );
    }
    last = record.position;
    records.push(record);
  }
  return records;
}

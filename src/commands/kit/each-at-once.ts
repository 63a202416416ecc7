/** Works on many items, some at a time, within a time. */
import { RejectedError } from "./rejected-error.ts";

interface Bounds {
  readonly atOnce: number;
  readonly milliseconds: number;
}

/**
 * Results in the order of the items. After a failure no more items start; the running ones finish.
 * @throws the first failure; RejectedError `unavailable` if the time is over
 */
export async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  { atOnce, milliseconds }: Bounds,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const end = performance.now() + milliseconds;
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) return;
      if (performance.now() > end) {
        const detail = "The batch takes too long. Send it again to continue.";
        failures.push(new RejectedError("unavailable", detail));
        return;
      }
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}

/**
 * Lets works with the same key run one after the other in this process. Changes of one stream that met a
 * conflict do so, because each of them would make all others of the same moment begin again.
 */
import { inTime } from "../../platform/in-time.ts";

/** A work that hangs, or waits for one of another line, does not hold up its own line for longer. */
const patienceMilliseconds = 5_000;

const lines = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs the work when those that came before it with this key have ended, or after some seconds. */
export async function oneByOne<Result>(
  owner: object,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const line = lines.get(owner) ?? new Map<string, Promise<unknown>>();
  lines.set(owner, line);
  const result = inTime(patienceMilliseconds, Promise.resolve(line.get(key))).then(work);
  const ended = result.catch(() => undefined);
  line.set(key, ended);
  try {
    return await result;
  } finally {
    if (line.get(key) === ended) line.delete(key);
  }
}

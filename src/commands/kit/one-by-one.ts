/**
 * Lets works with the same key run one after the other in this process. Changes of one stream that met a
 * conflict do so, because each of them would make all others of the same moment begin again.
 */

const lines = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs the work when those that came before it with this key have ended. */
export async function oneByOne<Result>(
  owner: object,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const line = lines.get(owner) ?? new Map<string, Promise<unknown>>();
  lines.set(owner, line);
  const result = (line.get(key) ?? Promise.resolve()).then(work);
  const ended = result.catch(() => undefined);
  line.set(key, ended);
  try {
    return await result;
  } finally {
    if (line.get(key) === ended) line.delete(key);
  }
}

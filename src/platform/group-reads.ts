/**
 * Group reads: what group commit is for appends. Look-ups of one kind that are asked for at the same time go
 * together in one statement (docs/decisions/0031-group-reads.md).
 */
import DataLoader from "dataloader";
import { DatabaseError } from "pg";
import { isTransientDatabaseError } from "./database/transient-errors.ts";

/** Look-ups in one statement: bounds what one waits for the others. */
const groupSize = 128;
/** After this time a statement is slow: whoever waits behind it no longer does. */
const patienceMilliseconds = 5;
/** Statements of a kind in flight, if each is slow. Leaves connections of the pool to the rest. */
const statementsAtOnce = 4;
/** Whoever has waited so long for a statement to begin is refused. */
const longestWaitMilliseconds = 5_000;

/**
 * Makes a look-up that shares its statements with all others of the same owner. No answer is kept: each
 * look-up is executed after it was asked for. If the statement of a group fails, its look-ups are executed
 * one by one, so that each fails only for a reason of its own, unless the database cannot be reached. Check
 * keys before: what the database cannot read as a key costs the whole group a second statement.
 * @param read executes the look-ups; answers in their order. An error among the answers fails its own
 *   look-up. It may also write, if what it writes may be written twice
 */
export function groupedRead<Owner extends object, Key, Answer>(
  read: (owner: Owner, keys: readonly Key[]) => Promise<readonly (Answer | Error)[]>,
): (owner: Owner, key: Key) => Promise<Answer> {
  const readers = new WeakMap<Owner, DataLoader<Key, Answer>>();
  return (owner, key) => {
    let reader = readers.get(owner);
    if (reader === undefined) {
      reader = createReader((keys) => read(owner, keys));
      readers.set(owner, reader);
    }
    return reader.load(key);
  };
}

/** Puts the answers of a set into the order of the keys that were asked for. */
export function inOrderOf<Key, Answer>(
  keys: readonly Key[],
  answers: readonly Answer[],
  keyOf: (answer: Answer) => Key,
): (Answer | undefined)[] {
  const byKey = new Map(answers.map((answer) => [keyOf(answer), answer]));
  return keys.map((key) => byKey.get(key));
}

function createReader<Key, Answer>(
  read: (keys: readonly Key[]) => Promise<readonly (Answer | Error)[]>,
): DataLoader<Key, Answer> {
  /** Groups that gather until their statement may begin; the oldest first. */
  const gathering: { readonly begin: () => void; readonly since: number }[] = [];
  let running = 0;
  let isTooLate = false;
  let beganAt = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Who asks while statements run joins the group that waits: that is what fills the groups. */
  function beginNext(): void {
    const isSlow = performance.now() - beganAt >= patienceMilliseconds;
    const [oldest] = gathering;
    if (oldest === undefined) return;
    isTooLate = performance.now() - oldest.since >= longestWaitMilliseconds;
    const mayBegin = running === 0 || (isSlow && running < statementsAtOnce);
    if (!mayBegin && !isTooLate) return watch();
    gathering.shift();
    oldest.begin();
  }

  function watch(): void {
    if (gathering.length === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      beginNext();
    }, patienceMilliseconds);
  }

  async function execute(keys: readonly Key[]): Promise<(Answer | Error)[]> {
    if (isTooLate) {
      setImmediate(beginNext);
      throw new Error("timeout expired while waiting for the database");
    }
    running += 1;
    beganAt = performance.now();
    watch();
    try {
      return [...(await read(keys))];
    } catch (error) {
      if (keys.length === 1 || isOfAll(error)) throw error;
      const alone = (key: Key) => read([key]).then(([answer]) => answer as Answer, asError);
      return await Promise.all(keys.map(alone));
    } finally {
      running -= 1;
      // Those who just got an answer ask again within this turn.
      setImmediate(beginNext);
    }
  }

  return new DataLoader(execute, {
    cache: false,
    maxBatchSize: groupSize,
    batchScheduleFn(begin) {
      gathering.push({ begin, since: performance.now() });
      // Requests of other connections are read later in the same turn.
      setImmediate(beginNext);
    },
  });
}

/** Would it fail each look-up alone, too? Then to ask again only makes it worse. */
function isOfAll(error: unknown): boolean {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isOfOne = reason instanceof DatabaseError && /^(40...|57014)$/.test(reason.code ?? "");
  return !isOfOne && isTransientDatabaseError(reason);
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/**
 * Group reads: what group commit is for appends. Look-ups of one kind that are asked for at the same time go
 * together in one statement (docs/decisions/0031-group-reads.md).
 */
import DataLoader from "dataloader";

/** Look-ups in one statement: bounds what one waits for the others. */
const groupSize = 128;
/** After this time a statement is slow: whoever waits behind it no longer does. */
const patienceMilliseconds = 5;
/** Statements of a kind in flight, if each is slow. Leaves connections of the pool to the rest. */
const statementsAtOnce = 4;

/**
 * Makes a look-up that shares its statements with all others of the same owner. No answer is kept: each
 * look-up is executed after it was asked for. If the statement of a group fails, its look-ups are executed
 * one by one, so that each fails only for a reason of its own. Check keys before: what the database cannot
 * read as a key costs the whole group a second statement.
 * @param read executes the look-ups; answers in their order. An error among the answers fails its own look-up
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
  const gathering: (() => void)[] = [];
  let running = 0;
  let beganAt = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Who asks while statements run joins the group that waits: that is what fills the groups. */
  function beginNext(): void {
    const isSlow = performance.now() - beganAt >= patienceMilliseconds;
    if (running > 0 && !(isSlow && running < statementsAtOnce)) return watch();
    gathering.shift()?.();
  }

  function watch(): void {
    if (gathering.length === 0 || timer !== undefined || running >= statementsAtOnce) return;
    timer = setTimeout(() => {
      timer = undefined;
      beginNext();
    }, patienceMilliseconds);
  }

  async function execute(keys: readonly Key[]): Promise<(Answer | Error)[]> {
    running += 1;
    beganAt = performance.now();
    watch();
    try {
      return [...(await read(keys))];
    } catch (error) {
      if (keys.length === 1) throw error;
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
      gathering.push(begin);
      // Requests of other connections are read later in the same turn.
      setImmediate(beginNext);
    },
  });
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

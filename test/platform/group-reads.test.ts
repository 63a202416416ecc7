/** Group reads: which look-ups share a statement, and what one of them never does to another. */
import * as fc from "fast-check";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
import { isTransientDatabaseError } from "../../src/platform/database/transient-errors.ts";
import { groupedRead, inOrderOf } from "../../src/platform/group-reads.ts";

/** A database whose statements end when the test says so. */
function heldDatabase() {
  const statements: { keys: readonly number[]; answer: () => void; fail: () => void }[] = [];
  const look = groupedRead((_: object, keys: readonly number[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
    statements.push({
      keys,
      answer: () => resolve(keys.map((key) => `answer ${key}`)),
      fail: () => reject(new Error("the statement failed")),
    });
    return promise;
  });
  const owner = {};
  return { statements, look: (key: number) => look(owner, key) };
}

/** Until as many statements have begun. */
async function begun(statements: readonly unknown[], count: number): Promise<void> {
  while (statements.length < count) await nextTurn();
}

test("look-ups of one turn go together, and each gets its own answer", async () => {
  const { statements, look } = heldDatabase();
  const answers = Promise.all([look(1), look(2), look(1)]);
  await begun(statements, 1);
  expect(statements[0]?.keys).toEqual([1, 2, 1]);
  statements[0]?.answer();
  expect(await answers).toEqual(["answer 1", "answer 2", "answer 1"]);
});

test("look-ups of different owners never go together", async () => {
  const statements: (readonly string[])[] = [];
  const look = groupedRead(async (owner: { readonly name: string }, keys: readonly string[]) => {
    statements.push(keys);
    return keys.map((key) => `${owner.name} ${key}`);
  });
  const answers = await Promise.all([look({ name: "a" }, "1"), look({ name: "b" }, "1")]);
  expect(answers).toEqual(["a 1", "b 1"]);
  expect(statements).toEqual([["1"], ["1"]]);
});

test("who asks while a statement runs joins the next one", async () => {
  const { statements, look } = heldDatabase();
  const first = look(1);
  await begun(statements, 1);
  const late = Promise.all([look(2), look(3)]);
  statements[0]?.answer();
  await first;
  await begun(statements, 2);
  expect(statements[1]?.keys).toEqual([2, 3]);
  statements[1]?.answer();
  expect(await late).toEqual(["answer 2", "answer 3"]);
});

test("nobody waits for a slow statement: a second one begins, but not without bound", async () => {
  const { statements, look } = heldDatabase();
  const answers: Promise<string>[] = [];
  for (const key of [1, 2, 3, 4]) {
    answers.push(look(key));
    await begun(statements, key);
  }
  const waiting = look(5);
  // Longer than the patience of those who wait.
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(statements).toHaveLength(4);
  statements[2]?.answer();
  await begun(statements, 5);
  for (const { answer } of statements) answer();
  expect(await Promise.all([...answers, waiting])).toEqual(
    [1, 2, 3, 4, 5].map((k) => `answer ${k}`),
  );
});

test("a group has a bound", async () => {
  const { statements, look } = heldDatabase();
  const answers = Promise.all(Array.from({ length: 300 }, (_, key) => look(key)));
  for (const count of [1, 2, 3]) {
    await begun(statements, count);
    statements[count - 1]?.answer();
  }
  expect(await answers).toHaveLength(300);
  expect(statements.map(({ keys }) => keys.length)).toEqual([128, 128, 44]);
});

test("where a group fails, its look-ups are executed one by one, and only the bad one fails", async () => {
  const look = groupedRead(async (_: object, keys: readonly number[]) => {
    if (keys.includes(13)) throw new Error("13 cannot be read");
    return keys.map((key) => `answer ${key}`);
  });
  const owner = {};
  const settled = await Promise.allSettled([look(owner, 1), look(owner, 13), look(owner, 2)]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(settled[1]).toMatchObject({ reason: new Error("13 cannot be read") });
});

test("where the database cannot be reached, nothing is asked one by one", async () => {
  let statements = 0;
  const look = groupedRead(async (): Promise<string[]> => {
    statements += 1;
    throw new EventStoreUnavailable("no answer", { cause: new Error("Connection terminated") });
  });
  const owner = {};
  const settled = await Promise.allSettled([look(owner, 1), look(owner, 2), look(owner, 3)]);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(statements).toBe(1);
});

test("nobody waits for ever behind statements that hang", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const { statements, look } = heldDatabase();
    for (const key of [1, 2, 3, 4]) {
      look(key).catch(() => undefined);
      vi.advanceTimersByTime(10);
      await begun(statements, key);
    }
    const waiting = look(5);
    const refused = expect(waiting).rejects.toSatisfy(isTransientDatabaseError);
    await nextTurn();
    vi.advanceTimersByTime(5_010);
    await refused;
    expect(statements).toHaveLength(4);
    const next = look(6);
    statements[0]?.answer();
    statements[1]?.answer();
    await nextTurn();
    vi.advanceTimersByTime(10);
    await begun(statements, 5);
    statements[4]?.answer();
    expect(await next).toBe("answer 6");
  } finally {
    vi.useRealTimers();
  }
});

test("a failure keeps nobody from asking again", async () => {
  const { statements, look } = heldDatabase();
  const first = look(1);
  await begun(statements, 1);
  statements[0]?.fail();
  await expect(first).rejects.toThrow("the statement failed");
  const again = look(1);
  await begun(statements, 2);
  statements[1]?.answer();
  expect(await again).toBe("answer 1");
});

test("no answer is older than its question, however questions, changes and answers interleave", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("ask" as const), key: fc.nat(3) }),
    fc.record({ kind: fc.constant("change" as const), key: fc.nat(3) }),
    fc.record({ kind: fc.constant("turn" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const versions = [0, 0, 0, 0];
      const look = groupedRead(async (_: object, keys: readonly number[]) => {
        await nextTurn();
        const read = keys.map((key) => versions[key] ?? 0);
        await nextTurn();
        return read;
      });
      const owner = {};
      const asked: Promise<void>[] = [];
      for (const { kind, ...at } of steps) {
        if (kind === "turn") await nextTurn();
        else if ("key" in at && kind === "change") versions[at.key] = (versions[at.key] ?? 0) + 1;
        else if ("key" in at) {
          const then = versions[at.key] ?? 0;
          asked.push(look(owner, at.key).then((read) => expect(read).toBeGreaterThanOrEqual(then)));
        }
      }
      await Promise.all(asked);
    }),
    { numRuns: 200 },
  );
});

test("answers of a set are put into the order of their keys", () => {
  const rows = [
    { id: "b", name: "Bo" },
    { id: "a", name: "Ada" },
  ];
  expect(inOrderOf(["a", "x", "b", "a"], rows, ({ id }) => id).map((row) => row?.name)).toEqual([
    "Ada",
    undefined,
    "Bo",
    "Ada",
  ]);
});

test("an error among the answers fails its own look-up, and nothing is looked up again", async () => {
  let statements = 0;
  const look = groupedRead(async (_: object, keys: readonly number[]) => {
    statements += 1;
    return keys.map((key) => (key === 2 ? new Error("two is not there") : `answer ${key}`));
  });
  const owner = {};
  const [one, two] = await Promise.allSettled([look(owner, 1), look(owner, 2)]);
  expect(one).toMatchObject({ value: "answer 1" });
  expect(two).toMatchObject({ reason: new Error("two is not there") });
  expect(statements).toBe(1);
});

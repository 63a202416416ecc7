/**
 * Stands in for vitest while mutants of pure code are tried (runner.ts): it collects tests, so that they can be
 * run again and again in one process. `expect` is vitest's own.
 */

export interface Collected {
  readonly name: string;
  readonly run: () => unknown;
}

let collected: Collected[] = [];
let around: readonly string[] = [];

let before: Hook[] = [];
let after: Hook[] = [];

type Hook = () => unknown;

/** What was declared since the last call. */
export function takeCollected() {
  const taken = { tests: collected, before, after };
  collected = [];
  beforeEachTest = [[]];
  before = [];
  after = [];
  return taken;
}

export const beforeAll = (hook: Hook): void => void before.push(hook);
export const afterAll = (hook: Hook): void => void after.push(hook);

const provided = new Map<string, unknown>();
export const provide = (name: string, value: unknown): void => void provided.set(name, value);
export const inject = (name: string): unknown => provided.get(name);

type Body = (...values: never[]) => unknown;

/** What runs before each test of the suites around, from the outermost. */
let beforeEachTest: readonly Hook[][] = [[]];

function declareTest(name: string, body: () => unknown): void {
  const suites = beforeEachTest;
  const run = async (): Promise<void> => {
    for (const hook of suites.flat()) await hook();
    await body();
  };
  collected.push({ name: [...around, name].join(" > "), run });
}

export const beforeEach = (hook: Hook): void => void beforeEachTest.at(-1)?.push(hook);

function declareSuite(name: string, declare: () => unknown): void {
  const outside = { around, beforeEachTest };
  around = [...around, name];
  beforeEachTest = [...beforeEachTest, []];
  declare();
  ({ around, beforeEachTest } = outside);
}

/** For each row, which is spread if it is a list. */
const eachOf =
  (declare: (name: string, run: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row];
      declare(`${name} [${index}]`, () => Reflect.apply(body, undefined, values) as unknown);
    }
  };

export const test = Object.assign(declareTest, { each: eachOf(declareTest) });
export const describe = Object.assign(declareSuite, { each: eachOf(declareSuite) });

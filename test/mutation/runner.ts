/**
 * A test runner for Stryker that runs tests in its own process. They must leave nothing behind when they fail. To start a worker of vitest takes half a
 * second for each mutant; to run the tests of one takes milliseconds.
 */
import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { MutantCoverage } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from "@stryker-mutator/api/test-runner";
import type { TestProject } from "vitest/node";
import startServer from "../support/global-setup.ts";
import { type Collected, provide, takeCollected } from "./collect.ts";
import { parts } from "./parts.ts";

/** What Stryker's instrumented code reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: MutantCoverage;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

const instrumented: Instrumented = {};
Object.assign(globalThis, { __stryker__: instrumented });

/** The code and the tests are loaded anew for a mutant that counts while they are loaded. */
let loads = 0;
const standIn = pathToFileURL(resolve(import.meta.dirname, "vitest.ts")).href;

registerHooks({
  resolve(specifier, context, next) {
    const isTest = context.parentURL?.includes("?load=") === true;
    if (specifier === "vitest" && isTest) return { url: standIn, shortCircuit: true };
    const found = next(specifier, context);
    const isOurs = isTest && found.url.startsWith("file:") && !found.url.includes("/node_modules/");
    return isOurs ? { ...found, url: `${found.url}?load=${loads}` } : found;
  },
});

const part = parts[process.env["MUTATION_PART"] ?? ""];

interface Loaded {
  readonly tests: ReadonlyMap<string, Collected>;
  readonly close: () => Promise<void>;
}

class OneProcessRunner implements TestRunner {
  private loaded: Loaded | undefined;
  private stopServer = async (): Promise<void> => undefined;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    if (part?.needsDatabase !== true) return;
    // Safe cast: it only provides the server's address.
    this.stopServer = await startServer({ provide } as unknown as TestProject);
  }

  async dispose(): Promise<void> {
    await this.loaded?.close();
    await this.stopServer();
  }

  async dryRun(): Promise<DryRunResult> {
    this.loaded = await load();
    const results: TestResult[] = [];
    for (const [id, { name, run }] of this.loaded.tests) {
      const started = performance.now();
      instrumented.currentTestId = id;
      const failure = await failureOf(run);
      const result = { id, name, fileName: fileOf(id), timeSpentMs: performance.now() - started };
      results.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure },
      );
    }
    instrumented.currentTestId = undefined;
    const mutantCoverage = instrumented.mutantCoverage ?? { static: {}, perTest: {} };
    delete mutantCoverage.perTest[setUp];
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, mutantActivation, hitLimit } = options;
    Object.assign(instrumented, { hitCount: 0, hitLimit });
    const isStatic = mutantActivation === "static";
    if (!isStatic) this.loaded ??= await load();
    instrumented.activeMutant = activeMutant.id;
    try {
      return await attempt(testFilter, isStatic ? undefined : this.loaded);
    } finally {
      instrumented.activeMutant = undefined;
    }
  }
}

/** @param loaded undefined if the code is to be loaded with the mutant */
async function attempt(
  filter: readonly string[] | undefined,
  known: Loaded | undefined,
): Promise<MutantRunResult> {
  let loaded = known;
  try {
    loaded ??= await load(filter);
  } catch (error) {
    const failureMessage = `it cannot be loaded: ${String(error)}`;
    return { status: MutantRunStatus.Killed, killedBy: [], failureMessage, nrOfTests: 0 };
  }
  const result = await run(loaded.tests, filter);
  if (known === undefined) await loaded.close();
  return result;
}

async function run(
  tests: ReadonlyMap<string, Collected>,
  filter: readonly string[] | undefined,
): Promise<MutantRunResult> {
  let nrOfTests = 0;
  for (const id of filter ?? tests.keys()) {
    const test = tests.get(id);
    // A test that is not declared any more has noticed the mutant, too.
    const failureMessage = test ? await failureOf(test.run) : "the test is gone";
    nrOfTests += 1;
    if (failureMessage === undefined) continue;
    return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage, nrOfTests };
  }
  return { status: MutantRunStatus.Survived, nrOfTests };
}

async function failureOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const setUp = "set up";
const separator = " # ";
const fileOf = (id: string): string => id.slice(0, id.indexOf(separator));

/** Loads the test files of these tests, or all of the part. */
async function load(filter?: readonly string[]): Promise<Loaded> {
  loads += 1;
  const { tests = [], withoutTests = [] } = part ?? {};
  const files = globSync([...tests], { exclude: [...withoutTests] }).toSorted();
  const wanted = filter && new Set(filter.map(fileOf));
  const found = new Map<string, Collected>();
  const atEnd: (() => unknown)[] = [];
  for (const file of files) {
    if (wanted?.has(file) === false) continue;
    await import(`${pathToFileURL(join(process.cwd(), file)).href}?load=${loads}`);
    const collected = takeCollected();
    // What a service does before its tests is no reason to load it anew for each of its mutants.
    instrumented.currentTestId = setUp;
    for (const hook of collected.before) await hook();
    instrumented.currentTestId = undefined;
    atEnd.push(...collected.after);
    for (const [index, test] of collected.tests.entries()) {
      found.set(`${file}${separator}${index} ${test.name}`, test);
    }
  }
  const close = async (): Promise<void> => {
    for (const hook of atEnd) await hook();
  };
  return { tests: found, close };
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "one-process", OneProcessRunner),
];

/** Starts the service as a separate process, like `npm start`, and talks to it over HTTP. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FirstRun } from "../../src/service/bootstrap.ts";

export interface Service {
  readonly process: ChildProcess;
  readonly firstRun: FirstRun;
  /** Standard output and error so far. */
  output(): string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Sends the signal, waits for the end and returns the exit code; null if a signal ended the process. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any shape; the HTTP tests check shapes
  readonly body: any;
}

export async function temporaryDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), "muster-process-"));
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

export const repository = join(import.meta.dirname, "..", "..");

/** Passes on only what the service needs, so that this environment does not configure it by accident. */
export function cleanEnvironment(overrides: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...overrides };
}

/** @param folder holds the program */
export function spawnService(
  environment: Record<string, string>,
  folder = repository,
): ChildProcess {
  return spawn(process.execPath, ["src/main.ts"], {
    cwd: folder,
    env: cleanEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the service on a free port and waits until it is ready; rejects with its output if it ends instead. */
export async function startService(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Service> {
  const child = spawnService({ DATA_DIR: dataDir, PORT: "0", ...environment });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (output.includes("Muster is running at")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the service ended with ${code}:\n${output}`)));
    child.once("error", reject);
  });
  const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  return {
    process: child,
    firstRun,
    output: () => output,
    call: (method, path, options) => call(firstRun.url, method, path, options),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

export async function call(
  url: string,
  method: string,
  path: string,
  { token, body, headers = {}, signal }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    ...(signal && { signal }),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

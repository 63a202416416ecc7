/** Runs a program of Muster, given by its folder, as processes on a database of its own. */
import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { type CallOptions, cleanEnvironment, spawnService } from "../support/process.ts";

export interface Program {
  /** @returns the body, parsed if it is JSON. @throws Error unless the answer is a success */
  // oxlint-disable-next-line typescript/no-explicit-any -- the story reads any shape
  call(method: string, path: string, options?: CallOptions): Promise<any>;
  download(path: string, token: string): Promise<Buffer>;
  /** Runs `muster` and returns its standard output. */
  muster(...command: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** @param environment for the service and its commands */
export async function startProgram(
  folder: string,
  environment: Record<string, string>,
): Promise<Program> {
  const env = { ...environment, NODE_OPTIONS: `--import ${import.meta.resolve("./preload.ts")}` };
  const child = spawnService(env, folder);
  // Also if the story breaks off.
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await addressOf(child);
  return {
    async call(method, path, options) {
      const response = await ask(url + path, method, options);
      const isJson = response.headers.get("content-type")?.includes("json") === true;
      return isJson ? response.json() : response.text();
    },
    async download(path, token) {
      return Buffer.from(await (await ask(url + path, "GET", { token })).arrayBuffer());
    },
    async muster(...command) {
      const values = ["src/cli.ts", ...command];
      const options = { cwd: folder, env: cleanEnvironment(env) };
      return (await promisify(execFile)(process.execPath, values, options)).stdout;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function ask(
  url: string,
  method: string,
  { token, body, headers = {} }: CallOptions = {},
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  throw new Error(`${method} ${url} was answered ${response.status}: ${await response.text()}`);
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /Muster is running at (http:\S+)/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}:\n${output}`)));
  });
}

/** Asks until there is something, for a minute at most; works outside of Vitest. */
export async function until<Found>(
  what: string,
  find: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await delay(50);
  }
  throw new Error(`waited in vain: ${what}`);
}

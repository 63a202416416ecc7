/** Builds the console for the browser tests if it is missing or older than its sources, once for all workers. */
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { inject } from "vitest";
import { clientConfig } from "../../../src/platform/database/pool.ts";
import { cleanEnvironment, repository } from "../../support/process.ts";

const run = promisify(execFile);
const sources = ["console", "clients/typescript/src"];
const made = /(^|\/)(dist|node_modules)(\/|$)/;

/** Any number that no other lock of the run's server has. */
const lock = 8_153_001;

export async function ensureBuiltConsole(): Promise<void> {
  const client = new Client(clientConfig(inject("server")));
  await client.connect();
  try {
    // On a busy machine a build takes longer than a query may.
    await client.query("set lock_timeout = 0; set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [lock]);
    if (await isFresh()) return;
    // Not with NODE_ENV=test, which makes Vite build for developers.
    await run("npm", ["run", "build"], { cwd: repository, env: cleanEnvironment({}) });
  } finally {
    await client.end();
  }
}

async function isFresh(): Promise<boolean> {
  const built = await changedAt("console/dist/index.html");
  for (const folder of sources) {
    for (const name of await readdir(join(repository, folder), { recursive: true })) {
      if (!made.test(name) && (await changedAt(join(folder, name))) > built) return false;
    }
  }
  return built > 0;
}

async function changedAt(path: string): Promise<number> {
  return stat(join(repository, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

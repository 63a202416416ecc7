/** Runs PostgreSQL's own benchmark program, to measure the server without Muster's code. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Connection } from "../src/platform/database/pool.ts";

const run = promisify(execFile);

/**
 * @param script one transaction, in pgbench's own language
 * @returns transactions per second
 * @throws Error if pgbench is not installed (Debian: postgresql-contrib) or the script fails
 */
export async function pgbench(
  connection: Connection,
  script: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "muster-pgbench-"));
  try {
    const file = join(folder, "script.sql");
    await writeFile(file, script);
    const threads = Math.min(2, clients);
    const scriptOptions = ["-n", "-M", "prepared", "-f", file];
    const loadOptions = ["-c", String(clients), "-j", String(threads), "-T", String(seconds)];
    const { stdout } = await run("pgbench", [
      ...scriptOptions,
      ...loadOptions,
      ...addressOf(connection),
    ]);
    const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (tps === undefined) throw new Error(`pgbench printed no tps:\n${stdout}`);
    return Number(tps);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function addressOf(connection: Connection): readonly string[] {
  if ("connectionString" in connection) return [connection.connectionString];
  const { host, port, user, database } = connection;
  return ["-h", host, "-p", String(port), "-U", user, database];
}

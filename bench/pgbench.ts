/** Runs PostgreSQL's own benchmark program, to measure the server without Muster's code. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Connection } from "../src/platform/database/pool.ts";
import { percentile } from "./figures.ts";
import type { Extent, Load } from "./load.ts";

const run = promisify(execFile);

/**
 * @param script one transaction, in pgbench's own language
 * @throws Error if pgbench is not installed (Debian: postgresql-contrib) or the script fails
 */
export async function pgbench(
  connection: Connection,
  script: string,
  clients: number,
  extent: Extent,
): Promise<Load> {
  const folder = await mkdtemp(join(tmpdir(), "muster-pgbench-"));
  const start = async (...length: readonly string[]) => {
    const threads = Math.min(2, clients);
    const options = [
      "-n",
      "-M",
      "prepared",
      "-f",
      "script.sql",
      "-c",
      `${clients}`,
      "-j",
      `${threads}`,
    ];
    const { stdout } = await run("pgbench", [...options, ...length, ...addressOf(connection)], {
      cwd: folder,
    });
    return {
      perSecond: figure(stdout, /^tps = ([\d.]+)/m),
      done: figure(stdout, /processed: (\d+)/),
    };
  };
  try {
    await writeFile(join(folder, "script.sql"), script);
    const isTimed = "seconds" in extent;
    const warm = isTimed ? await start("-T", String(Math.ceil(extent.warmUp))) : undefined;
    const length = isTimed
      ? ["-T", String(Math.ceil(extent.seconds))]
      : ["-t", String(Math.ceil(extent.amount / clients))];
    const { perSecond, done } = await start(...length, "-l", "--log-prefix=latencies");
    const latencies = await readLatencies(folder);
    return {
      perSecond,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      answered: done + (warm?.done ?? 0),
      abandoned: 0,
      next: 0,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figure(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`pgbench printed no ${pattern.source}:\n${text}`);
  return Number(found);
}

/** Its log has a line per transaction: client, number, microseconds, ... */
async function readLatencies(folder: string): Promise<number[]> {
  const logs = (await readdir(folder)).filter((name) => name.startsWith("latencies"));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => Number(line.split(" ")[2]) / 1000),
  );
}

function addressOf(connection: Connection): readonly string[] {
  if ("connectionString" in connection) return [connection.connectionString];
  const { host, port, user, database } = connection;
  return ["-h", host, "-p", String(port), "-U", user, database];
}

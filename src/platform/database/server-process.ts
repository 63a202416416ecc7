/** The embedded server's process: starts it, waits until it answers, and stops it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import { inUse } from "./data-directory.ts";
import { processesOf, serverPid } from "./former-server.ts";
import { serverUser } from "./server-user.ts";

export interface ServerProgram {
  readonly postgres: string;
  readonly cluster: string;
  readonly socketDir: string;
  /** Does any server answer at the socket? */
  readonly isAnswering: () => Promise<boolean>;
}

/** A server may take this long to stop before it is told more strongly. */
export const stopSeconds = 15;

/** Passed on the command line, so that no configuration file in the cluster can turn off data safety. */
const settings = {
  listen_addresses: "",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  max_connections: "200",
  shared_buffers: "256MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  wal_compression: "on",
  checkpoint_timeout: "15min",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  autovacuum_naptime: "20s",
};

/** Returns at once. */
export async function spawnServer(program: ServerProgram): Promise<ChildProcess> {
  const { postgres, cluster, socketDir } = program;
  const log = await open(logOf(cluster), "a", 0o600);
  const [command = postgres, ...values] = [
    ...serverUser().commandPrefix,
    postgres,
    "-D",
    cluster,
    "-k",
    socketDir,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // A process group of its own: a Ctrl-C in the terminal must not stop it before requests have finished.
  const server = spawn(command, values, {
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
    cwd: "/",
  });
  // Without a listener, the event would end the process; the log of a server that cannot be run is empty.
  server.once("error", () => undefined);
  await log.close();
  return server;
}

/**
 * Resolves once the process answers.
 * @throws StartupError if it ends instead, or is given up; then it is stopped
 */
export async function untilReady(
  server: ChildProcess,
  { cluster, isAnswering }: ServerProgram,
  giveUp: AbortSignal,
): Promise<void> {
  while (!((await isAnswering()) && (await serverPid(cluster)) === server.pid)) {
    if (hasEnded(server)) {
      // Two services started at the same moment, and the other one was quicker.
      if ((await processesOf(cluster)).length > 0) throw inUse(cluster);
      throw new StartupError(`the embedded PostgreSQL did not start: see ${logOf(cluster)}`);
    }
    if (giveUp.aborted) {
      await stopServer(server);
      throw new StartupError(
        `the embedded PostgreSQL was not ready in time: see ${logOf(cluster)}`,
      );
    }
    await setTimeout(10);
  }
}

export function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

/** Tries a fast shutdown first; after a harder one, the server recovers from its log. */
export async function stopServer(server: ChildProcess): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (hasEnded(server)) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await Promise.race([ended, setTimeout(stopSeconds * 1000, undefined, { ref: false })]);
  }
}

function logOf(cluster: string): string {
  return join(dirname(cluster), "postgres.log");
}

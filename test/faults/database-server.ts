/** The PostgreSQL of a scene: the service's own, or one that the suite runs and starts again by hand. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Pool, QueryResult } from "pg";
import { findBinaries } from "../../src/platform/database/binaries.ts";
import { initialize, isCluster } from "../../src/platform/database/cluster.ts";
import { port as socketPort, socketDirectory } from "../../src/platform/database/data-directory.ts";
import { processesOf, serverPid } from "../../src/platform/database/former-server.ts";
import { type Connection, createPool } from "../../src/platform/database/pool.ts";
import { serverUser } from "../../src/platform/database/server-user.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/proxy.ts";

export interface DatabaseServer {
  /** Reaches it directly, past the relays of the instances. */
  readonly connection: Connection;
  /** Connections of the suite itself. */
  readonly pool: Pool;
  /** Ends the main process at once, by SIGKILL; waits until no process of the server is left. */
  kill(): Promise<void>;
  /** Stops the main process or all of them, by SIGSTOP. */
  freeze(which: "main" | "all"): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it again and waits until it answers. The service's own server is started by the service. */
  start(): Promise<void>;
  /** Runs a statement in a new connection, for example to end all others. */
  administer(text: string): Promise<QueryResult>;
  stop(): Promise<void>;
}

const user = "muster";

/** As the embedded server, but on TCP, so that a relay can stand in front of it. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "128MB",
  max_wal_size: "2GB",
  jit: "off",
};

/**
 * Starts a server of the suite, with an empty database if its cluster is new.
 * @param folder for its cluster
 * @param more settings
 */
export async function startForeignServer(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<DatabaseServer> {
  const cluster = join(folder, "postgres");
  const { initdb, postgres } = await findBinaries();
  const isNew = !isCluster(cluster);
  if (isNew) await initialize(initdb, user, cluster);
  const port = await freePort();
  const connection = { host: "127.0.0.1", port, user, database: "muster" };
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const log = await open(join(folder, "postgres.log"), "a");
    const [command = postgres, ...values] = [
      ...serverUser().commandPrefix,
      postgres,
      "-D",
      cluster,
      ...Object.entries({ ...settings, port: `${port}`, ...more }).flatMap(([name, value]) => [
        "-c",
        `${name}=${value}`,
      ]),
    ];
    child = spawn(command, values, {
      stdio: ["ignore", log.fd, log.fd],
      detached: true,
      cwd: "/",
    });
    await log.close();
    const administration = { ...connection, database: "postgres" };
    await eventually(async () => {
      // Each try costs the server a process.
      await delay(50);
      await run(administration, "select 1");
    }, "the server answers");
  }

  await start();
  if (isNew) await run({ ...connection, database: "postgres" }, "create database muster");
  return {
    ...serverAt(cluster, connection),
    start,
    async stop() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGQUIT");
      await ended;
    },
  };
}

/** The server that the service of a data directory runs; it may be started later. */
export function embeddedServer(dataDir: string): DatabaseServer {
  const connection = {
    host: socketDirectory(dataDir),
    port: socketPort,
    user,
    database: "muster",
  };
  return {
    ...serverAt(join(dataDir, "postgres"), connection),
    start: async () => undefined,
    stop: async () => undefined,
  };
}

function serverAt(cluster: string, connection: Exclude<Connection, { connectionString: string }>) {
  const pool = createPool(connection, 4, "faults");
  const signal = async (name: NodeJS.Signals, which: "main" | "all") => {
    const main = await serverPid(cluster);
    const pids = which === "main" ? [main ?? 0] : await processesOf(cluster);
    for (const pid of pids) {
      try {
        if (pid > 0) process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  return {
    connection,
    pool,
    async kill() {
      const killed = new Set(await processesOf(cluster));
      await signal("SIGKILL", "main");
      await eventually(
        async () => (await processesOf(cluster)).every((pid) => !killed.has(pid)),
        "the killed server's processes have ended",
      );
    },
    freeze: (which: "main" | "all") => signal("SIGSTOP", which),
    thaw: () => signal("SIGCONT", "all"),
    administer: (text: string) => run({ ...connection, database: "postgres" }, text),
  };
}

async function run(connection: Connection, text: string): Promise<QueryResult> {
  const pool = createPool(connection, 1, "faults");
  try {
    return await pool.query(text);
  } finally {
    await pool.end();
  }
}

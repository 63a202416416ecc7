/**
 * The embedded PostgreSQL: a cluster in the data directory that starts and stops with the service and
 * listens only on a Unix socket. It ends however the service dies, and recovers from its log at the next
 * start.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import { findBinaries } from "./binaries.ts";
import { initialize, isCluster, removeUnfinished } from "./cluster.ts";
import { makeDataDirectory, makeSocketDirectory, port, socketDirectory } from "./data-directory.ts";
import { interrupt, processesOf, removeStalePidFile, serverPid } from "./former-server.ts";
import { type Owner, probe, takeOwnership } from "./owner.ts";
import type { Connection } from "./pool.ts";
import { serverUser } from "./server-user.ts";

const user = "muster";
const database = "muster";
/** The database that holds the owner's lock. */
const administration = "postgres";
const startSeconds = 60;
const stopSeconds = 15;
/** A server may have no owner for this long, because its service is still starting. */
const unownedMilliseconds = 5_000;

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
  random_page_cost: "1.1",
  autovacuum_naptime: "20s",
};

/**
 * Starts the server of a data directory; creates the cluster if there is none.
 * @throws StartupError if the directory cannot be used or another service uses it
 */
export async function startEmbedded(dataDir: string) {
  const directory = resolve(dataDir);
  const cluster = join(directory, "postgres");
  const socketDir = socketDirectory(directory);
  const binaries = await findBinaries();
  await makeDataDirectory(directory);
  await awaitFormerServer(cluster, socketDir);
  await makeSocketDirectory(socketDir);
  if (!isCluster(cluster)) await initialize(binaries.initdb, user, cluster);
  const server = await launch(binaries.postgres, cluster, socketDir);
  const stop = async (owner?: Owner) => {
    await owner?.release();
    await stopServer(server);
    if (dirname(socketDir) !== directory) await rm(socketDir, { recursive: true, force: true });
  };
  let owner: Owner | undefined;
  try {
    owner = await takeOwnership(inDatabase(socketDir, administration));
    await removeUnfinished(cluster);
    await createDatabase(owner);
  } catch (error) {
    await stop(owner);
    throw error;
  }
  return { connection: inDatabase(socketDir, database), stop: () => stop(owner) };
}

/** The connection to a running service's server, for operator commands; undefined if no service runs. */
export async function attachEmbedded(dataDir: string): Promise<Connection | undefined> {
  const socketDir = socketDirectory(resolve(dataDir));
  const ownership = await probe(inDatabase(socketDir, administration));
  return ownership === "owned" ? inDatabase(socketDir, database) : undefined;
}

function inDatabase(socketDir: string, name: string): Connection {
  return { host: socketDir, port, user, database: name };
}

async function createDatabase({ client }: Owner): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = $1", [database]);
  if (found.rowCount === 0) await client.query(`create database ${database}`);
}

/** After a kill -9 the former server may still run: tells it to shut down, and waits for its end. */
async function awaitFormerServer(cluster: string, socketDir: string): Promise<void> {
  const deadline = Date.now() + stopSeconds * 1000;
  let unownedSince: number | undefined;
  for (;;) {
    const ownership = await probe(inDatabase(socketDir, administration));
    if (ownership === "owned") throw inUse(cluster);
    const left = await processesOf(cluster);
    if (ownership === "absent" && left.length === 0) break;
    if (ownership === "unowned") unownedSince ??= Date.now();
    if (unownedSince !== undefined && Date.now() - unownedSince > unownedMilliseconds) {
      await interrupt(cluster);
    }
    if (Date.now() > deadline) {
      throw new StartupError(
        `an earlier PostgreSQL still runs in ${cluster} (process ${left.join(", ") || "unknown"}): stop it, then start again`,
      );
    }
    await setTimeout(25);
  }
  await removeStalePidFile(cluster);
}

function inUse(cluster: string): StartupError {
  return new StartupError(
    `another service is using the data directory ${dirname(cluster)}: stop it, or set DATA_DIR to another one`,
  );
}

async function launch(postgres: string, cluster: string, socketDir: string): Promise<ChildProcess> {
  const logPath = join(dirname(cluster), "postgres.log");
  const log = await open(logPath, "a", 0o600);
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
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  await log.close();
  const deadline = Date.now() + startSeconds * 1000;
  while (!(await isReady(server, cluster, socketDir))) {
    if (failure !== undefined || hasEnded(server)) {
      // Two services started at the same moment, and the other one was quicker.
      if ((await processesOf(cluster)).length > 0) throw inUse(cluster);
      throw new StartupError(
        `the embedded PostgreSQL did not start: ${failure?.message ?? `see ${logPath}`}`,
      );
    }
    if (Date.now() > deadline) {
      await stopServer(server);
      throw new StartupError(
        `the embedded PostgreSQL was not ready in ${startSeconds} s: see ${logPath}`,
      );
    }
    await setTimeout(10);
  }
  return server;
}

/** Does a server answer, and is it this process? */
async function isReady({ pid }: ChildProcess, cluster: string, socketDir: string) {
  const ownership = await probe(inDatabase(socketDir, administration));
  return ownership !== "absent" && (await serverPid(cluster)) === pid;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Tries a fast shutdown first; after a harder one, the server recovers from its log. */
async function stopServer(server: ChildProcess): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (hasEnded(server)) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await Promise.race([ended, setTimeout(stopSeconds * 1000, undefined, { ref: false })]);
  }
}

/**
 * The embedded PostgreSQL: a cluster in the data directory that starts and stops with the service and
 * listens only on a Unix socket. It ends however the service dies, and recovers from its log at the next
 * start. If it ends by itself, it is started again.
 */
import { rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import { findBinaries } from "./binaries.ts";
import { initialize, isCluster, removeUnfinished } from "./cluster.ts";
import {
  inUse,
  makeDataDirectory,
  makeSocketDirectory,
  port,
  socketDirectory,
} from "./data-directory.ts";
import { interrupt, processesOf, removeStalePidFile } from "./former-server.ts";
import { keepServer } from "./keep-server.ts";
import { type Owner, probe, takeOwnership } from "./owner.ts";
import type { Connection } from "./pool.ts";
import { stopSeconds } from "./server-process.ts";

const user = "muster";
const database = "muster";
/** The database that holds the owner's lock. */
const administration = "postgres";
/** A server may have no owner for this long, because its service is still starting. */
const unownedMilliseconds = 5_000;

/**
 * Starts the server of a data directory; creates the cluster if there is none.
 * @param report gets a line when the server has ended by itself, and when it runs again
 * @throws StartupError if the directory cannot be used or another service uses it
 */
export async function startEmbedded(
  dataDir: string,
  report: (line: string) => void = () => undefined,
) {
  const directory = resolve(dataDir);
  const cluster = join(directory, "postgres");
  const socketDir = socketDirectory(directory);
  const binaries = await findBinaries();
  await makeDataDirectory(directory);
  await awaitFormerServer(cluster, socketDir);
  await makeSocketDirectory(socketDir);
  if (!isCluster(cluster)) await initialize(binaries.initdb, user, cluster);
  const isAnswering = async () => (await probe(inDatabase(socketDir, administration))) !== "absent";
  const { postgres } = binaries;
  const server = await keepServer({ postgres, cluster, socketDir, isAnswering }, report);
  const stop = async (owner?: Owner) => {
    await owner?.release();
    await server.stop();
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

/** Is there a database in the data directory? True also where nobody may look: the start names the reason. */
export async function hasDatabase(dataDir: string): Promise<boolean> {
  try {
    return (await stat(join(dataDir, "postgres"))).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
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
  const deadline = performance.now() + stopSeconds * 1000;
  let unownedSince: number | undefined;
  for (;;) {
    const ownership = await probe(inDatabase(socketDir, administration));
    if (ownership === "owned") throw inUse(cluster);
    const left = await processesOf(cluster);
    if (ownership === "absent" && left.length === 0) break;
    if (ownership === "unowned") unownedSince ??= performance.now();
    if (unownedSince !== undefined && performance.now() - unownedSince > unownedMilliseconds) {
      await interrupt(cluster);
    }
    if (performance.now() > deadline) {
      throw new StartupError(
        `an earlier PostgreSQL still runs in ${cluster} (process ${left.join(", ") || "unknown"}): stop it, then start again`,
      );
    }
    await setTimeout(25);
  }
  await removeStalePidFile(cluster);
}

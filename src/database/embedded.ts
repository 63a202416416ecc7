/**
 * The embedded PostgreSQL: a cluster in the data directory, started with the service and stopped with
 * it, listening on a Unix socket only. It ends when the service dies, however it dies, and recovers
 * from its own log at the next start.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { StartupError } from "../startup-error.ts";
import { findBinaries } from "./binaries.ts";
import { processesOf, removePidFile, serverPid } from "./former-server.ts";
import { clientConfig, type Connection } from "./pool.ts";
import { serverUser } from "./server-user.ts";

const user = "muster";
const database = "muster";
const port = 5432;
/** Whoever holds this advisory lock in the database `postgres` owns the data directory. */
const ownerLock = 1_836_413_811;
const startSeconds = 60;
const stopSeconds = 15;

export interface EmbeddedDatabase {
  readonly connection: Connection;
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: "",
  max_connections: "100",
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
 * Starts the server of a data directory, making the cluster where there is none.
 * @throws StartupError where the directory cannot be used or another service uses it.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const directory = resolve(dataDir);
  await makeDirectory(directory);
  const socketDir = await makeSocketDirectory(directory);
  const cluster = join(directory, "postgres");
  await awaitFormerServer(cluster, socketDir);
  const binaries = await findBinaries();
  if (!existsSync(join(cluster, "PG_VERSION")))
    await initialize(binaries.initdb, directory, cluster);
  const server = await launch(binaries.postgres, directory, cluster, socketDir);
  const owner = new pg.Client(clientConfig(inDatabase(socketDir, "postgres")));
  owner.on("error", () => undefined);
  try {
    await owner.connect();
    await owner.query("set lock_timeout = '3s'");
    await owner.query("select pg_advisory_lock($1)", [ownerLock]).catch(() => {
      throw inUse(directory);
    });
    const { rowCount } = await owner.query("select 1 from pg_database where datname = $1", [
      database,
    ]);
    if (rowCount === 0) await owner.query(`create database ${database}`);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return {
    connection: inDatabase(socketDir, database),
    async stop() {
      await owner.end().catch(() => undefined);
      await stopServer(server);
    },
  };
}

/** The server of a data directory where a service is running it now, for the operator's commands. */
export async function attachEmbedded(dataDir: string): Promise<Connection | undefined> {
  const socketDir = socketDirectory(resolve(dataDir));
  return (await probe(socketDir)) === "owned" ? inDatabase(socketDir, database) : undefined;
}

function inDatabase(socketDir: string, name: string): Connection {
  return { host: socketDir, port, user, database: name };
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await makeWithParents(directory);
    const probeFile = join(directory, ".writable");
    await (await open(probeFile, "w")).close();
    await rm(probeFile);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `cannot write to the data directory ${directory} (${code}): make it writable, or set DATA_DIR to another one`,
    );
  }
}

/** Not the file system's own recursion: on /proc and the like that never ends. */
async function makeWithParents(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || existsSync(dirname(directory))) throw error;
    await makeWithParents(dirname(directory));
    await mkdir(directory, { mode: 0o700 });
  }
}

/** Socket paths may have 107 bytes at most; a long data directory gets a short place of its own. */
function socketDirectory(directory: string): string {
  const near = join(directory, "run");
  if (Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= 107) return near;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  return join(tmpdir(), `muster-${name}`);
}

async function makeSocketDirectory(directory: string): Promise<string> {
  const socketDir = socketDirectory(directory);
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  const found = await lstat(socketDir);
  const { owner } = serverUser();
  const isOurs = found.isDirectory() && [process.getuid?.(), owner].includes(found.uid);
  if (!isOurs) throw new StartupError(`${socketDir} belongs to somebody else: remove it`);
  await chmod(socketDir, 0o700);
  if (owner !== undefined) await chown(socketDir, owner, owner);
  return socketDir;
}

/** `absent`: nobody answers; `owned`: a service runs it; `orphaned`: its service is gone. */
async function probe(socketDir: string): Promise<"absent" | "owned" | "orphaned"> {
  const client = new pg.Client(clientConfig(inDatabase(socketDir, "postgres")));
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      "select pg_try_advisory_lock($1) and pg_advisory_unlock($1) as was_free",
      [ownerLock],
    );
    return rows[0]?.was_free === true ? "orphaned" : "owned";
  } catch {
    return "absent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** After a kill -9 the former server may still be shutting down: it is waited for, and told to. */
async function awaitFormerServer(cluster: string, socketDir: string): Promise<void> {
  const deadline = Date.now() + stopSeconds * 1000;
  for (;;) {
    const left = await processesOf(cluster);
    if (left.length === 0) break;
    const state = await probe(socketDir);
    if (state === "owned") throw inUse(dirname(cluster));
    const pid = await serverPid(cluster);
    if (state === "orphaned" && pid !== undefined && left.includes(pid))
      process.kill(pid, "SIGINT");
    if (Date.now() > deadline) {
      throw new StartupError(
        `an earlier PostgreSQL still runs in ${cluster} (process ${left.join(", ")}): end it`,
      );
    }
    await setTimeout(25);
  }
  await removePidFile(cluster);
}

function inUse(directory: string): StartupError {
  return new StartupError(
    `another service is using the data directory ${resolve(directory)}: stop it, or set DATA_DIR to another one`,
  );
}

/** Makes the cluster beside its place and moves it there, so that a crash leaves none half made. */
async function initialize(initdb: string, directory: string, cluster: string): Promise<void> {
  const unfinished = join(directory, "postgres.new");
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const { before, owner } = serverUser();
  if (owner !== undefined) await chown(unfinished, owner, owner);
  const [command = initdb, ...values] = [
    ...before,
    initdb,
    `--pgdata=${unfinished}`,
    `--username=${user}`,
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  const { status, stderr } = spawnSync(command, values, { encoding: "utf8", cwd: "/" });
  if (status !== 0) {
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    throw new StartupError(`the embedded PostgreSQL could not be set up: ${reason}`);
  }
  await rename(unfinished, cluster);
}

async function launch(
  postgres: string,
  directory: string,
  cluster: string,
  socketDir: string,
): Promise<ChildProcess> {
  const logPath = join(directory, "postgres.log");
  const log = await open(logPath, "a", 0o600);
  const [command = postgres, ...values] = [
    ...serverUser().before,
    postgres,
    "-D",
    cluster,
    "-k",
    socketDir,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // In a group of its own: a Ctrl-C in the terminal is ours to handle, after requests have finished.
  const server = spawn(command, values, {
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
    cwd: "/",
  });
  const failed = new Promise<never>((_, reject) => server.once("error", reject));
  failed.catch(() => undefined);
  await log.close();
  const deadline = Date.now() + startSeconds * 1000;
  while ((await Promise.race([failed, probe(socketDir)])) === "absent") {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new StartupError(`the embedded PostgreSQL did not start: see ${logPath}`);
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

/** A fast shutdown; a server that does not heed it is made to, for its log recovers it. */
async function stopServer(server: ChildProcess): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await Promise.race([ended, setTimeout(stopSeconds * 1000, undefined, { ref: false })]);
  }
}

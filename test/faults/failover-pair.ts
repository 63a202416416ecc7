/** A PostgreSQL that fails over to a standby, which holds everything that was committed. */
import { execFileSync } from "node:child_process";
import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createPool } from "../../src/platform/database/pool.ts";
import { eventually } from "../support/eventually.ts";
import { type DatabaseServer, startForeignServer } from "./database-server.ts";
import { startRelay } from "./relay.ts";

export interface FailoverPair extends DatabaseServer {
  /** Kills the primary server and leads everybody to its standby. @returns promotes the standby */
  failOver(): Promise<() => Promise<void>>;
}

/** A standby is made after its primary server has written for a while. */
const settings = { wal_keep_size: "1GB" };

export async function startFailoverPair(folder: string): Promise<FailoverPair> {
  let generation = 0;
  const start = async (cluster: string) => startForeignServer(cluster, settings);
  const folderOf = (number: number) => join(folder, `server-${number}`);
  await mkdir(folderOf(0));
  let primary = await start(folderOf(0));
  const front = await startRelay(() => primary.connection as { host: string; port: number });
  const connection = { ...primary.connection, port: front.port };
  const pool = createPool(connection, 4, "faults");
  return {
    connection,
    pool,
    kill: () => primary.kill(),
    freeze: (which) => primary.freeze(which),
    thaw: () => primary.thaw(),
    start: () => primary.start(),
    administer: (text) => primary.administer(text),
    async failOver() {
      const former = primary;
      generation += 1;
      await copy(former, folderOf(generation - 1), folderOf(generation));
      const standby = await start(folderOf(generation));
      await synchronize(former);
      await former.kill();
      await former.pool.end();
      primary = standby;
      front.cut();
      return async () => {
        await primary.administer("select pg_promote()");
      };
    },
    async stop() {
      await primary.pool.end();
      await primary.stop();
      await front.close();
    },
  };
}

/** Copies the cluster of a running server, and makes the copy its standby (its documentation, 25.3.3). */
async function copy(server: DatabaseServer, from: string, to: string): Promise<void> {
  const cluster = join(to, "postgres");
  await mkdir(to);
  const backup = await server.pool.connect();
  try {
    await backup.query("select pg_backup_start('standby', true)");
    try {
      execFileSync("cp", ["-a", join(from, "postgres"), to], { stdio: "ignore" });
    } catch {
      // Files that ended meanwhile are made again from the log.
    }
    const { rows } = await backup.query<{ labelfile: string }>(
      "select labelfile from pg_backup_stop(false)",
    );
    await writeFile(join(cluster, "backup_label"), rows[0]?.labelfile ?? "");
  } finally {
    backup.release();
  }
  await rm(join(cluster, "postmaster.pid"), { force: true });
  await writeFile(join(cluster, "standby.signal"), "");
  const { host, port, user } = server.connection as { host: string; port: number; user: string };
  const setting = `primary_conninfo = 'host=${host} port=${port} user=${user}'\n`;
  await appendFile(join(cluster, "postgresql.auto.conf"), setting);
}

/** From now on a commit is on the standby too before anybody hears of it; and so is what was committed before. */
async function synchronize(primary: DatabaseServer): Promise<void> {
  const streaming = "select from pg_stat_replication where state = 'streaming'";
  await eventually(async () => (await primary.administer(streaming)).rowCount === 1, "it streams");
  await primary.administer("alter system set synchronous_standby_names = '*'");
  await primary.administer("select pg_reload_conf()");
  await eventually(async () => {
    const { rowCount } = await primary.administer(
      "select from pg_stat_replication where sync_state = 'sync' and flush_lsn >= pg_current_wal_lsn()",
    );
    return rowCount === 1;
  }, "the standby has everything");
  await delay(500);
}

/**
 * The one PostgreSQL that all systems of a run share: the embedded server with Muster's own settings, which
 * also counts statements. Each system has a database of its own, so that PostgreSQL counts for each.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { serverPid } from "../src/platform/database/former-server.ts";
import { type Connection, createPool } from "../src/platform/database/pool.ts";
import { cpuSeconds, endedCpuSeconds } from "./cpu.ts";
import { databaseOf, execute } from "./scratch-database.ts";

export interface Rig {
  /** Where systems may keep files; removed at the end. */
  readonly folder: string;
  readonly server: Connection;
  /** Creates an empty database. */
  createDatabase(name: string): Promise<Connection>;
  connectionTo(database: string): Connection;
  /** PostgreSQL's. */
  version(): Promise<string>;
  /** What PostgreSQL has counted for a database since its creation. */
  countsOf(database: string): Promise<Counts>;
  /** What each statement has taken in a database so far, by its text. */
  statementsOf(database: string): Promise<ReadonlyMap<string, StatementCost>>;
  /** From now on, planning is timed too. That costs time, so no row of the benchmark does it. */
  countPlanning(): Promise<void>;
  /** What PostgreSQL's processes have used so far. */
  processors(): Promise<Processors>;
  /** Calls the function before the server stops; the last one first. */
  beforeEnd(stop: () => Promise<unknown>): void;
}

export interface Processors {
  /** Seconds of processor time by process, with the database of a connection. */
  readonly running: ReadonlyMap<
    number,
    { readonly database: string | null; readonly used: number }
  >;
  /** Seconds of all that have ended. */
  readonly ended: number;
}

export interface StatementCost {
  readonly calls: number;
  /** Executing them. */
  readonly milliseconds: number;
  /** Planning them; counted only after `countPlanning`. */
  readonly planning: number;
}

export interface Counts {
  readonly transactions: number;
  readonly statements: number;
}

/** Ends all that was started, also after a signal. */
export async function withRig(work: (rig: Rig) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "muster-bench-"));
  const endings: (() => Promise<unknown>)[] = [];
  try {
    const server = await startCounting(join(folder, "server"));
    endings.push(server.stop);
    const pool = createPool(server.connection, 2);
    endings.push(() => pool.end());
    await pool.query("create extension pg_stat_statements");
    await Promise.race([work(makeRig(folder, server.connection, pool, endings)), signal()]);
  } finally {
    for (const end of endings.toReversed()) await end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Error at the first signal to stop */
async function signal(): Promise<never> {
  const name = await new Promise<string>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve(signal));
  });
  throw new Error(`ended by ${name}`);
}

/** A library that counts statements must be there when the server starts: hence the second start. */
async function startCounting(dataDir: string) {
  const first = await startEmbedded(dataDir);
  for (const setting of [
    "shared_preload_libraries = 'pg_stat_statements'",
    "pg_stat_statements.save = off",
  ]) {
    await execute(first.connection, `alter system set ${setting}`);
  }
  await first.stop();
  return startEmbedded(dataDir);
}

function makeRig(
  folder: string,
  server: Connection,
  pool: pg.Pool,
  endings: (() => Promise<unknown>)[],
): Rig {
  return {
    folder,
    server,
    async createDatabase(name) {
      await pool.query(`create database ${name}`);
      return databaseOf(server, name);
    },
    connectionTo: (database) => databaseOf(server, database),
    async version() {
      const { rows } = await pool.query<{ server_version: string }>("show server_version");
      return rows[0]?.server_version ?? "";
    },
    async countsOf(database) {
      const { rows } = await pool.query<{ transactions: bigint; statements: string }>(
        `select xact_commit + xact_rollback as transactions,
                (select coalesce(sum(calls), 0) from pg_stat_statements where dbid = datid)::text as statements
         from pg_stat_database where datname = $1`,
        [database],
      );
      return {
        transactions: Number(rows[0]?.transactions),
        statements: Number(rows[0]?.statements),
      };
    },
    async statementsOf(database) {
      const { rows } = await pool.query<{ readonly query: string } & StatementCost>(
        `select query, sum(calls)::float8 as calls, sum(total_exec_time) as milliseconds,
                sum(total_plan_time) as planning
         from pg_stat_statements join pg_database on oid = dbid where datname = $1 group by query`,
        [database],
      );
      return new Map(rows.map(({ query, ...cost }) => [query, cost]));
    },
    async countPlanning() {
      await pool.query("alter system set pg_stat_statements.track_planning = on");
      await pool.query("select pg_reload_conf()");
    },
    async processors() {
      const { rows } = await pool.query<{ pid: number; database: string | null }>(
        "select pid, datname as database from pg_stat_activity where pid <> pg_backend_pid()",
      );
      const running = rows.map(
        async ({ pid, database }) => [pid, { database, used: await cpuSeconds(pid) }] as const,
      );
      const main = (await serverPid(join(folder, "server", "postgres"))) ?? 0;
      return { running: new Map(await Promise.all(running)), ended: await endedCpuSeconds(main) };
    },
    beforeEnd: (stop) => void endings.push(stop),
  };
}

/**
 * The seconds that a database's connections, and what serves all databases, used between two moments. Processes
 * that ended meanwhile count, whatever their database: others are idle.
 */
export function usedBetween(before: Processors, after: Processors, database: string): number {
  let seconds = after.ended - before.ended;
  for (const [pid, process] of after.running) {
    if ((process.database ?? database) !== database) continue;
    seconds += process.used - (before.running.get(pid)?.used ?? 0);
  }
  for (const [pid, { used }] of before.running) if (!after.running.has(pid)) seconds -= used;
  return seconds;
}

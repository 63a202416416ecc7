/** Creates a migrated database for one measurement and drops it at the end. */
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { migrate } from "../src/platform/database/migrate.ts";
import { clientConfig, createPool, type Connection } from "../src/platform/database/pool.ts";

/** @param server any database of the server; its user may create databases */
export async function withScratchDatabase<Result>(
  server: Connection,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database ${name}`);
  try {
    const connection = databaseOf(server, name);
    const pool = createPool(connection);
    try {
      await migrate(pool);
    } finally {
      await pool.end();
    }
    return await work(connection);
  } finally {
    await execute(server, `drop database ${name} with (force)`);
  }
}

/** Runs one or more SQL statements on a connection of its own, for as long as they take. */
export async function execute(connection: Connection, sql: string): Promise<void> {
  const client = new Client(clientConfig(connection));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function databaseOf(server: Connection, database: string): Connection {
  if (!("connectionString" in server)) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** The address as a service takes it in DATABASE_URL. */
export function urlOf(connection: Connection): string {
  if ("connectionString" in connection) return connection.connectionString;
  const { host, user, database } = connection;
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

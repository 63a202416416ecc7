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

/** Runs one or more SQL statements on a separate connection. */
export async function execute(connection: Connection, sql: string): Promise<void> {
  const client = new Client(clientConfig(connection));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function databaseOf(server: Connection, database: string): Connection {
  if (!("connectionString" in server)) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

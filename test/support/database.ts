/** Gives each test file its own database, cloned from the migrated template. */
import { randomUUID } from "node:crypto";
import { Client, type Pool, type QueryResult } from "pg";
import { inject } from "vitest";
import { clientConfig, type Connection, createPool } from "../../src/platform/database/pool.ts";

export interface TestDatabase {
  readonly connection: Connection;
  readonly pool: Pool;
  /** Runs a statement from outside of the database, for example to end its connections. */
  administer(text: string, values?: readonly unknown[]): Promise<QueryResult>;
  drop(): Promise<void>;
}

export function createTestDatabase(): Promise<TestDatabase> {
  return create("template muster_template");
}

/**
 * A database without a schema, for tests of the migrations.
 * @param locale as `create database` takes it; that of the server if left out
 */
export function emptyTestDatabase(locale = ""): Promise<TestDatabase> {
  return create(`template template0 encoding UTF8 ${locale}`);
}

/** For DATABASE_URL. */
export function databaseUrl(connection: Connection): string {
  if ("connectionString" in connection) return connection.connectionString;
  const { host, port, user, database } = connection;
  const address = new URLSearchParams({ host, port: String(port), user });
  return `postgres:///${database}?${address.toString()}`;
}

async function create(origin: string): Promise<TestDatabase> {
  const server = inject("server");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const administer = async (text: string, values: readonly unknown[] = []) => {
    const client = new Client(clientConfig(server));
    await client.connect();
    try {
      return await client.query(text, [...values]);
    } finally {
      await client.end();
    }
  };
  await administer(`create database ${name} ${origin}`);
  const connection = { ...server, database: name };
  const pool = createPool(connection);
  return {
    connection,
    pool,
    administer,
    async drop() {
      await pool.end();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

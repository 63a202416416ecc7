/** Starts one embedded PostgreSQL for the run, with a migrated template that test files clone. */
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { clientConfig, type Connection, createPool } from "../../src/platform/database/pool.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly server: Connection;
  }
}

export const template = "muster_template";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-test-"));
  // Also after a Ctrl-C: the server dies with this process, but its files remain.
  const clean = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  process.once("exit", clean);
  const server = await startEmbedded(dataDir);
  const administration = new Client(clientConfig(server.connection));
  await administration.connect();
  await administration.query(`create database ${template}`);
  await administration.end();
  const pool = createPool({ ...server.connection, database: template });
  await migrate(pool);
  await pool.end();
  project.provide("server", server.connection);
  return async () => {
    await server.stop();
    clean();
  };
}

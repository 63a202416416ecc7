/** Installs message-db, an event store written in SQL, from its npm package into a database: a peer. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../src/platform/database/pool.ts";
import { execute } from "./scratch-database.ts";

const sources = join(import.meta.dirname, "peers/node_modules/@eventide/message-db/database");

/** The reason why it cannot be measured; undefined if it can. */
export const messageDbMissing = existsSync(sources)
  ? undefined
  : "message-db is not installed: npm ci --prefix bench/peers";

/** Does what the package's install.sh does, except for its role and privileges. */
export async function installMessageDb(connection: Connection): Promise<void> {
  const texts: string[] = [];
  for (const folder of ["schema", "extensions", "tables", "types", "functions", "indexes"]) {
    const names = (await readdir(join(sources, folder))).filter((name) => name.endsWith(".sql"));
    for (const name of names.sort()) {
      texts.push(await readFile(join(sources, folder, name), "utf8"));
    }
  }
  await execute(connection, `set check_function_bodies = off;\n${texts.join(";\n")}`);
  // Its functions expect this search path. Set here, no client has to set it for each transaction.
  await execute(
    connection,
    `do 'begin execute format(''alter database %I set search_path = message_store, public'', current_database()); end'`,
  );
}

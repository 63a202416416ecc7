/** Opens the database, embedded or not, the keys and the event store. */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Services } from "../commands/kit/context.ts";
import type { Config } from "../platform/config.ts";
import { attachEmbedded, hasDatabase, startEmbedded } from "../platform/database/embedded.ts";
import { checkSessions } from "../platform/database/check-sessions.ts";
import { migrate } from "../platform/database/migrate.ts";
import { createListener, type Listener } from "../platform/database/listener.ts";
import { clientConfig, type Connection, createPool } from "../platform/database/pool.ts";
import { createCodec } from "../eventstore/codec.ts";
import { eventStoreDb } from "../eventstore/event-store-db.ts";
import type { EventStore } from "../eventstore/port.ts";
import type { Written } from "../eventstore/postgres/writer.ts";
import { postgresEventStore } from "../eventstore/postgres/store.ts";
import { createExporter } from "../projections/audit/export/exporter.ts";
import { masterKeyIn } from "../keys/master-key.ts";
import { createPersonKeys } from "../keys/person-keys.ts";
import { opensDatabase } from "../keys/rotate-master-key.ts";
import { loadServiceKeys } from "../keys/service-keys.ts";
import { openSigner } from "../keys/signing-keys.ts";
import { watchKeys } from "../keys/watch.ts";
import { StartupError } from "../platform/startup-error.ts";
import { reachEventStore } from "./reach-event-store.ts";

export interface Stores extends Pick<
  Services,
  "pool" | "store" | "codec" | "keys" | "signer" | "personKeys" | "exporter"
> {
  readonly connection: Connection;
  /** The process's own. */
  readonly listener: Listener;
  close(): Promise<void>;
}

interface Server {
  readonly connection: Connection;
  stop(): Promise<void>;
}

/**
 * Opens the stores of the service. This process starts and owns the embedded server.
 * @param observe called for every group of appends, if PostgreSQL is the event store
 * @throws StartupError if a store cannot be used
 */
export async function openStores(
  config: Config,
  observe?: (written: Written) => void,
): Promise<Stores> {
  const server =
    config.DATABASE_URL === undefined
      ? await startEmbedded(config.DATA_DIR, report)
      : remote(config);
  return open(config, server, observe);
}

export interface OpenOptions {
  /** Creates the embedded database if there is none, as the service does. */
  readonly mayCreate?: boolean;
}

/**
 * Opens the stores for an operator's command, with or without a running service.
 * @throws StartupError if a store cannot be used
 */
export async function openStoresForOperator(
  config: Config,
  options: OpenOptions = {},
): Promise<Stores> {
  return open(config, await serverForOperator(config, options));
}

/** A migrated database without its keys. */
export interface Database {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens only the database, for work during which nobody may use the master key. */
export async function openDatabaseForOperator(config: Config): Promise<Database> {
  return openDatabase(await serverForOperator(config));
}

async function serverForOperator(
  config: Config,
  { mayCreate = false }: OpenOptions = {},
): Promise<Server> {
  const { DATABASE_URL, DATA_DIR } = config;
  if (DATABASE_URL !== undefined) return remote(config);
  const running = await attachEmbedded(DATA_DIR);
  if (running !== undefined) return { connection: running, stop: async () => undefined };
  // A misspelt directory must not look like a service without any people.
  if (!mayCreate && !(await hasDatabase(DATA_DIR))) {
    throw new StartupError(
      `there is no database in ${DATA_DIR}: set DATA_DIR to the directory of the service, or DATABASE_URL`,
    );
  }
  return startEmbedded(DATA_DIR, report);
}

function remote({ DATABASE_URL: connectionString = "" }: Config): Server {
  return { connection: { connectionString }, stop: async () => undefined };
}

async function openDatabase(server: Server): Promise<Database> {
  const pool = createPool(server.connection);
  const close = async (): Promise<void> => {
    await pool.end();
    await server.stop();
  };
  try {
    await checkSessions(pool, report);
    await migrate(pool);
    return { pool, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  config: Config,
  server: Server,
  observe?: (written: Written) => void,
): Promise<Stores> {
  const { connection } = server;
  const { pool, close } = await openDatabase(server);
  const listener = createListener(clientConfig(connection));
  const closing = new AbortController();
  let opened: EventStore | undefined;
  try {
    const masterKey = config.MUSTER_MASTER_KEY ?? (await masterKeyIn(config.DATA_DIR));
    const personKeys = createPersonKeys(pool, masterKey);
    await watchKeys(listener, personKeys, () => {
      void endIfReplaced(pool, masterKey, closing.signal);
    });
    const keys = await loadServiceKeys(pool, masterKey);
    const signer = await openSigner(pool, masterKey);
    const codec = createCodec(personKeys);
    const store =
      config.EVENTSTORE_URL === undefined
        ? postgresEventStore(clientConfig(connection), observe, listener)
        : await eventStoreDb(config.EVENTSTORE_URL);
    opened = store;
    await reachEventStore(store, report);
    return {
      connection,
      listener,
      pool,
      store,
      codec,
      keys,
      signer,
      personKeys,
      exporter: createExporter({ connection, masterKey, eventStoreUrl: config.EVENTSTORE_URL }),
      async close() {
        closing.abort();
        await store.close();
        await listener.close();
        await close();
      },
    };
  } catch (error) {
    await opened?.close();
    await listener.close();
    await close();
    throw error;
  }
}

/** Says what an operator should know. */
function report(line: string): void {
  process.stderr.write(`muster: ${line}\n`);
}

/** Ends the process if the master key was replaced: data sealed with the old one could never be opened. */
async function endIfReplaced(pool: pg.Pool, masterKey: Buffer, closing: AbortSignal) {
  for (;;) {
    const isCurrent = await opensDatabase(pool, masterKey).catch(() => undefined);
    if (isCurrent === true || closing.aborted) return;
    if (isCurrent === false) break;
    await delay(1_000);
  }
  process.stderr.write("muster: the master key was replaced; start again with the new one\n");
  process.exitCode = 1;
  process.kill(process.pid, "SIGTERM");
}

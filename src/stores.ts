/** Where a process keeps what it knows: the database, embedded or not, and the event store. */
import type pg from "pg";
import type { Config } from "./config.ts";
import { attachEmbedded, startEmbedded } from "./database/embedded.ts";
import { migrate } from "./database/migrate.ts";
import { clientConfig, type Connection, createPool } from "./database/pool.ts";
import { createCodec, type Codec } from "./eventstore/codec.ts";
import { eventStoreDbStore } from "./eventstore/eventstoredb/store.ts";
import type { EventStore } from "./eventstore/port.ts";
import type { Written } from "./eventstore/postgres/writer.ts";
import { postgresEventStore } from "./eventstore/postgres/store.ts";
import { masterKeyIn } from "./keys/master-key.ts";
import { createPersonKeys } from "./keys/person-keys.ts";
import { loadServiceKeys, type ServiceKeys } from "./keys/service-keys.ts";
import { openSigner, type Signer } from "./keys/signing-keys.ts";
import { StartupError } from "./startup-error.ts";

export interface Stores {
  readonly connection: Connection;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly codec: Codec;
  readonly keys: ServiceKeys;
  readonly signer: Signer;
  close(): Promise<void>;
}

interface Server {
  readonly connection: Connection;
  stop(): Promise<void>;
}

/**
 * Opens the stores of the service; the embedded server is started, and belongs to this process.
 * @param observe told of every group of appends, where PostgreSQL is the event store
 * @throws StartupError where one of them cannot be used.
 */
export async function openStores(
  config: Config,
  observe?: (written: Written) => void,
): Promise<Stores> {
  const server =
    config.DATABASE_URL === undefined ? await startEmbedded(config.DATA_DIR) : remote(config);
  return open(config, server, observe);
}

/** Opens them for an operator's command, also beside a running service. */
export async function openStoresForOperator(config: Config): Promise<Stores> {
  const running =
    config.DATABASE_URL === undefined ? await attachEmbedded(config.DATA_DIR) : undefined;
  return running === undefined
    ? openStores(config)
    : open(config, { connection: running, stop: async () => undefined });
}

function remote({ DATABASE_URL: connectionString = "" }: Config): Server {
  return { connection: { connectionString }, stop: async () => undefined };
}

async function open(
  config: Config,
  server: Server,
  observe?: (written: Written) => void,
): Promise<Stores> {
  const pool = createPool(server.connection);
  try {
    await reach(pool);
    await migrate(pool);
    const masterKey = config.MUSTER_MASTER_KEY ?? (await masterKeyIn(config.DATA_DIR));
    const keys = await loadServiceKeys(pool, masterKey);
    const signer = await openSigner(pool, masterKey);
    const codec = createCodec(createPersonKeys(pool, masterKey));
    const store =
      config.EVENTSTORE_URL === undefined
        ? postgresEventStore(clientConfig(server.connection), observe)
        : eventStoreDbStore({ connectionString: config.EVENTSTORE_URL });
    return {
      connection: server.connection,
      pool,
      store,
      codec,
      keys,
      signer,
      async close() {
        await store.close();
        await pool.end();
        await server.stop();
      },
    };
  } catch (error) {
    await pool.end();
    await server.stop();
    throw error;
  }
}

async function reach(pool: pg.Pool): Promise<void> {
  await pool.query("select 1").catch((error: Error) => {
    throw new StartupError(`cannot reach the database: ${error.message}; check DATABASE_URL`);
  });
}

/** The thread that writes one export: reads the log, makes its bytes, and sends them as they are asked for. */
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { clientConfig, createPool } from "../../../platform/database/pool.ts";
import { createCodec } from "../../../eventstore/codec.ts";
import { eventStoreDbStore } from "../../../eventstore/eventstoredb/store.ts";
import { postgresEventStore } from "../../../eventstore/postgres/store.ts";
import { createPersonKeys } from "../../../keys/person-keys.ts";
import { openSigner } from "../../../keys/signing-keys.ts";
import { bundleBytes } from "./bundle.ts";
import { lineBytes } from "./lines.ts";
import type { Message, ExportOrder, Sources } from "./order.ts";

/** One query is under way while the answer to another is worked on. */
const connections = 2;

const { order, sources } = workerData as { readonly order: ExportOrder; readonly sources: Sources };
const { connection, eventStoreUrl } = sources;

if (parentPort === null) throw new Error("this is a thread, and not to be run by itself");
const port = parentPort;
/** Each message allows one more. */
const credits = on(port, "message");

async function send(message: Message): Promise<void> {
  await credits.next();
  port.postMessage(message, message === null ? [] : [message.buffer as ArrayBuffer]);
}

const pool = createPool(connection, connections, "muster export");
const masterKey = Buffer.from(sources.masterKey);
const personKeys = createPersonKeys(pool, masterKey);
// This thread does not hear of erasures.
personKeys.remember(false);
const codec = createCodec(personKeys);
const store =
  eventStoreUrl === undefined
    ? postgresEventStore(clientConfig(connection))
    : eventStoreDbStore({ connectionString: eventStoreUrl });
const bytes =
  order.format === "bundle"
    ? bundleBytes(order, { pool, codec, signer: await openSigner(pool, masterKey) })
    : lineBytes(order, { pool, codec, store });
// Copied: what is handed over belongs to nobody here any more, and a stream's chunks may share memory.
for await (const some of bytes) await send(new Uint8Array(some as Uint8Array));
await send(null);
await Promise.all([store.close(), pool.end()]);
port.close();

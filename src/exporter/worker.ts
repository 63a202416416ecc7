/** The thread that writes one export: reads the log, makes its text, and sends it as it is asked for. */
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { clientConfig, createPool } from "../database/pool.ts";
import { createCodec } from "../eventstore/codec.ts";
import { eventStoreDbStore } from "../eventstore/eventstoredb/store.ts";
import { postgresEventStore } from "../eventstore/postgres/store.ts";
import { createPersonKeys } from "../keys/person-keys.ts";
import type { Message, Order, Sources } from "./order.ts";
import { partsOf } from "./parts.ts";

/** One query is under way while the answer to another is worked on. */
const connections = 2;

const { order, sources } = workerData as { readonly order: Order; readonly sources: Sources };
const { connection, masterKey, eventStoreUrl } = sources;

if (parentPort === null) throw new Error("this is a thread, and not to be run by itself");
const port = parentPort;
/** Each message allows one more. */
const credits = on(port, "message");

async function send(message: Message): Promise<void> {
  await credits.next();
  const own = message instanceof Uint8Array ? [message.buffer as ArrayBuffer] : [];
  port.postMessage(message, own);
}

const pool = createPool(connection, connections, "muster export");
const personKeys = createPersonKeys(pool, Buffer.from(masterKey));
// This thread does not hear of erasures.
personKeys.remember(false);
const store =
  eventStoreUrl === undefined
    ? postgresEventStore(clientConfig(connection))
    : eventStoreDbStore({ connectionString: eventStoreUrl });
const { parts, counts } = partsOf(order, { pool, store, codec: createCodec(personKeys) });
const encoder = new TextEncoder();
for (const part of parts) {
  for await (const text of part) await send(encoder.encode(text));
  await send(null);
}
if (counts !== undefined) await send(counts());
await Promise.all([store.close(), pool.end()]);
port.close();

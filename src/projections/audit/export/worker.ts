/** The thread that writes one export: it reads the log and sends the bytes as they are requested. */
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { clientConfig, createPool } from "../../../platform/database/pool.ts";
import { createCodec } from "../../../eventstore/codec.ts";
import { eventStoreDb } from "../../../eventstore/event-store-db.ts";
import { postgresEventStore } from "../../../eventstore/postgres/store.ts";
import { createPersonKeys } from "../../../keys/person-keys.ts";
import { openSigner } from "../../../keys/signing-keys.ts";
import { bundleBytes } from "./bundle.ts";
import { lineBytes } from "./lines.ts";
import type { Message, ExportOrder, Sources } from "./order.ts";

/** One query runs while the result of another is processed. */
const connections = 2;

const { order, sources } = workerData as { readonly order: ExportOrder; readonly sources: Sources };
const { connection, eventStoreUrl } = sources;

if (parentPort === null) throw new Error("worker.ts runs only as a thread of an export");
const port = parentPort;
/** Each message received allows sending one. */
const credits = on(port, "message");

/** Each message, and each write to the disk that follows it, costs as much as many bytes do. */
const messageBytes = 262_144;

async function* gathered(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < messageBytes) continue;
    yield chunks;
    [chunks, size] = [[], 0];
  }
  if (size > 0) yield chunks;
}

async function send(message: Message): Promise<void> {
  await credits.next();
  port.postMessage(message, message === null ? [] : [message.buffer as ArrayBuffer]);
}

const pool = createPool(connection, connections, "muster export");
const masterKey = Buffer.from(sources.masterKey);
const personKeys = createPersonKeys(pool, masterKey);
// This thread does not hear of erasures, so it must not cache keys.
personKeys.remember(false);
const codec = createCodec(personKeys);
const store =
  eventStoreUrl === undefined
    ? postgresEventStore(clientConfig(connection))
    : await eventStoreDb(eventStoreUrl);
const bytes =
  order.format === "bundle"
    ? bundleBytes(order, { pool, codec, signer: await openSigner(pool, masterKey) })
    : lineBytes(order, { pool, codec, store });
// Copied, because posting gives the memory away, and chunks of a stream may share memory.
for await (const chunks of gathered(bytes)) await send(new Uint8Array(Buffer.concat(chunks)));
await send(null);
await Promise.all([store.close(), pool.end()]);
port.close();

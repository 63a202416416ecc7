/**
 * A process that makes many appends at once, to streams of its own and to a shared one. Its argument is a
 * JSON text of {address, count, shared}; it prints how many events it wrote.
 */
import { randomUUID } from "node:crypto";
import { userStream } from "../../src/domain/streams.ts";
import { WrongExpectedRevision } from "../../src/eventstore/errors.ts";
import { openStore, type Address } from "./contract/open.ts";

interface Task {
  readonly address: Address;
  /** How many appends to try. */
  readonly count: number;
  /** A stream that other processes write to, too; every third append goes there. */
  readonly shared: string;
}

const { address, count, shared } = JSON.parse(process.argv[2] ?? "") as Task;
const store = openStore(address);
let written = 0;

async function write(number: number): Promise<void> {
  const record = { id: randomUUID(), type: "Tested", data: `{"number":${number}}`, metadata: "{}" };
  try {
    if (number % 3 === 0) {
      const last = (await store.readStream(shared)).at(-1)?.revision ?? "none";
      await store.append(shared, last, [record]);
    } else {
      await store.append(userStream(randomUUID()), "none", [record]);
    }
    written++;
  } catch (error) {
    // Another process was faster on the shared stream.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}

await Promise.all(
  Array.from({ length: 8 }, async (_, writer) => {
    for (let number = writer; number < count; number += 8) await write(number);
  }),
);
await store.close();
process.stdout.write(String(written));

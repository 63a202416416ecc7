/** The Merkle tree over a bundle's events, built in a second thread while this one replays them. */
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { createLineLeaves } from "./leaves.ts";

export interface EventTree {
  /** Adds lines as they are in the file. Resolves when the next block may be added. */
  add(block: Buffer): Promise<void>;
  /** The root over the first `size` entries; undefined if there are fewer. */
  rootAt(size: number): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** A message to the thread, which answers each one in order. */
export type Ask = { readonly block: Uint8Array } | { readonly size: number };

/** Maximum number of blocks in the queue, to limit memory. */
const maxWaiting = 16;

/** A single block is hashed in this thread: another one would take longer to start. */
export function growTree(): EventTree {
  let first: Buffer | undefined;
  let thread: EventTree | undefined;
  return {
    async add(block) {
      if (first === undefined) {
        first = block;
        return;
      }
      if (thread === undefined) {
        thread = startThread();
        await thread.add(first);
      }
      await thread.add(block);
    },
    async rootAt(size) {
      if (thread !== undefined) return thread.rootAt(size);
      const leaves = createLineLeaves();
      if (first !== undefined) leaves.append(first);
      return leaves.rootAt(size);
    },
    close: async () => thread?.close(),
  };
}

function startThread(): EventTree {
  const ending = extname(import.meta.url); // .js in the built package
  const worker = new Worker(new URL(`./leaf-worker${ending}`, import.meta.url));
  const pending: { readonly resolve: (answer: unknown) => void; readonly reject: Reject }[] = [];
  const waiting: Promise<unknown>[] = [];
  let failure: Error | undefined;

  const end = (error: Error): void => {
    failure ??= error;
    for (const { reject } of pending.splice(0)) reject(failure);
  };
  worker.on("message", (answer: unknown) => pending.shift()?.resolve(answer));
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("the hashing thread has ended")));

  async function ask(question: Ask): Promise<unknown> {
    if (failure !== undefined) throw failure;
    return new Promise((resolve, reject) => {
      pending.push({ resolve, reject });
      worker.postMessage(question);
    });
  }

  return {
    async add(block) {
      const taken = ask({ block });
      // Avoids an unhandled rejection; awaiting a later block or root reports the error.
      taken.catch(() => undefined);
      waiting.push(taken);
      if (waiting.length > maxWaiting) await waiting.shift();
    },
    async rootAt(size) {
      const root = (await ask({ size })) as Uint8Array | undefined;
      return root && Buffer.from(root);
    },
    async close() {
      await worker.terminate();
    },
  };
}

type Reject = (error: Error) => void;

/** The Merkle tree over a bundle's events, grown in another thread while this one replays them. */
import { Worker } from "node:worker_threads";

export interface EventTree {
  /** Lines as they stand in the file. Resolves once more may come. */
  add(block: Buffer): Promise<void>;
  /** The root that the log had when it was so long; undefined where it never was. */
  rootAt(size: number): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** What the thread is told or asked; it answers each in turn. */
export type Ask = { readonly block: Uint8Array } | { readonly size: number };

/** Blocks that may wait, so that memory has a bound. */
const mostWaiting = 16;

export function growTree(): EventTree {
  const worker = new Worker(new URL("./leaf-worker.ts", import.meta.url));
  const asked: { readonly resolve: (answer: unknown) => void; readonly reject: Reject }[] = [];
  const waiting: Promise<unknown>[] = [];
  let failure: Error | undefined;

  const end = (error: Error): void => {
    failure ??= error;
    for (const { reject } of asked.splice(0)) reject(failure);
  };
  worker.on("message", (answer: unknown) => asked.shift()?.resolve(answer));
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("the thread that hashes has ended")));

  async function ask(question: Ask): Promise<unknown> {
    if (failure !== undefined) throw failure;
    return new Promise((resolve, reject) => {
      asked.push({ resolve, reject });
      worker.postMessage(question);
    });
  }

  return {
    async add(block) {
      const taken = ask({ block });
      // Met where it is waited for, and by whoever asks for a root.
      taken.catch(() => undefined);
      waiting.push(taken);
      if (waiting.length > mostWaiting) await waiting.shift();
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

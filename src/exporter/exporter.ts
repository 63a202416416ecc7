/**
 * Exports are written in threads of their own, one for each: the routes stay as fast beside them, and the
 * small heap of a thread costs the collector little.
 */
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { Counts, Message, Order, Sources } from "./order.ts";

export interface RunningExport {
  /** The next part: one, or a bundle's four (fileNames). To be read to its end before the one behind it. */
  part(): AsyncGenerator<Uint8Array, undefined>;
  /** Of a bundle, behind its parts. */
  counts(): Promise<Counts>;
  /** Ends it, wherever it is. */
  end(): Promise<void>;
}

export type Exporter = (order: Order) => RunningExport;

/** Messages that may be under way, so that memory has a bound however slowly they are taken. */
const mostUnderWay = 8;

/** Far more than an export needs: the addresses of a million members, and their tokens. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 };

export function exporterOf(sources: Sources): Exporter {
  return (order) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { order, sources },
      resourceLimits,
    });
    // Also where nobody reads any more, a failure of the thread is not one of the process.
    worker.on("error", () => undefined);
    const messages = on(worker, "message", { close: ["exit"] });
    for (let credit = 0; credit < mostUnderWay; credit += 1) worker.postMessage("more");

    async function next(): Promise<Message> {
      const { value, done } = (await messages.next()) as IteratorResult<[Message], undefined>;
      if (done === true || value === undefined) throw new Error("an export ended before its end");
      worker.postMessage("more");
      return value[0];
    }

    return {
      async *part() {
        for (;;) {
          const message = await next();
          if (message === null) return undefined;
          if (!(message instanceof Uint8Array)) throw new Error("an export has no more parts");
          yield message;
        }
      },
      async counts() {
        const message = await next();
        if (message === null || message instanceof Uint8Array) {
          throw new Error("an export has another part");
        }
        return message;
      },
      async end() {
        await worker.terminate();
      },
    };
  };
}

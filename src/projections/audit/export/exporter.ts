/**
 * Runs each export in a thread of its own: the routes stay fast, and a thread's small heap is cheap to
 * collect.
 */
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { Message, ExportOrder, Sources } from "./order.ts";

interface RunningExport {
  /** @throws if the thread fails or ends early */
  content(): AsyncGenerator<Uint8Array, undefined>;
  /** Stops the export at any point. */
  end(): Promise<void>;
}

export interface Exporter {
  write(order: ExportOrder): RunningExport;
}

/** Messages in flight. Bounds memory however slowly the client reads. */
const maxInFlight = 8;

/** Far more than an export needs for the addresses and tokens of a million members. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 };

export function createExporter(sources: Sources): Exporter {
  return {
    write(order) {
      const worker = new Worker(new URL("./worker.ts", import.meta.url), {
        workerData: { order, sources },
        resourceLimits,
      });
      // A failure of the thread must not end the process, even if nobody reads the content.
      worker.on("error", () => undefined);
      const messages = on(worker, "message", { close: ["exit"] });
      for (let credit = 0; credit < maxInFlight; credit += 1) worker.postMessage("more");
      return {
        async *content() {
          for await (const [message] of messages as AsyncIterable<[Message]>) {
            if (message === null) return undefined;
            worker.postMessage("more");
            yield message;
          }
          throw new Error("the export's thread ended early; try again");
        },
        async end() {
          await worker.terminate();
        },
      };
    },
  };
}

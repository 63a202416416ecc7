/**
 * Exports are written in threads of their own, one for each: the routes stay as fast beside them, and the
 * small heap of a thread costs the collector little.
 */
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { Message, ExportOrder, Sources } from "./order.ts";

export interface RunningExport {
  /** @throws where the thread failed, or ended before its end */
  content(): AsyncGenerator<Uint8Array, undefined>;
  /** Ends it, wherever it is. */
  end(): Promise<void>;
}

export interface Exporter {
  /**
   * A place among the exports of this service, to be given back by the answer, which may be called
   * more than once; undefined where too many are being written.
   */
  takePlace(organizationId: string): (() => void) | undefined;
  write(order: ExportOrder): RunningExport;
}

/** Exports that are written at the same time: of one organization, and of all. */
const mostOfOne = 2;
const mostOfAll = 4;

/** Messages that may be under way, so that memory has a bound however slowly they are taken. */
const mostUnderWay = 8;

/** Far more than an export needs: the addresses of a million members, and their tokens. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 };

export function createExporter(sources: Sources): Exporter {
  const places = new Set<{ readonly organizationId: string }>();
  return {
    takePlace(organizationId) {
      const ofOne = [...places].filter((place) => place.organizationId === organizationId).length;
      if (ofOne >= mostOfOne || places.size >= mostOfAll) return undefined;
      const place = { organizationId };
      places.add(place);
      return () => void places.delete(place);
    },

    write(order) {
      const worker = new Worker(new URL("./worker.ts", import.meta.url), {
        workerData: { order, sources },
        resourceLimits,
      });
      // Also where nobody reads any more, a failure of the thread is not one of the process.
      worker.on("error", () => undefined);
      const messages = on(worker, "message", { close: ["exit"] });
      for (let credit = 0; credit < mostUnderWay; credit += 1) worker.postMessage("more");
      return {
        async *content() {
          for await (const [message] of messages as AsyncIterable<[Message]>) {
            if (message === null) return undefined;
            worker.postMessage("more");
            yield message;
          }
          throw new Error("an export ended before its end");
        },
        async end() {
          await worker.terminate();
        },
      };
    },
  };
}

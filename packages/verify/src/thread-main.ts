/** The thread that verifies one bundle. */
import { parentPort, workerData } from "node:worker_threads";
import type { Task, Told } from "./thread.ts";
import { verifyBundle } from "./verify.ts";

const { bundle, options } = workerData as Task;
const tell = (told: Told): void => parentPort?.postMessage(told);

const verdict = await verifyBundle(bundle, {
  ...options,
  onProgress: (progress) => tell({ progress }),
});
tell({ verdict });

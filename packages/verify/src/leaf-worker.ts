/** The thread that hashes the lines into the Merkle tree, which takes longest of all. */
import { parentPort } from "node:worker_threads";
import { createLineLeaves } from "./leaves.ts";
import type { Ask } from "./tree.ts";

const leaves = createLineLeaves();

parentPort?.on("message", (ask: Ask) => {
  if ("block" in ask) {
    leaves.append(Buffer.from(ask.block.buffer, ask.block.byteOffset, ask.block.length));
    parentPort?.postMessage(undefined);
  } else {
    parentPort?.postMessage(leaves.rootAt(ask.size));
  }
});

/** The thread that hashes the lines into the Merkle tree, which takes longest of all. */
import { parentPort } from "node:worker_threads";
import { parseCloudEventLine } from "../cloud-event.ts";
import { leafHash } from "../merkle.ts";
import { canonicalRecord } from "../record.ts";
import { linesOf } from "./blocks.ts";
import { createLeaves } from "./leaves.ts";
import type { Ask } from "./tree.ts";

const leaves = createLeaves();
let isBroken = false;

parentPort?.on("message", (ask: Ask) => {
  if ("block" in ask) {
    append(Buffer.from(ask.block.buffer, ask.block.byteOffset, ask.block.length));
    parentPort?.postMessage(undefined);
  } else {
    parentPort?.postMessage(leaves.rootAt(ask.size));
  }
});

/** Stops at a malformed line; the main thread stops at the same one and reports it. */
function append(block: Buffer): void {
  if (isBroken) return;
  try {
    for (const line of linesOf(block)) {
      leaves.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
    }
  } catch {
    isBroken = true;
  }
}

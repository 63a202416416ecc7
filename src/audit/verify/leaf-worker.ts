/** A thread of its own for what takes longest and needs no order but that of the lines: the tree. */
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

/** Whoever reads the lines beside us stops at the same one, and says what is wrong with it. */
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

/** Keeps the leaves of a log, 32 bytes each, so that its root is known at any size. */
import { parseCloudEventLine } from "../../../src/audit/cloud-event.ts";
import { joined, leafHash, treeOf } from "../../../src/audit/merkle.ts";
import { canonicalRecord } from "../../../src/audit/record.ts";
import { linesOf } from "./blocks.ts";

export interface Leaves {
  /** Adds the hash of a leaf, or a block of lines whose leaves are hashed. */
  append(leafOrBlock: Buffer): void;
  /** Undefined beyond the last leaf. */
  rootAt(size: number): Buffer | undefined;
}

/** A block is a perfect subtree whose root is kept too, so that few hashes are computed again. */
const blockLeaves = 256;

function createLeaves(): Leaves {
  const blocks: { readonly leaves: Buffer; root: Buffer | undefined }[] = [];
  let size = 0;

  const leavesOf = (block: Buffer, count: number): Buffer[] =>
    Array.from({ length: count }, (_, index) => block.subarray(index * 32, index * 32 + 32));

  return {
    append(leaf) {
      const place = size % blockLeaves;
      if (place === 0) blocks.push({ leaves: Buffer.alloc(blockLeaves * 32), root: undefined });
      const block = blocks.at(-1);
      if (block === undefined) throw new Error("there is no block");
      leaf.copy(block.leaves, place * 32);
      size += 1;
      if (place === blockLeaves - 1) block.root = rootOf(leavesOf(block.leaves, blockLeaves));
    },
    rootAt(atSize) {
      if (!Number.isSafeInteger(atSize) || atSize < 0 || atSize > size) return undefined;
      const whole = Math.floor(atSize / blockLeaves);
      const roots = blocks.slice(0, whole).map(({ root }) => root ?? joined([]));
      const rest = atSize % blockLeaves;
      const last = blocks[whole];
      const partial = rest === 0 || last === undefined ? [] : leavesOf(last.leaves, rest);
      return joined([...peaksOf(roots), ...peaksOf(partial)]);
    },
  };
}

/** The leaves of blocks of lines. Stops at a malformed line; whoever reads the lines reports it. */
export function createLineLeaves(): Leaves {
  const leaves = createLeaves();
  let isBroken = false;
  return {
    append(block) {
      if (isBroken) return;
      try {
        for (const line of linesOf(block)) {
          leaves.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
        }
      } catch {
        isBroken = true;
      }
    },
    rootAt: leaves.rootAt,
  };
}

function peaksOf(leaves: readonly Buffer[]): readonly Buffer[] {
  const tree = treeOf();
  for (const leaf of leaves) tree.append(leaf);
  return tree.peaks();
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  return joined(peaksOf(leaves));
}

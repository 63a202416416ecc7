/** Keeps the leaves of a log, 32 bytes each, so that its root is known at any size. */
import { emptyRoot, joined, type Tree, treeOf } from "../../../src/audit/merkle.ts";

export interface Leaves {
  append(leaf: Buffer): void;
  /** The root over the first `size` leaves; undefined if there are fewer. */
  rootAt(size: number): Buffer | undefined;
}

/** A block is a perfect subtree whose root is kept too, so that few hashes are computed again. */
const blockLeaves = 256;
const leafBytes = 32;

export function createLeaves(): Leaves {
  const blocks: Buffer[] = [];
  /** Of the whole blocks. */
  const roots: Buffer[] = [];
  let open: Tree = treeOf();
  let size = 0;

  return {
    append(leaf) {
      if (open.size() === 0) blocks.push(Buffer.alloc(blockLeaves * leafBytes));
      leaf.copy(blocks.at(-1) ?? emptyRoot, open.size() * leafBytes);
      open.append(leaf);
      size += 1;
      if (open.size() < blockLeaves) return;
      roots.push(open.root());
      open = treeOf();
    },
    rootAt(atSize) {
      if (!Number.isSafeInteger(atSize) || atSize < 0 || atSize > size) return undefined;
      const whole = Math.floor(atSize / blockLeaves);
      const rest = leavesOf(blocks[whole], atSize % blockLeaves);
      return joined([...peaksOf(roots.slice(0, whole)), ...peaksOf(rest)]);
    },
  };
}

function leavesOf(block: Buffer = emptyRoot, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    block.subarray(index * leafBytes, (index + 1) * leafBytes),
  );
}

function peaksOf(leaves: readonly Buffer[]): readonly Buffer[] {
  const tree = treeOf();
  for (const leaf of leaves) tree.append(leaf);
  return tree.peaks();
}

/** Keeps the leaves of a log, 32 bytes each, so that its root is known at any size. */
import { emptyRoot, joined, subtreesOf, treeOf } from "../../../src/audit/merkle.ts";

export interface Leaves {
  append(leaf: Buffer): void;
  /** The root over the first `size` leaves, for some 64 hashes; undefined if there are fewer. */
  rootAt(size: number): Buffer | undefined;
}

/** The roots of perfect subtrees from this level on are kept too, so that few hashes are computed again. */
const keptLevel = 6;
const blockLeaves = 2 ** keptLevel;
const leafBytes = 32;

export function createLeaves(): Leaves {
  const blocks: Buffer[] = [];
  /** By level, beginning with a block's, and index. */
  const roots: Buffer[][] = [];
  const tree = treeOf();

  function peaksOf(block: Buffer | undefined, count: number): readonly Buffer[] {
    const rest = treeOf();
    for (let at = 0; at < count * leafBytes; at += leafBytes) {
      rest.append(block?.subarray(at, at + leafBytes) ?? emptyRoot);
    }
    return rest.peaks();
  }

  return {
    append(leaf) {
      const index = tree.size() % blockLeaves;
      if (index === 0) blocks.push(Buffer.alloc(blockLeaves * leafBytes));
      leaf.copy(blocks.at(-1) ?? emptyRoot, index * leafBytes);
      tree.append(leaf, ({ level }, root) => {
        if (level >= keptLevel) (roots[level - keptLevel] ??= []).push(root);
      });
    },
    rootAt(size) {
      if (!Number.isSafeInteger(size) || size < 0 || size > tree.size()) return undefined;
      const rest = size % blockLeaves;
      const whole = subtreesOf({ start: 0, end: size - rest });
      return joined([
        ...whole.map(({ level, index }) => roots[level - keptLevel]?.[index] ?? emptyRoot),
        ...peaksOf(blocks[(size - rest) / blockLeaves], rest),
      ]);
    },
  };
}

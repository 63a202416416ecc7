/** Keeps the leaves of a log, 32 bytes each, so that its root is known at any size. */
import { emptyRoot, joined, subtreesOf, treeOf } from "../../../src/audit/merkle.ts";

export interface Leaves {
  append(leaf: Buffer): void;
  /** The root over the first `size` leaves, for some 64 hashes; undefined if there are fewer. */
  rootAt(size: number): Buffer | undefined;
}

/** The roots of perfect subtrees from this level on are kept too, so that few hashes are computed again. */
const keptLevel = 6;

export function createLeaves(): Leaves {
  const leaves = createHashes();
  /** By level, beginning with the lowest that is kept, and index. */
  const roots: Hashes[] = [];
  const tree = treeOf();

  function peaksBetween(start: number, end: number): readonly Buffer[] {
    const rest = treeOf();
    for (let index = start; index < end; index += 1) rest.append(leaves.at(index));
    return rest.peaks();
  }

  return {
    append(leaf) {
      leaves.append(leaf);
      tree.append(leaf, ({ level }, root) => {
        if (level >= keptLevel) (roots[level - keptLevel] ??= createHashes()).append(root);
      });
    },
    rootAt(size) {
      if (!Number.isSafeInteger(size) || size < 0 || size > tree.size()) return undefined;
      const end = size - (size % 2 ** keptLevel);
      return joined([
        ...subtreesOf({ start: 0, end }).map(
          ({ level, index }) => roots[level - keptLevel]?.at(index) ?? emptyRoot,
        ),
        ...peaksBetween(end, size),
      ]);
    },
  };
}

const hashBytes = 32;
const chunkHashes = 256;

type Hashes = ReturnType<typeof createHashes>;

/** A list of hashes that takes little more than their bytes, because it has no object for each. */
function createHashes() {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    append(hash: Buffer): void {
      const index = length % chunkHashes;
      if (index === 0) chunks.push(Buffer.alloc(chunkHashes * hashBytes));
      hash.copy(chunks.at(-1) ?? emptyRoot, index * hashBytes);
      length += 1;
    },
    /** @throws Error if there are fewer */
    at(index: number): Buffer {
      const chunk = chunks[Math.floor(index / chunkHashes)];
      if (chunk === undefined || index >= length) throw new Error(`there is no hash ${index}`);
      const start = (index % chunkHashes) * hashBytes;
      return chunk.subarray(start, start + hashBytes);
    },
  };
}

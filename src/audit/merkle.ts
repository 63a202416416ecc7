/**
 * The Merkle hash tree of RFC 6962, section 2.1. A proof is described by the ranges of leaves whose
 * hashes it contains. Pure; the callers store the hashes.
 */
import { hash } from "node:crypto";

const sha256 = (bytes: Buffer | string): Buffer => hash("sha256", bytes, "buffer");

/** The root of a tree without leaves. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

export function leafHash(leaf: string | Buffer): Buffer {
  if (typeof leaf === "string") return sha256(`\0${leaf}`);
  return sha256(Buffer.concat([leafPrefix, leaf]));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 33);
  return sha256(node);
}

const leafPrefix = Buffer.of(0);
/** Reused, because every entry of a log hashes a node or two. */
const node = Buffer.of(1, ...Buffer.alloc(64));

/** A perfect subtree: 2^level leaves, beginning at leaf index * 2^level. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** A growing tree that holds only the roots of its perfect subtrees: one for each set bit of its size. */
export interface Tree {
  readonly size: () => number;
  /** Largest subtree first. */
  readonly peaks: () => readonly Buffer[];
  /** @param onSubtree called for every perfect subtree that the leaf completes, itself included */
  readonly append: (leaf: Buffer, onSubtree?: (subtree: Subtree, hash: Buffer) => void) => void;
  readonly root: () => Buffer;
}

export function treeOf(leaves = 0, roots: readonly Buffer[] = []): Tree {
  let size = leaves;
  const peaks = [...roots];
  return {
    size: () => size,
    peaks: () => peaks,
    append(leaf, onSubtree) {
      let hash = leaf;
      let index = size;
      let level = 0;
      onSubtree?.({ level, index }, hash);
      while (index % 2 === 1) {
        hash = nodeHash(peaks.pop() ?? emptyRoot, hash);
        index = (index - 1) / 2;
        level += 1;
        onSubtree?.({ level, index }, hash);
      }
      peaks.push(hash);
      size += 1;
    },
    root: () => joined(peaks),
  };
}

/** The root over adjacent perfect subtrees, largest first. */
export function joined(peaks: readonly Buffer[]): Buffer {
  if (peaks.length === 0) return emptyRoot;
  return peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** Leaves from `start` (included) to `end` (excluded). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The perfect subtrees of a range. `start` is a multiple of a power of two >= the range's length. */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const found: Subtree[] = [];
  let from = start;
  for (let level = Math.floor(Math.log2(Math.max(end - start, 1))); level >= 0; level -= 1) {
    const length = 2 ** level;
    if (end - from < length) continue;
    found.push({ level, index: from / length });
    from += length;
  }
  return found;
}

/** The ranges whose hashes prove that a leaf is in a tree of `size` leaves, in proof order (2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.toReversed();
}

/** The ranges whose hashes prove that a tree of `size` leaves extends one of `first` leaves (2.1.2). */
export function consistencyRanges(first: number, size: number): Range[] {
  if (first === 0 || first === size) return [];
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  let isWhole = true;
  while (first !== end) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
      isWhole = false;
    }
  }
  if (!isWhole) ranges.push({ start, end });
  return ranges.toReversed();
}

/** The largest power of two that is smaller than the size. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** Does the proof show that the leaf at `index` is in the tree? (RFC 9162, 2.1.3.2) */
export function isIncluded(
  target: { readonly index: number; readonly size: number; readonly leaf: Buffer },
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  const { index, size, leaf } = target;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false;
  if (index < 0 || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** A tree's size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Does the proof show that the later tree extends the earlier one? (RFC 9162, 2.1.4.2) */
export function isConsistent(
  earlier: TreeHead,
  later: TreeHead,
  proof: readonly Buffer[],
): boolean {
  const { size: first } = earlier;
  const { size: second } = later;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second)) return false;
  if (first < 0 || first > second) return false;
  if (first === second) return proof.length === 0 && earlier.root.equals(later.root);
  if (first === 0) return proof.length === 0 && earlier.root.equals(emptyRoot);
  if (proof.length === 0) return false;
  let [place, last] = [first - 1, second - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // If the earlier tree is perfect, the proof leaves out its root.
  const [start = emptyRoot, ...rest] = place === 0 ? [earlier.root, ...proof] : proof;
  let [before, after] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      after = nodeHash(after, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && before.equals(earlier.root) && after.equals(later.root);
}

const half = (number: number): number => Math.floor(number / 2);

/**
 * The Merkle tree: the published vectors for RFC 6962 (leaves, roots and proofs as Certificate
 * Transparency's implementations share them), and random trees against the RFC's recursive definition.
 */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  isConsistent,
  isIncluded,
  joined,
  leafHash,
  nodeHash,
  type Range,
  subtreesOf,
  treeOf,
} from "../../src/audit/merkle.ts";

const hex = (text: string): Buffer => Buffer.from(text, "hex");

const leaves = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(hex);

/** The roots of the trees over the first 1, 2, ... 8 leaves. */
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
].map(hex);
const rootOf = (size: number): Buffer => roots[size - 1] ?? emptyRoot;

/** Leaf (from 1), size of the tree, proof. */
const inclusionVectors: [number, number, string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [3, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    2,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];

/** Earlier size, later size, proof. */
const consistencyVectors: [number, number, string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
  [
    6,
    7,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
];

/** The root over leaves by the RFC's definition: split at the largest power of two below the size. */
function recursive(hashes: readonly Buffer[]): Buffer {
  const [first] = hashes;
  if (first === undefined) return emptyRoot;
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(recursive(hashes.slice(0, split)), recursive(hashes.slice(split)));
}

const proofOf = (hashes: readonly Buffer[], ranges: readonly Range[]): Buffer[] =>
  ranges.map(({ start, end }) => recursive(hashes.slice(start, end)));

describe("published vectors", () => {
  const hashes = leaves.map(leafHash);

  test("the root of an empty tree is the hash of no bytes", () => {
    expect(treeOf().root().toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });

  test("the roots match, leaf by leaf", () => {
    const tree = treeOf();
    for (const [index, leaf] of hashes.entries()) {
      tree.append(leaf);
      expect(tree.size()).toBe(index + 1);
      expect(tree.root()).toEqual(roots[index]);
    }
  });

  test.each(inclusionVectors)(
    "the proof of leaf %i in a tree of %i matches",
    (leaf, size, expected) => {
      const proof = proofOf(hashes, inclusionRanges(leaf - 1, size));
      expect(proof.map((each) => each.toString("hex"))).toEqual(expected);
      const target = { index: leaf - 1, size, leaf: hashes[leaf - 1] ?? emptyRoot };
      expect(isIncluded(target, proof, rootOf(size))).toBe(true);
    },
  );

  test.each(consistencyVectors)(
    "the proof that a tree of %i grew to %i matches",
    (first, size, expected) => {
      const proof = proofOf(hashes, consistencyRanges(first, size));
      expect(proof.map((each) => each.toString("hex"))).toEqual(expected);
      const [earlier, later] = [first, size].map((each) => ({ size: each, root: rootOf(each) }));
      if (earlier === undefined || later === undefined) throw new Error("two heads");
      expect(isConsistent(earlier, later, proof)).toBe(true);
    },
  );
});

describe("random trees", () => {
  const treeSize = fc.integer({ min: 1, max: 600 });
  const hashesOf = (size: number): Buffer[] =>
    Array.from({ length: size }, (_, index) => leafHash(`leaf ${index}`));

  test("a tree that grows by peaks has the root of the recursive definition", () => {
    fc.assert(
      fc.property(treeSize, (size) => {
        const hashes = hashesOf(size);
        const tree = treeOf();
        const subtrees = new Map<string, Buffer>();
        for (const hash of hashes) {
          tree.append(hash, ({ level, index }, root) => subtrees.set(`${level}.${index}`, root));
        }
        expect(tree.root()).toEqual(recursive(hashes));
        // The reported subtrees are enough for every range of a proof.
        const resumed = treeOf(tree.size(), tree.peaks());
        expect(resumed.root()).toEqual(tree.root());
        for (const range of [...inclusionRanges(size >> 1, size), { start: 0, end: size }]) {
          const parts = subtreesOf(range).map((each) =>
            subtrees.get(`${each.level}.${each.index}`),
          );
          expect(joined(parts.map((part) => part ?? emptyRoot))).toEqual(
            recursive(hashes.slice(range.start, range.end)),
          );
        }
      }),
    );
  });

  test("a proof holds for its leaf and for no other leaf, place, size, root or proof", () => {
    fc.assert(
      fc.property(treeSize, fc.nat(), fc.nat(), (size, at, bit) => {
        const hashes = hashesOf(size);
        const index = at % size;
        const root = recursive(hashes);
        const proof = proofOf(hashes, inclusionRanges(index, size));
        const leaf = hashes[index] ?? emptyRoot;
        expect(isIncluded({ index, size, leaf }, proof, root)).toBe(true);
        const wrong = [
          isIncluded({ index, size, leaf: leafHash("another") }, proof, root),
          isIncluded({ index, size, leaf }, proof, leafHash("another")),
          isIncluded({ index, size, leaf }, [...proof, root], root),
          isIncluded({ index: size, size, leaf }, proof, root),
          isIncluded({ index: -1, size, leaf }, proof, root),
          isIncluded({ index: index + 0.5, size, leaf }, proof, root),
          proof.length > 0 && isIncluded({ index, size, leaf }, proof.slice(1), root),
          proof.length > 0 && isIncluded({ index, size, leaf }, flipped(proof, bit), root),
          size > 1 && isIncluded({ index: (index + 1) % size, size, leaf }, proof, root),
        ];
        expect(wrong).toEqual(wrong.map(() => false));
      }),
    );
  });

  test("a consistency proof holds for its two trees and for nothing else", () => {
    fc.assert(
      fc.property(treeSize, fc.nat(), fc.nat(), (size, at, bit) => {
        const hashes = hashesOf(size);
        const first = 1 + (at % size);
        const earlier = { size: first, root: recursive(hashes.slice(0, first)) };
        const later = { size, root: recursive(hashes) };
        const proof = proofOf(hashes, consistencyRanges(first, size));
        expect(isConsistent(earlier, later, proof)).toBe(true);
        expect(isConsistent({ size: 0, root: emptyRoot }, later, [])).toBe(true);
        const other = leafHash("another");
        const wrong = [
          isConsistent({ ...earlier, root: other }, later, proof),
          isConsistent(earlier, { ...later, root: other }, proof),
          isConsistent(earlier, later, [...proof, other]),
          isConsistent(later, earlier, proof) && first !== size,
          isConsistent({ size: 0, root: other }, later, []),
          isConsistent({ ...earlier, size: -1 }, later, proof),
          proof.length > 0 && isConsistent(earlier, later, proof.slice(1)),
          proof.length > 0 && isConsistent(earlier, later, []),
          proof.length > 0 && isConsistent(earlier, later, flipped(proof, bit)),
        ];
        expect(wrong).toEqual(wrong.map(() => false));
      }),
    );
  });
});

function flipped(proof: readonly Buffer[], bit: number): Buffer[] {
  const place = bit % (proof.length * 256);
  return proof.map((hash, index) => {
    if (index !== Math.floor(place / 256)) return hash;
    const changed = Buffer.from(hash);
    const byte = Math.floor((place % 256) / 8);
    changed[byte] = (changed[byte] ?? 0) ^ (1 << (place % 8));
    return changed;
  });
}

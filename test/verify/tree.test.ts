/** The tree over a bundle's lines is the same, whether one thread hashes it or two. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLineLeaves } from "../../packages/verify/src/leaves.ts";
import { growTree } from "../../packages/verify/src/tree.ts";
import { type Auditing, startAuditing } from "../support/auditing.ts";
import { exportBundle, linesOf, unpack } from "../support/bundle.ts";

let auditing: Auditing;
let lines: readonly string[];

beforeAll(async () => {
  auditing = await startAuditing();
  lines = linesOf(await unpack(await exportBundle(auditing.service)), "events.ndjson");
});

afterAll(() => auditing.stop());

const blockOf = (some: readonly string[]) => Buffer.from(`${some.join("\n")}\n`);

test.each([1, 2, 20])("of %i blocks it has the same root at every size", async (count) => {
  const plain = createLineLeaves();
  const tree = growTree();
  try {
    for (let index = 0; index < count; index += 1) {
      plain.append(blockOf(lines));
      await tree.add(blockOf(lines));
    }
    for (const size of [0, 1, lines.length, lines.length * count, lines.length * count + 1]) {
      expect(await tree.rootAt(size), `size ${size}`).toEqual(plain.rootAt(size));
    }
  } finally {
    await tree.close();
  }
});

test.each([1, 3])("of %i blocks it ends before a malformed line", async (count) => {
  const tree = growTree();
  try {
    for (let index = 1; index < count; index += 1) await tree.add(blockOf(lines));
    await tree.add(blockOf([...lines, "{", ...lines]));
    const size = lines.length * count;
    expect(await tree.rootAt(size)).toBeDefined();
    expect(await tree.rootAt(size + 1)).toBeUndefined();
  } finally {
    await tree.close();
  }
});

/** What the verifier reads of a bundle's events: the leaves of their tree, up to a malformed line. */
import { Readable } from "node:stream";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readEvents } from "../../packages/verify/src/events.ts";
import { createLeaves } from "../../packages/verify/src/leaves.ts";
import { parseCloudEventLine } from "../../src/audit/cloud-event.ts";
import { emptyRoot, leafHash, treeOf } from "../../src/audit/merkle.ts";
import { canonicalRecord } from "../../src/audit/record.ts";
import { linesOf, unpack } from "../support/bundle.ts";
import { repository } from "../support/process.ts";

/** Of several whole blocks and a part of one. */
const many = Array.from({ length: 800 }, (_, index) => leafHash(`leaf ${index}`));

test("the root is that of a tree which grew to the size, at every size", () => {
  const leaves = createLeaves();
  const tree = treeOf();
  const roots = [emptyRoot];
  for (const leaf of many) {
    leaves.append(leaf);
    tree.append(leaf);
    roots.push(tree.root());
  }
  for (const [size, root] of roots.entries()) {
    expect(leaves.rootAt(size), `size ${size}`).toEqual(root);
  }
  for (const size of [-1, 0.5, Number.NaN, many.length + 1]) {
    expect(leaves.rootAt(size), `size ${size}`).toBeUndefined();
  }
});

const lines = linesOf(
  await unpack(await readFile(join(repository, "test/releases/0.1.0/bundle.zip"))),
  "events.ndjson",
);

async function read(content: string, chunk: number) {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  const leaves = createLeaves();
  const { count, failures } = await readEvents(Readable.from(chunks), leaves, {
    organizationId: parseCloudEventLine(lines[0] ?? "").record.organizationId,
    last: lines.length,
    from: undefined,
    onProgress: () => undefined,
  });
  return { count, failures, leaves };
}

const rootOf = (some: readonly string[]): Buffer => {
  const tree = treeOf();
  for (const line of some) tree.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
  return tree.root();
};

test("every line is a leaf, in whatever pieces the file is read", async () => {
  const root = rootOf(lines);
  const sizes = fc.integer({ min: 50, max: 40_000 });
  await fc.assert(
    fc.asyncProperty(sizes, async (chunk) => {
      const { count, failures, leaves } = await read(`${lines.join("\n")}\n`, chunk);
      expect(failures).toEqual([]);
      expect(count).toBe(lines.length);
      expect(leaves.rootAt(count)).toEqual(root);
    }),
    { numRuns: 10 },
  );
});

test.each([1, 40])("the leaves end before a malformed line, after %i lines", async (size) => {
  const content = [...lines.slice(0, size), "{", ...lines.slice(size)].join("\n");
  const { count, failures, leaves } = await read(`${content}\n`, 16_384);
  expect(failures).toEqual([{ name: "event-malformed", detail: expect.any(String) }]);
  expect(count).toBe(size);
  expect(leaves.rootAt(size)).toEqual(rootOf(lines.slice(0, size)));
  expect(leaves.rootAt(size + 1)).toBeUndefined();
});

/** The command's thread returns what the verifier does in the same thread. */
import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyInThread } from "../../packages/verify/src/thread.ts";
import { verifyBundle } from "../../packages/verify/src/verify.ts";
import { linesOf, pack, unpack, withLines } from "../support/bundle.ts";
import { repository } from "../support/process.ts";

const bundle = join(repository, "test/releases/0.1.0/bundle.zip");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-thread-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("it tells the progress and the verdict", async () => {
  const told: number[] = [];
  const verdict = await verifyInThread(bundle, { onProgress: ({ events }) => told.push(events) });
  expect(verdict).toEqual(await verifyBundle(bundle));
  expect(verdict.isVerified).toBe(true);
  expect(told.at(-1)).toBe(verdict.counts?.events);
});

test("it refuses a damaged bundle, another key and what is no bundle", async () => {
  const files = await unpack(await readFile(bundle));
  const damaged = join(folder, "damaged.zip");
  const without = withLines(files, "events.ndjson", linesOf(files, "events.ndjson").slice(1));
  await writeFile(damaged, await pack(without));
  const pinned = Buffer.alloc(32).toString("base64");
  for (const [path, options] of [
    [damaged, {}],
    [bundle, { pinned }],
    [bundle, { previous: damaged }],
    [join(repository, "package.json"), {}],
  ] as const) {
    const verdict = await verifyInThread(path, options);
    expect(verdict).toEqual(await verifyBundle(path, options));
  }
});

/** The master key of an embedded data directory is made once, kept private and never silently replaced. */
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { masterKeyIn } from "../../src/keys/master-key.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "muster-key-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

test("the key is made at the first start, readable by its owner only, and stays the same", async () => {
  const key = await masterKeyIn(dataDir);
  expect(key).toHaveLength(32);
  expect((await stat(join(dataDir, "master.key"))).mode & 0o777).toBe(0o600);
  expect(await masterKeyIn(dataDir)).toEqual(key);
  expect(await readdir(dataDir)).toEqual(["master.key"]);
});

test("a file without a valid key is left alone, and the start is refused", async () => {
  await writeFile(join(dataDir, "master.key"), "too short", { mode: 0o600 });
  await expect(masterKeyIn(dataDir)).rejects.toThrow(/does not hold a master key/);
});

test.each([0o644, 0o640, 0o604, 0o660, 0o620])(
  "a key that others may use (mode %o) is refused, with the command that mends it",
  async (mode) => {
    const key = await masterKeyIn(dataDir);
    const path = join(dataDir, "master.key");
    await chmod(path, mode);
    await expect(masterKeyIn(dataDir)).rejects.toThrow(`run chmod 600 ${path}`);
    await chmod(path, 0o600);
    expect(await masterKeyIn(dataDir)).toEqual(key);
  },
);

test("two data directories have two keys", async () => {
  const other = await mkdtemp(join(tmpdir(), "muster-key-"));
  expect(await masterKeyIn(other)).not.toEqual(await masterKeyIn(dataDir));
  await rm(other, { recursive: true });
});

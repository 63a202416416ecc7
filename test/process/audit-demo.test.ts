/** `npm run audit:demo` runs to its end, and each of its commands ends as announced. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanEnvironment, removeDataDir, temporaryDataDir } from "../support/process.ts";

let parent: string;

beforeAll(async () => {
  parent = await temporaryDataDir();
});

afterAll(() => removeDataDir(parent));

test("it exports, verifies, erases, verifies again, and refuses damaged bundles", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["demo/audit.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: cleanEnvironment({ DEMO_DIR: join(parent, "demo") }),
  });
  expect(stdout.match(/^ {2}VERIFIED$/gm)).toHaveLength(4);
  expect(stdout.match(/^ {2}REFUSED$/gm)).toHaveLength(2);
  expect(stdout).toMatch(/an export now contains \S+ 0 times/);
  // The failure's name depends on where in the packed text the flipped bit is.
  expect(stdout).toMatch(/file-damaged|file-changed/);
  expect(stdout).toContain("rolled-back");
});

/** The demos delete an interrupted run of their own, and touch no directory that is somebody else's. */
import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { beginIn } from "../../demo/own-directory.ts";
import {
  cleanEnvironment,
  removeDataDir,
  repository,
  temporaryDataDir,
} from "../support/process.ts";

const run = promisify(execFile);
let dataDir: string;

beforeEach(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(() => removeDataDir(dataDir));

test.each([
  ["demo/main.ts", "npm run demo", "DEMO_DIR"],
  ["demo/main.ts", "npm run demo", "DATA_DIR"],
  ["demo/audit.ts", "npm run audit:demo", "DEMO_DIR"],
])("%s (%s) begins in no %s that has other files", async (program, command, variable) => {
  await writeFile(join(dataDir, "thesis.txt"), "mine");
  // A host that cannot be listened on ends a demo that does not refuse.
  const environment = cleanEnvironment({ [variable]: dataDir, HOST: "192.0.2.1", PORT: "0" });
  const demo = run(process.execPath, [program], { cwd: repository, env: environment });
  await expect(demo).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${dataDir} was not made by ${command}: delete it, or set`),
  });
  expect(await readdir(dataDir)).toEqual(["thesis.txt"]);
});

test("what an earlier run left is deleted", async () => {
  const owner = { marker: "demo", command: "npm run demo" };
  const folder = join(dataDir, "new");
  await beginIn(folder, owner);
  await writeFile(join(folder, "half-a-year"), "");
  await beginIn(folder, owner);
  expect(await readdir(folder)).toEqual(["demo"]);
});

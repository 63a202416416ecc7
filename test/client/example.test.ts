/** Runs the client's example as its first lines say, against a real service. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cleanEnvironment,
  removeDataDir,
  type Service,
  startService,
  temporaryDataDir,
} from "../support/process.ts";

let dataDir: string;
let service: Service;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  service = await startService(dataDir);
});

afterAll(async () => {
  await service.end("SIGTERM");
  await removeDataDir(dataDir);
});

async function runExample(): Promise<string[]> {
  const program = "clients/typescript/example/main.ts";
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, join(dataDir, "first-run.json"), "ada@example.com"],
    { cwd: join(import.meta.dirname, "../.."), env: cleanEnvironment({}) },
  );
  return stdout.trim().split("\n");
}

test("the example invites, waits and lists; a second run handles the problem", async () => {
  const [invited, ...members] = await runExample();
  expect(invited).toMatch(/^Invited ada@example.com: (PENDING|SENT), valid until 20\d\d-/);
  expect(members).toEqual([
    "Ada Byron: CREATOR, INVITED",
    expect.stringMatching(/: OWNER, ACTIVE$/),
  ]);

  const [refused, ...same] = await runExample();
  expect(refused).toMatch(/^ada@example.com is already a member \(409, request \S+\)$/);
  expect(same).toEqual(members);
});

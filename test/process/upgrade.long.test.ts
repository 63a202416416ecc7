/**
 * A rolling upgrade with real processes, forth and back: two instances on one database, and a program that
 * is one version newer. It has a migration, a newer schema version of an event and a newer projection.
 */
import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { directory } from "../../src/projections/directory/directory.ts";
import { createTestDatabase, databaseUrl, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import {
  type Answer,
  call,
  cleanEnvironment,
  repository,
  spawnService,
} from "../support/process.ts";

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
}

let folder: string;
let newerProgram: string;
let database: TestDatabase;
let environment: Record<string, string>;
let token: string;
const running = new Set<ChildProcess>();

/** Copies the program and changes its files. */
async function copyProgram(changes: Record<string, (text: string) => string>): Promise<string> {
  const copy = join(folder, "newer");
  for (const name of ["src", "migrations", "package.json"]) {
    await cp(join(repository, name), join(copy, name), { recursive: true });
  }
  await symlink(join(repository, "node_modules"), join(copy, "node_modules"));
  await writeFile(join(copy, "migrations", "9999-newer.sql"), "create table newer (id integer);");
  for (const [name, changed] of Object.entries(changes)) {
    const text = await readFile(join(copy, name), "utf8");
    expect(changed(text)).not.toBe(text);
    await writeFile(join(copy, name), changed(text));
  }
  return copy;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-upgrade-"));
  newerProgram = await copyProgram({
    "package.json": (text) => text.replace(/"version": "[^"]+"/, '"version": "99.0.0"'),
    "src/domain/user/events.ts": (text) =>
      text.replace("  ProfileChanged: {", "  ProfileChanged: {\n    version: 2,"),
    "src/domain/upcasters.ts": (text) =>
      text.replace("  MemberFounded:", "  ProfileChanged: [(older) => older],\n  MemberFounded:"),
    "src/projections/directory/directory.ts": (text) =>
      text.replace(/version: \d+/, `version: ${directory.version + 1}`),
  });
  database = await createTestDatabase();
  environment = {
    DATABASE_URL: databaseUrl(database.connection),
    MUSTER_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    PORT: "0",
    LOG_FORMAT: "json",
  };
  const founding = ["bootstrap", "--email", "o@example.com", "--organization", "O"];
  const { stdout } = await promisify(execFile)(process.execPath, ["src/cli.ts", ...founding], {
    cwd: repository,
    env: cleanEnvironment({ ...environment, DATA_DIR: join(folder, "cli") }),
  });
  token = JSON.parse(stdout).sessionToken;
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function start(name: string, program = repository): Promise<Running> {
  const child = spawnService({ ...environment, DATA_DIR: join(folder, name) }, program);
  running.add(child);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", () => {
      const [, found] = /Muster is running at (http:\S+)/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
  return { url, child };
}

async function stop({ child }: Running, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
  running.delete(child);
}

const rename = ({ url }: Running, firstName: string): Promise<Answer> =>
  call(url, "PATCH", "/v1/users/me", { token, body: { firstName } });
const found = async ({ url }: Running, name: string): Promise<number> =>
  (await call(url, "POST", "/v1/organizations", { token, body: { name } })).status;
const isReady = async ({ url }: Running): Promise<boolean> =>
  (await call(url, "GET", "/health/ready?commands=true")).status === 200;
const directoryVersion = async (): Promise<unknown> => {
  const { rows } = await database.pool.query<{ version: number }>(
    "select version from projection_checkpoints where name = 'directory'",
  );
  return rows[0]?.version;
};

test("a cluster is upgraded, the first instance goes back, and is upgraded again", async () => {
  const [first, second] = await Promise.all([start("one"), start("two")]);
  expect((await rename(first, "A")).status).toBe(200);

  await stop(first);
  const upgraded = await start("one", newerProgram);
  expect((await call(upgraded.url, "GET", "/version")).body.version).toBe("99.0.0");
  // Both serve. Only what the older instance could not read waits.
  expect(await found(upgraded, "By the newer one")).toBe(201);
  expect(await found(second, "By the older one")).toBe(201);
  const refused = await rename(upgraded, "B");
  expect(refused).toMatchObject({ status: 503, body: { code: "upgrade-in-progress" } });
  expect(refused.headers.get("retry-after")).toBe("5");
  expect((await rename(second, "C")).status).toBe(200);

  // The newer one folds alone now, and still makes nothing that the older version cannot use.
  await stop(second, "SIGKILL");
  expect(await found(upgraded, "Alone")).toBe(201);
  expect(await directoryVersion()).toBe(directory.version);
  await stop(upgraded);
  const back = await start("one");
  expect(await isReady(back)).toBe(true);
  expect((await rename(back, "D")).status).toBe(200);

  const newer = await Promise.all([start("two", newerProgram), start("three", newerProgram)]);
  expect((await rename(back, "E")).status).toBe(200);
  await stop(back);
  for (const instance of newer) {
    await eventually(async () => expect((await rename(instance, "F")).status).toBe(200));
  }
  await eventually(async () => expect(await directoryVersion()).toBe(directory.version + 1));
  expect(await isReady(newer[0])).toBe(true);
  await expect(start("one")).rejects.toThrow(
    /ended with 1:\nmuster: the log may hold events that version .* does not know \(ProfileChanged 2\)/,
  );
  await Promise.all(newer.map((instance) => stop(instance)));
});

/** The embedded PostgreSQL: starts, stops, survives crashes and never leaves an orphan process. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { attachEmbedded, startEmbedded } from "../../../src/platform/database/embedded.ts";
import { processesOf, serverPid } from "../../../src/platform/database/former-server.ts";
import { createPool } from "../../../src/platform/database/pool.ts";
import { eventually } from "../../support/eventually.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "muster-embedded-"));
});

afterEach(async () => {
  await eventually(async () => (await processesOf(cluster())).length === 0, "no server is left");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

const embedded = join(import.meta.dirname, "../../../src/platform/database/embedded.ts");
const cluster = () => join(dataDir, "postgres");

test("committed data survives a restart, and only the owner may read the directories", async () => {
  const home = join(dataDir, "home");
  const first = await startEmbedded(home);
  const pool = createPool(first.connection);
  await pool.query("create table kept (value text)");
  await pool.query("insert into kept values ('yes')");
  await pool.end();
  await first.stop();
  expect(await processesOf(join(home, "postgres"))).toEqual([]);

  const second = await startEmbedded(home);
  const again = createPool(second.connection);
  expect((await again.query("select value from kept")).rows).toEqual([{ value: "yes" }]);
  await again.end();
  await second.stop();
  for (const directory of [home, join(home, "postgres"), join(home, "run")]) {
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  }
});

test("a data directory with too long a path for a Unix socket works", async () => {
  const long = join(dataDir, "x".repeat(120));
  const server = await startEmbedded(long);
  expect(await attachEmbedded(long)).toEqual(server.connection);
  await server.stop();
});

test("a second service on the same directory is refused with one clear line", async () => {
  const server = await startEmbedded(dataDir);
  await expect(startEmbedded(dataDir)).rejects.toThrow(
    /another service is using the data directory/,
  );
  await server.stop();
});

test("an operator's command finds the server of a running service, and none after it stops", async () => {
  expect(await attachEmbedded(dataDir)).toBeUndefined();
  const server = await startEmbedded(dataDir);
  expect(await attachEmbedded(dataDir)).toEqual(server.connection);
  await server.stop();
  expect(await attachEmbedded(dataDir)).toBeUndefined();
});

test("if services start at the same moment in a new directory, one wins and the others are refused", async () => {
  const starts = await Promise.allSettled([1, 2, 3].map(() => startInProcess(dataDir)));
  const started = starts.filter((start) => start.status === "fulfilled");
  const refused = starts.filter((start) => start.status === "rejected");
  for (const { value } of started) await kill(value);
  expect(refused.map(({ reason }) => String(reason))).toEqual(
    Array(2).fill(expect.stringMatching(/another service is using the data directory/)),
  );
  expect(started).toHaveLength(1);
  await (await startEmbedded(dataDir)).stop();
  expect((await readdir(dataDir)).sort()).toEqual(["postgres", "postgres.log", "run"]);
});

test("a server that recovers from its own crash still belongs to its service", async () => {
  const server = await startEmbedded(dataDir);
  const pool = createPool(server.connection, 1);
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  process.kill(rows[0]?.pid ?? 0, "SIGKILL");
  await eventually(
    () =>
      pool.query("select 1").then(
        () => true,
        () => false,
      ),
    "the server has recovered",
  );
  await eventually(async () => (await attachEmbedded(dataDir)) !== undefined, "it is owned");
  await expect(startEmbedded(dataDir)).rejects.toThrow(/another service is using/);
  await pool.end();
  await server.stop();
});

test("a server that ends is started again by its service, as often as it does", async () => {
  const lines: string[] = [];
  const server = await startEmbedded(dataDir, (line) => void lines.push(line));
  const pool = createPool(server.connection, 4);
  await pool.query("create table kept (value int)");
  for (const round of [1, 2, 3]) {
    await pool.query("insert into kept values ($1)", [round]);
    const before = await serverPid(cluster());
    // What still executes a statement does not notice by itself that its server has ended.
    const busy = pool.query("select count(*) from generate_series(1, 1000000000)");
    busy.catch(() => undefined);
    await eventually(async () => {
      const { rowCount } = await pool.query(
        "select from pg_stat_activity where query like '%generate_series%' and state = 'active'",
      );
      return rowCount === 2;
    }, "it executes the statement");
    process.kill(before ?? 0, round === 3 ? "SIGINT" : "SIGKILL");
    await eventually(async () => {
      const { rows } = await pool.query("select count(*)::int as n from kept");
      return rows[0].n === round && (await serverPid(cluster())) !== before;
    }, "another server answers");
    await expect(busy).rejects.toThrow();
  }
  await eventually(async () => (await attachEmbedded(dataDir)) !== undefined, "it is owned");
  expect(lines).toEqual(
    [1, 2, 3].flatMap(() => [
      "the embedded PostgreSQL has ended by itself; starting it again",
      "the embedded PostgreSQL runs again",
    ]),
  );
  await pool.end();
  await server.stop();
});

test("a server that cannot be started again is tried until it can, and stops with its service", async () => {
  const lines: string[] = [];
  const server = await startEmbedded(dataDir, (line) => void lines.push(line));
  const [kept, away] = [join(cluster(), "global"), join(dataDir, "away")];
  await rename(kept, away);
  process.kill((await serverPid(cluster())) ?? 0, "SIGKILL");
  await eventually(() => lines.length === 2, "a start has failed");
  expect(lines[1]).toMatch(/^the embedded PostgreSQL did not start: see .*; trying again$/);
  await rename(away, kept);
  await eventually(() => lines.at(-1) === "the embedded PostgreSQL runs again");
  await rename(kept, away);
  process.kill((await serverPid(cluster())) ?? 0, "SIGKILL");
  await eventually(() => lines.length === 5, "a start has failed again");
  await server.stop();
  await rename(away, kept);
});

test("a pid file that names another process does not prevent the next start", async () => {
  await (await startEmbedded(dataDir)).stop();
  await writeFile(join(cluster(), "postmaster.pid"), `${process.pid}\n${cluster()}\n`);
  await (await startEmbedded(dataDir)).stop();
});

test("a start cleans up after a kill during the first start", async () => {
  await mkdir(join(dataDir, "postgres.new.123", "base"), { recursive: true });
  await (await startEmbedded(dataDir)).stop();
  expect(await readdir(dataDir)).not.toContain("postgres.new.123");
});

test("if the server cannot start, the error names its log", async () => {
  await (await startEmbedded(dataDir)).stop();
  await rm(join(cluster(), "global"), { recursive: true });
  await expect(startEmbedded(dataDir)).rejects.toThrow(/did not start: see .*postgres\.log$/);
  expect(await processesOf(cluster())).toEqual([]);
});

test("a kill -9 of the service leaves no server behind, and the next start works", async () => {
  const child = await startInProcess(dataDir);
  expect(await processesOf(cluster())).not.toEqual([]);
  await kill(child);
  await eventually(async () => (await processesOf(cluster())).length === 0, "the server is gone");
  await (await startEmbedded(dataDir)).stop();
});

test("a start right after a kill -9 waits for the former server to end", async () => {
  await kill(await startInProcess(dataDir));
  await (await startEmbedded(dataDir)).stop();
});

test("a kill -9 of the server itself loses no committed data", async () => {
  const server = await startEmbedded(dataDir);
  const pool = createPool(server.connection);
  await pool.query("create table kept (value int)");
  for (let value = 0; value < 20; value += 1)
    await pool.query("insert into kept values ($1)", [value]);
  process.kill((await serverPid(cluster())) ?? 0, "SIGKILL");
  await pool.end().catch(() => undefined);
  await server.stop();

  const again = await startEmbedded(dataDir);
  const after = createPool(again.connection);
  expect((await after.query("select count(*)::int as n from kept")).rows).toEqual([{ n: 20 }]);
  await after.end();
  await again.stop();
});

test("a directory that is not writable gives one clear line", async () => {
  const file = join(dataDir, "file");
  await writeFile(file, "");
  for (const place of [join(file, "below"), "/proc/muster"]) {
    await expect(startEmbedded(place)).rejects.toThrow(/cannot write to the data directory/);
  }
});

describe.runIf(process.getuid?.() === 0)("as root", () => {
  test("if namespaces are blocked, the server runs as nobody, who owns the cluster", async () => {
    const path = await pathWithout("unshare");
    const home = join(dataDir, "home");
    await chmod(dataDir, 0o711);
    const child = await startInProcess(home, { PATH: path });
    expect((await stat(join(home, "postgres"))).uid).toBe(65534);
    expect((await stat(home)).mode & 0o777).toBe(0o711);
    await kill(child);
    await eventually(async () => {
      return (await processesOf(join(home, "postgres"))).length === 0;
    }, "the server is gone");
  });

  test("an error says that nobody cannot enter the data directory", async () => {
    const path = await pathWithout("unshare");
    await expect(startInProcess(join(dataDir, "home"), { PATH: path })).rejects.toThrow(
      /other users cannot enter .*: start the service as another user/,
    );
  });

  test("an error says that the server cannot run as another user", async () => {
    const path = await pathWithout("unshare", "setpriv");
    await expect(startInProcess(dataDir, { PATH: path })).rejects.toThrow(
      /PostgreSQL does not run as root: start the service as another user/,
    );
  });

  test("a plain user needs no namespace", async ({ skip }) => {
    const asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    const mayRead = spawnSync("setpriv", [
      ...asNobody.slice(1),
      "test",
      "-r",
      import.meta.filename,
    ]);
    skip(mayRead.status !== 0, "a plain user may not read this folder");
    await chmod(dataDir, 0o777);
    const child = await startInProcess(join(dataDir, "theirs"), { HOME: dataDir }, asNobody);
    expect((await stat(join(dataDir, "theirs", "postgres"))).uid).toBe(65534);
    await kill(child);
  });
});

/** Starts the server from a child process that tests can kill; rejects with the child's standard error. */
async function startInProcess(
  directory: string,
  environment: NodeJS.ProcessEnv = {},
  before: readonly string[] = [],
): Promise<ChildProcess> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(embedded)});
    await startEmbedded(${JSON.stringify(directory)});
    process.stdout.write("ready");
    setInterval(() => {}, 1000);`;
  const [command, ...values] = [...before, process.execPath, "--input-type=module", "-e", script];
  const child = spawn(command, values, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], ...environment },
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  const closed = once(child, "close").then(() => Promise.reject(new Error(complaint)));
  closed.catch(() => undefined);
  await Promise.race([once(child.stdout, "data"), closed]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** A PATH with the commands that start PostgreSQL, except the missing ones. */
async function pathWithout(...missing: string[]): Promise<string> {
  const folder = join(dataDir, "bin");
  await mkdir(folder);
  const commands = ["unshare", "setpriv", "true", "test", "sh"];
  for (const command of commands.filter((name) => !missing.includes(name))) {
    const { stdout } = spawnSync("which", [command], { encoding: "utf8" });
    await symlink(stdout.trim(), join(folder, command));
  }
  return folder;
}

/** The embedded PostgreSQL: starts, stops, survives, and never leaves an orphan. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { attachEmbedded, startEmbedded } from "../../src/database/embedded.ts";
import { processesOf, serverPid } from "../../src/database/former-server.ts";
import { createPool } from "../../src/database/pool.ts";
import { until } from "../support/process.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "muster-embedded-"));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const embedded = join(import.meta.dirname, "../../src/database/embedded.ts");
const cluster = () => join(dataDir, "postgres");

test("what was committed is there after a stop and another start", async () => {
  const first = await startEmbedded(dataDir);
  const pool = createPool(first.connection);
  await pool.query("create table kept (value text)");
  await pool.query("insert into kept values ('yes')");
  await pool.end();
  await first.stop();
  expect(await processesOf(cluster())).toEqual([]);

  const second = await startEmbedded(dataDir);
  const again = createPool(second.connection);
  expect((await again.query("select value from kept")).rows).toEqual([{ value: "yes" }]);
  await again.end();
  await second.stop();
});

test("the data directory is for its owner only", async () => {
  const dir = join(dataDir, "fresh");
  const server = await startEmbedded(dir);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
  expect((await stat(join(dir, "postgres"))).mode & 0o777).toBe(0o700);
  await server.stop();
});

test("a path too long for a Unix socket works all the same", async () => {
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

test("an operator's command finds the server of a running service, and none when it is stopped", async () => {
  expect(await attachEmbedded(dataDir)).toBeUndefined();
  const server = await startEmbedded(dataDir);
  expect(await attachEmbedded(dataDir)).toEqual(server.connection);
  await server.stop();
  expect(await attachEmbedded(dataDir)).toBeUndefined();
});

test("a kill -9 of the service leaves no server behind, and the next start just works", async () => {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(embedded)});
    await startEmbedded(${JSON.stringify(dataDir)});
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  expect(await processesOf(cluster())).not.toEqual([]);
  child.kill("SIGKILL");
  await until("the server is gone", async () => (await processesOf(cluster())).length === 0);
  await (await startEmbedded(dataDir)).stop();
});

test("a kill -9 of the server itself loses nothing that was committed", async () => {
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

test("a directory that cannot be written gives one clear line", async () => {
  const file = join(dataDir, "file");
  await writeFile(file, "");
  for (const place of [join(file, "below"), "/proc/muster"]) {
    await expect(startEmbedded(place)).rejects.toThrow(/cannot write to the data directory/);
  }
});

test("as a plain user it runs without any namespace", async ({ skip }) => {
  const asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  const mayRead = ["test", "-r", join(import.meta.dirname, "embedded.test.ts")];
  skip(process.getuid?.() !== 0, "the other tests run as a plain user already");
  skip(
    spawnSync("setpriv", [...asNobody, ...mayRead]).status !== 0,
    "a plain user may not read this folder",
  );
  await chmod(dataDir, 0o777);
  const home = join(dataDir, "theirs");
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(embedded)});
    const server = await startEmbedded(${JSON.stringify(home)});
    console.log("ready as", process.getuid());
    await server.stop();`;
  const output = execFileSync(
    "setpriv",
    [...asNobody, process.execPath, "--input-type=module", "-e", script],
    { encoding: "utf8", env: { PATH: process.env["PATH"], HOME: dataDir } },
  );
  expect(output).toContain("ready as 65534");
});

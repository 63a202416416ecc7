/** The embedded server is started again, but not beside another one, and not for a service that stops. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { killRest, processesOf, serverPid } from "../../../src/platform/database/former-server.ts";
import { keepServer } from "../../../src/platform/database/keep-server.ts";
import { eventually } from "../../support/eventually.ts";

let folder: string;
let cluster: string;
let lines: string[];
/** Does a server answer at the socket? */
let isAnswering: () => Promise<boolean>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-keep-"));
  cluster = join(folder, "postgres");
  await mkdir(cluster);
  // Whoever runs the server writes the pid file.
  await chmod(folder, 0o777);
  await chmod(cluster, 0o777);
  lines = [];
  isAnswering = async () => true;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const pidFile = () => join(cluster, "postmaster.pid");
const said = (line: RegExp) => () => lines.some((each) => line.test(each));

/** Waits in the cluster under the name `postgres`, like a process of a server. */
async function sleeper(): Promise<string> {
  const program = join(folder, "bin", "postgres");
  await mkdir(join(folder, "bin"), { recursive: true });
  await symlink("/bin/sleep", program).catch(() => undefined);
  return program;
}

/** A server that only writes its pid and waits. */
async function keep() {
  const postgres = join(folder, "server");
  await writeFile(
    postgres,
    `#!/bin/sh\necho $$ > ${pidFile()}\ncd ${cluster}\nexec ${await sleeper()} 600\n`,
    { mode: 0o755 },
  );
  const program = { postgres, cluster, socketDir: folder, isAnswering: () => isAnswering() };
  const kept = await keepServer(program, (line) => void lines.push(line));
  onTestFinished(() => kept.stop());
  return kept;
}

async function killServer(): Promise<number> {
  const pid = await serverPid(cluster);
  if (pid === undefined) throw new Error("no server has been started");
  process.kill(pid, "SIGKILL");
  return pid;
}

const isAnother = (pid: number) => async () => ![undefined, pid].includes(await serverPid(cluster));

describe("a server that has ended", () => {
  test("is not started again while another one answers", async () => {
    const kept = await keep();
    const pid = await killServer();
    await eventually(said(/^another service is using .*; trying again$/));
    expect(await serverPid(cluster)).toBe(pid);
    isAnswering = async () => false;
    await eventually(isAnother(pid), "another one has been started");
    isAnswering = async () => true;
    await eventually(said(/runs again$/));
    await kept.stop();
    expect(await processesOf(cluster)).toEqual([]);
  });

  test("is not waited for by a service that stops, however long the next one takes", async () => {
    const kept = await keep();
    const looking = Promise.withResolvers<boolean>();
    isAnswering = () => looking.promise;
    await killServer();
    await eventually(() => lines.length === 1, "its end is noticed");
    const stopped = kept.stop();
    isAnswering = async () => false;
    looking.resolve(false);
    await stopped;
    expect(lines).toEqual([expect.stringMatching(/has ended by itself/)]);
    expect(await processesOf(cluster)).toEqual([]);
  });
});

describe("what is left of a server", () => {
  test("is killed, but not if the pid file names another server or the service stops", async () => {
    const rest = spawn(await sleeper(), ["600"], { cwd: cluster });
    onTestFinished(() => void rest.kill("SIGKILL"));
    const ended = once(rest, "exit");
    await eventually(async () => (await processesOf(cluster)).length === 1, "it runs");
    await writeFile(pidFile(), "2\n");
    const never = new AbortController().signal;
    await killRest(cluster, 1, never);
    await killRest(cluster, 2, AbortSignal.abort());
    expect(await processesOf(cluster)).toEqual([rest.pid]);
    await killRest(cluster, 2, never);
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(await processesOf(cluster)).toEqual([]);
  });
});

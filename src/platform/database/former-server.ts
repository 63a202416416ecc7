/** What a service that was killed may have left of its server: processes for a moment, and a pid file. */
import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * The processes of a cluster's server. They all have the cluster as their working directory, which
 * tells them from others that were given the same number since; zombies have none, and do not count.
 */
export async function processesOf(cluster: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return withoutProc(cluster);
  const place = await realpath(cluster).catch(() => undefined);
  if (place === undefined) return [];
  const found: number[] = [];
  for (const pid of pids) {
    if ((await readlink(`/proc/${pid}/cwd`).catch(() => "")) !== place) continue;
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name.trim() === "postgres") found.push(Number(pid));
  }
  return found;
}

/** The number of the server's first process, which takes the signals. */
export async function serverPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(pidFile(cluster), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Asks the server of a cluster to shut down fast. Where it is gone by now, nothing happens. */
export async function interrupt(cluster: string): Promise<void> {
  const pid = await serverPid(cluster);
  if (pid === undefined || !(await processesOf(cluster)).includes(pid)) return;
  try {
    process.kill(pid, "SIGINT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * A pid file whose server is gone would stop the next one, where the number is another process's by
 * now; where it is nobody's, PostgreSQL itself replaces the file.
 */
export async function removeStalePidFile(cluster: string): Promise<void> {
  const pid = await serverPid(cluster);
  // Looked at after the pid: a server that has just written its own is already in its directory.
  if (pid === undefined || (await processesOf(cluster)).includes(pid)) return;
  if (isAlive(pid)) await rm(pidFile(cluster), { force: true });
}

function pidFile(cluster: string): string {
  return join(cluster, "postmaster.pid");
}

/** Without /proc (macOS) the pid file is all there is to go by. */
async function withoutProc(cluster: string): Promise<number[]> {
  const pid = await serverPid(cluster);
  return pid !== undefined && isAlive(pid) ? [pid] : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

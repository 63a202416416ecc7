/** What a killed service may leave of its server: processes for a moment, and a pid file. */
import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * The processes of a cluster's server. The cluster is their working directory, which distinguishes them
 * from processes that got the same pid later. Zombies have no working directory and do not count.
 */
export async function processesOf(cluster: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return withoutProc(cluster);
  const clusterPath = await realpath(cluster).catch(() => undefined);
  if (clusterPath === undefined) return [];
  const found: number[] = [];
  for (const pid of pids) {
    if ((await readlink(`/proc/${pid}/cwd`).catch(() => "")) !== clusterPath) continue;
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name.trim() === "postgres") found.push(Number(pid));
  }
  return found;
}

/** The pid of the server's main process, which receives the signals. */
export async function serverPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(pidFile(cluster), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Asks a cluster's server for a fast shutdown; does nothing if it has ended. */
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
 * Removes the pid file of an ended server if another process has its pid by now: PostgreSQL would refuse
 * to start. If no process has the pid, PostgreSQL replaces the file itself.
 */
export async function removeStalePidFile(cluster: string): Promise<void> {
  const pid = await serverPid(cluster);
  // After reading the pid: a server that has just written it is already in its working directory.
  if (pid === undefined || (await processesOf(cluster)).includes(pid)) return;
  if (isAlive(pid)) await rm(pidFile(cluster), { force: true });
}

function pidFile(cluster: string): string {
  return join(cluster, "postmaster.pid");
}

/** Without /proc (macOS), only the pid file tells. */
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

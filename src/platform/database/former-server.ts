/** What a killed service may leave of its server: processes for a moment, and a pid file. */
import { existsSync } from "node:fs";
import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** The processes of a cluster's server. */
export async function processesOf(cluster: string): Promise<number[]> {
  const found = await Array.fromAsync(seenProcesses(cluster));
  return existsSync("/proc/self") ? found : withoutProc(cluster);
}

/**
 * Each at the moment at which it is seen. The cluster is their working directory, which distinguishes them
 * from processes that got the same pid later. Zombies have no working directory and do not count.
 */
async function* seenProcesses(cluster: string): AsyncGenerator<number, undefined> {
  const clusterPath = await realpath(cluster).catch(() => undefined);
  if (clusterPath === undefined) return;
  for (const pid of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    if ((await readlink(`/proc/${pid}/cwd`).catch(() => "")) !== clusterPath) continue;
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name.trim() === "postgres") yield Number(pid);
  }
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
  if (pid !== undefined && (await processesOf(cluster)).includes(pid)) signal(pid, "SIGINT");
}

/** Does nothing if the process has ended. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Kills what is left of a server whose main process has ended: a new one cannot start
 * before. What they have committed is in the log, from which the new one recovers.
 * @param giveUp ends the wait for a process that does not end
 */
export async function killRest(
  cluster: string,
  main: number | undefined,
  giveUp: AbortSignal,
): Promise<void> {
  let isLeft = true;
  // Another service may have started its own server there.
  while (isLeft && !giveUp.aborted && (await serverPid(cluster)) === main) {
    isLeft = false;
    // No pid is kept: it may be another process's by the next time.
    for await (const pid of seenProcesses(cluster)) {
      isLeft = true;
      signal(pid, "SIGKILL");
    }
    if (isLeft) await setTimeout(10);
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

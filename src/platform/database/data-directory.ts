/** Creates and checks the data directory and the directory of the server's socket. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, lstat, mkdir, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";
import { serverUser } from "./server-user.ts";

/** Only part of the socket's name: the server listens on no network. */
export const port = 5432;

/**
 * Only the owner may read it. If the server runs as another user, that user may pass through it.
 * @throws StartupError if it is not writable, or the server's user cannot reach it
 */
export async function makeDataDirectory(directory: string): Promise<void> {
  try {
    await makeWithParents(directory);
    const probeFile = join(directory, `.writable.${process.pid}`);
    await (await open(probeFile, "w")).close();
    await rm(probeFile);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `cannot write to the data directory ${directory} (${code}): make it writable, or set DATA_DIR to another one`,
    );
  }
  const { commandPrefix, owner } = serverUser();
  if (owner === undefined) return;
  await chmod(directory, 0o711);
  const [command, ...values] = [...commandPrefix, "test", "-x", directory];
  if (spawnSync(command, values, { stdio: "ignore", cwd: "/" }).status !== 0) {
    throw new StartupError(
      `PostgreSQL does not run as root, and other users cannot enter ${directory}: start the service as another user, or set DATA_DIR to a directory that all users can enter`,
    );
  }
}

/** Not mkdir's `recursive`, which never ends on file systems such as /proc. */
async function makeWithParents(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || existsSync(dirname(directory))) throw error;
    await makeWithParents(dirname(directory));
    await mkdir(directory, { mode: 0o700 });
  }
}

/** A socket's path has at most 107 bytes; for a long data directory the socket is in the temporary folder. */
export function socketDirectory(directory: string): string {
  const inDataDir = join(directory, "run");
  if (Buffer.byteLength(join(inDataDir, `.s.PGSQL.${port}`)) <= 107) return inDataDir;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  return join(tmpdir(), `muster-${name}`);
}

/** @throws StartupError if another user owns something at this path */
export async function makeSocketDirectory(socketDir: string): Promise<void> {
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  const found = await lstat(socketDir);
  const { owner } = serverUser();
  const isOurs = found.isDirectory() && [process.getuid?.(), owner].includes(found.uid);
  if (!isOurs) throw new StartupError(`${socketDir} belongs to another user: remove it`);
  await chmod(socketDir, 0o700);
  if (owner !== undefined) await chown(socketDir, owner, owner);
}

export function inUse(cluster: string): StartupError {
  return new StartupError(
    `another service is using the data directory ${dirname(cluster)}: stop it, or set DATA_DIR to another one`,
  );
}

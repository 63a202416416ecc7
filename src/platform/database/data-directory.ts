/** The data directory and the place of the server's socket: made where missing, checked before use. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, lstat, mkdir, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";
import { serverUser } from "./server-user.ts";

/** The server's port only names its socket: it listens on no network. */
export const port = 5432;

/**
 * Only its owner may enter; where the server must run as another user, that one may pass through.
 * @throws StartupError where it cannot be written, or the server's user cannot get there.
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
  const { before, owner } = serverUser();
  if (owner === undefined) return;
  await chmod(directory, 0o711);
  const [command, ...values] = [...before, "test", "-x", directory];
  if (spawnSync(command, values, { stdio: "ignore", cwd: "/" }).status !== 0) {
    throw new StartupError(
      `PostgreSQL does not run as root, and other users cannot enter ${directory}: start the service as another user, or set DATA_DIR to a directory outside of private ones`,
    );
  }
}

/** Not the file system's own recursion: on /proc and the like that never ends. */
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

/** Socket paths may have 107 bytes at most; a long data directory gets a short place of its own. */
export function socketDirectory(directory: string): string {
  const near = join(directory, "run");
  if (Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= 107) return near;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  return join(tmpdir(), `muster-${name}`);
}

/** @throws StartupError where somebody else has put something in its place. */
export async function makeSocketDirectory(socketDir: string): Promise<void> {
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  const found = await lstat(socketDir);
  const { owner } = serverUser();
  const isOurs = found.isDirectory() && [process.getuid?.(), owner].includes(found.uid);
  if (!isOurs) throw new StartupError(`${socketDir} belongs to somebody else: remove it`);
  await chmod(socketDir, 0o700);
  if (owner !== undefined) await chown(socketDir, owner, owner);
}

/** Keeps the master key of a data directory in a file that only its owner may read. */
import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartupError } from "../platform/startup-error.ts";

const fileName = "master.key";
/** Holds the new key during a rotation. */
const nextName = "master.key.next";

/**
 * The key (32 bytes), made at the first start.
 * @throws StartupError if the file has no readable key, or others may read it
 */
export function masterKeyIn(dataDir: string): Promise<Buffer> {
  return keyIn(join(dataDir, fileName));
}

/** The new key of a rotation. It is saved before it wraps anything, so that a crash cannot lose it. */
export function nextMasterKeyIn(dataDir: string): Promise<Buffer> {
  return keyIn(join(dataDir, nextName));
}

/** Replaces the old key by the new one; call it once everything is wrapped by the new one. */
export async function takeNextMasterKey(dataDir: string): Promise<void> {
  await rename(join(dataDir, nextName), join(dataDir, fileName));
  await syncDirectory(dataDir);
}

async function keyIn(path: string): Promise<Buffer> {
  const text = await readFile(path, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") {
      throw new StartupError(`cannot read ${path} (${error.code}): check its permissions`);
    }
    return create(path);
  });
  await requirePrivate(path);
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) {
    throw new StartupError(`${path} does not hold a master key: restore it from a backup`);
  }
  return key;
}

/** Windows has no such permissions. @throws StartupError if the file's group or everybody may use it */
async function requirePrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0 || process.platform === "win32") return;
  throw new StartupError(`others may read the master key: run chmod 600 ${path}`);
}

/** Writes a key durably and atomically before its first use: without it, what it seals is lost. */
async function create(path: string): Promise<string> {
  const text = randomBytes(32).toString("base64");
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(dirname(path));
  return text;
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

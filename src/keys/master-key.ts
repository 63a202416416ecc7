/** The master key: from the configuration, or a file that only its owner may read. */
import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartupError } from "../platform/startup-error.ts";

const fileName = "master.key";
/** The key that is to take its place, while it is being replaced. */
const nextName = "master.key.next";

/** The key of an embedded data directory, made at the first start. 32 bytes, base64 in the file. */
export function masterKeyIn(dataDir: string): Promise<Buffer> {
  return keyIn(join(dataDir, fileName));
}

/** The next key: kept beside the old one before anything is wrapped by it, so that no crash loses it. */
export function nextMasterKeyIn(dataDir: string): Promise<Buffer> {
  return keyIn(join(dataDir, nextName));
}

/** The next key takes the old one's place, once everything is wrapped by it. */
export async function takeNextMasterKey(dataDir: string): Promise<void> {
  await rename(join(dataDir, nextName), join(dataDir, fileName));
  await syncDirectory(dataDir);
}

async function keyIn(path: string): Promise<Buffer> {
  const text = await readFile(path, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") {
      throw new StartupError(`cannot read the master key ${path} (${error.code})`);
    }
    return create(path);
  });
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) {
    throw new StartupError(`${path} does not hold a master key: restore it from a backup`);
  }
  return key;
}

/** Durable before it is used, and never half written: what it seals is lost without it. */
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

/** `muster rotate-master-key` and `muster rotate-signing-key`. */
import { type Config, loadConfig } from "../platform/config.ts";
import { masterKeyIn, nextMasterKeyIn, takeNextMasterKey } from "../keys/master-key.ts";
import { opensDatabase, rotateMasterKey } from "../keys/rotate-master-key.ts";
import { StartupError } from "../platform/startup-error.ts";
import { type Database, openDatabaseForOperator, type Stores } from "../service/stores.ts";
import { showProgress } from "../platform/progress.ts";

export async function rotateMasterKeyOffline(): Promise<void> {
  const config = loadConfig(process.env);
  const database = await openDatabaseForOperator(config);
  try {
    process.stdout.write(`${await rotate(config, database)}\n`);
  } finally {
    await database.close();
  }
}

export async function rotateSigningKey({ signer }: Stores): Promise<void> {
  const { keyId, publicKey } = await signer.rotate();
  process.stdout.write(`key ${keyId} signs from now on: ${publicKey}\n`);
}

async function rotate(config: Config, { pool }: Database): Promise<string> {
  const { MUSTER_MASTER_KEY: configured, MUSTER_NEW_MASTER_KEY: next, DATA_DIR } = config;
  if (configured === undefined) {
    if (next === undefined) return rotateIn(DATA_DIR, pool);
    throw new StartupError(
      "MUSTER_NEW_MASTER_KEY is set, but MUSTER_MASTER_KEY is not: set both or neither",
    );
  }
  if (next === undefined) {
    throw new StartupError(
      "MUSTER_NEW_MASTER_KEY is not set: set it to a new key (openssl rand -base64 32)",
    );
  }
  if (next.equals(configured)) {
    throw new StartupError("MUSTER_NEW_MASTER_KEY equals MUSTER_MASTER_KEY: make a new key");
  }
  if (!(await opensDatabase(pool, configured))) {
    throw new StartupError(
      (await opensDatabase(pool, next))
        ? "the master key is already replaced: set MUSTER_MASTER_KEY to the new key"
        : "MUSTER_MASTER_KEY is not the key of this database: set it to the right one",
    );
  }
  const count = await rewrap(pool, configured, next);
  return `rewrapped ${count} keys: set MUSTER_MASTER_KEY to the new key before you start the service`;
}

/** The next key is in a file before it wraps anything, so running the command again finishes the rotation. */
async function rotateIn(dataDir: string, pool: Database["pool"]): Promise<string> {
  const [former, next] = [await masterKeyIn(dataDir), await nextMasterKeyIn(dataDir)];
  let count = 0;
  if (await opensDatabase(pool, former)) count = await rewrap(pool, former, next);
  else if (!(await opensDatabase(pool, next))) {
    throw new StartupError(
      `no key in ${dataDir} opens this database: restore master.key from a backup`,
    );
  }
  await takeNextMasterKey(dataDir);
  return `rewrapped ${count} keys; the new master key is in ${dataDir}/master.key`;
}

async function rewrap(pool: Database["pool"], from: Buffer, to: Buffer): Promise<number> {
  const progress = showProgress(process.stderr, "keys");
  try {
    return await rotateMasterKey(pool, from, to, (done, total) =>
      progress.show({ label: "rewrapping keys", done, total, processed: done }),
    );
  } finally {
    progress.end();
  }
}

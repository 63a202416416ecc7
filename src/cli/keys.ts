/** `muster rotate-master-key` and `muster rotate-signing-key`. */
import { type Config, loadConfig } from "../platform/config.ts";
import { masterKeyIn, nextMasterKeyIn, takeNextMasterKey } from "../keys/master-key.ts";
import { opensDatabase, rotateMasterKey } from "../keys/rotate-master-key.ts";
import { StartupError } from "../platform/startup-error.ts";
import { type Database, openDatabaseForOperator, type Stores } from "../service/stores.ts";
import { showProgress } from "./progress.ts";

export async function rotateTheMasterKey(): Promise<void> {
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
  const { MUSTER_MASTER_KEY: configured, MUSTER_NEW_MASTER_KEY: wanted, DATA_DIR } = config;
  if (configured === undefined) {
    if (wanted === undefined) return rotateIn(DATA_DIR, pool);
    throw new StartupError(
      "MUSTER_NEW_MASTER_KEY follows MUSTER_MASTER_KEY, which is not set: set it, or leave out both",
    );
  }
  if (wanted === undefined) {
    throw new StartupError(
      "set MUSTER_NEW_MASTER_KEY to the key that is to follow: openssl rand -base64 32",
    );
  }
  if (wanted.equals(configured)) {
    throw new StartupError("MUSTER_NEW_MASTER_KEY is the key that there is: make another one");
  }
  if (!(await opensDatabase(pool, configured))) {
    throw new StartupError(
      (await opensDatabase(pool, wanted))
        ? "it was replaced already: set MUSTER_MASTER_KEY to the new key"
        : "MUSTER_MASTER_KEY is not the key of this database",
    );
  }
  const count = await rewrap(pool, configured, wanted);
  return `${count} keys are wrapped by the new master key: set MUSTER_MASTER_KEY to it before you start`;
}

/** The next key stands in a file before anything is wrapped by it; what was cut off is gone on with. */
async function rotateIn(dataDir: string, pool: Database["pool"]): Promise<string> {
  const [former, next] = [await masterKeyIn(dataDir), await nextMasterKeyIn(dataDir)];
  let count = 0;
  if (await opensDatabase(pool, former)) count = await rewrap(pool, former, next);
  else if (!(await opensDatabase(pool, next))) {
    throw new StartupError(
      `neither key in ${dataDir} is that of this database: restore master.key`,
    );
  }
  await takeNextMasterKey(dataDir);
  return `${count} keys are wrapped by a new master key, which stands in ${dataDir}/master.key`;
}

async function rewrap(pool: Database["pool"], from: Buffer, to: Buffer): Promise<number> {
  const progress = showProgress(process.stderr);
  try {
    return await rotateMasterKey(pool, from, to, (done, total) =>
      progress.show({ label: "wrapping keys", done, total, events: done }),
    );
  } finally {
    progress.end();
  }
}

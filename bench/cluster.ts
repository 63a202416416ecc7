/** Several instances of the service on one database and one event store, as in production. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadConfig } from "../src/platform/config.ts";
import { type Connection, createPool } from "../src/platform/database/pool.ts";
import type { FirstRun } from "../src/service/bootstrap.ts";
import { openStoresForOperator, type Stores } from "../src/service/stores.ts";
import { allFolded } from "./muster.ts";
import { urlOf } from "./scratch-database.ts";
import { fill, startMain } from "./service.ts";

const run = promisify(execFile);

type Instance = Awaited<ReturnType<typeof startMain>>;

export interface Cluster {
  /** The name of its event store. */
  readonly name: string;
  /** One connection only: PostgreSQL's must suffice for the instances. */
  readonly pool: ReturnType<typeof createPool>;
  readonly organizationId: string;
  /** The owner, and a session of theirs. */
  readonly userId: string;
  readonly sessionToken: string;
  readonly userIds: readonly string[];
  /** Runs the work with so many instances. The first one folds all read models, and has done so. */
  withInstances<Result>(
    count: number,
    work: (instances: readonly Instance[]) => Promise<Result>,
  ): Promise<Result>;
  startInstance(): Promise<Instance>;
  withStores<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Founds an organization with members in an empty database. */
export async function openCluster(
  name: string,
  database: Connection,
  members: number,
  eventStoreUrl?: string,
): Promise<Cluster> {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
  const variables = {
    DATA_DIR: dataDir,
    DATABASE_URL: urlOf(database),
    MUSTER_MASTER_KEY: randomBytes(32).toString("base64"),
    ...(eventStoreUrl === undefined ? {} : { EVENTSTORE_URL: eventStoreUrl }),
  };
  const withStores: Cluster["withStores"] = async (work) => {
    const stores = await openStoresForOperator(loadConfig(variables));
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  };
  const founded = await bootstrap(variables);
  const userIds = await withStores((stores) => fill(stores, founded, members));
  const pool = createPool(database, 1);
  return {
    name,
    pool,
    ...founded,
    userIds,
    withStores,
    startInstance: () => startMain(dataDir, variables),
    async withInstances(count, work) {
      const instances: Instance[] = [];
      try {
        while (instances.length < count) {
          const instance = await startMain(dataDir, variables);
          instances.push(instance);
          await allFolded(instance.url);
        }
        return await work(instances);
      } finally {
        for (const instance of instances) await instance.stop();
      }
    },
    async close() {
      await pool.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Founded = Omit<FirstRun, "url">;

async function bootstrap(variables: NodeJS.ProcessEnv): Promise<Founded> {
  const cli = join(import.meta.dirname, "..", "src", "cli.ts");
  const founding = ["--email", "owner@example.com", "--organization", "Bench"];
  const env = { PATH: process.env["PATH"], ...variables };
  const { stdout } = await run(process.execPath, [cli, "bootstrap", ...founding], { env });
  return JSON.parse(stdout) as Founded;
}

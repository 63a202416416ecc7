/** Muster as one of the systems: the service on a database of the rig, with many organizations. */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { loadConfig } from "../src/platform/config.ts";
import { createPool } from "../src/platform/database/pool.ts";
import { projections } from "../src/service/features.ts";
import { openStoresForOperator, type Stores } from "../src/service/stores.ts";
import { openBulkStore } from "./bulk-events.ts";
import { type Passed, runMeasured } from "./load.ts";
import type { System } from "./over-http.ts";
import type { RebuildJob } from "./rebuilding.ts";
import type { Rig } from "./rig.ts";
import { execute, urlOf } from "./scratch-database.ts";
import { startMain, waitUntilFolded } from "./service.ts";
import { ordinary, type Population, type Tenant, writeTenants } from "./tenants.ts";

export interface Muster extends System {
  readonly tenants: readonly Tenant[];
  readonly pool: ReturnType<typeof createPool>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

export async function startMuster(
  rig: Rig,
  {
    name,
    database,
    population = ordinary,
    isBulk,
    eventStoreUrl,
    variables: own = {},
  }: MusterOptions,
): Promise<Muster> {
  const connection = await rig.createDatabase(database);
  const dataDir = join(rig.folder, database);
  await mkdir(dataDir);
  const variables = {
    NODE_ENV: "production",
    DATA_DIR: dataDir,
    DATABASE_URL: urlOf(connection),
    MUSTER_MASTER_KEY: randomBytes(32).toString("base64"),
    LIMIT_MEMBERS_PER_ORGANIZATION: "999999999",
    LIMIT_PENDING_INVITATIONS: "999999999",
    ...(eventStoreUrl === undefined ? {} : { EVENTSTORE_URL: eventStoreUrl }),
  };
  const stores = await openStoresForOperator(loadConfig(variables));
  const tenants = isBulk
    ? await writeInBulk(stores, variables.MUSTER_MASTER_KEY, population)
    : await writeTenants(stores, population);
  const main = await startMain(dataDir, { ...variables, ...own });
  rig.beforeEnd(() => main.stop());
  await waitUntilFolded(stores);
  await stores.close();
  await allFolded(main.url);
  const pool = createPool(connection, 1);
  rig.beforeEnd(() => pool.end());
  await execute(connection, "vacuum analyze");
  return { name, database, url: main.url, pid: main.pid ?? 0, tenants, pool, stop: main.stop };
}

interface MusterOptions {
  readonly name: string;
  readonly database: string;
  readonly population?: Population;
  /** Copies the events and rebuilds the read models, for many members. */
  readonly isBulk?: true;
  /** undefined: PostgreSQL is the event store. */
  readonly eventStoreUrl?: string;
  /** More of the service's environment. */
  readonly variables?: NodeJS.ProcessEnv;
}

async function writeInBulk(
  { pool, codec, connection }: Stores,
  masterKey: string,
  population: Population,
): Promise<Tenant[]> {
  const store = await openBulkStore(pool);
  const tenants = await writeTenants({ store, codec }, population);
  await store.end();
  await execute(connection, "vacuum analyze");
  const names = projections.map((projection) => projection.name);
  await runMeasured<Passed>("rebuilding.ts", { connection, masterKey, names } satisfies RebuildJob);
  return tenants;
}

/** Waits until all read models are at the end of the log. */
export async function allFolded(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/health/ready`);
    const { projections } = (await answer.json()) as { projections: { lag: string }[] };
    if (answer.ok && projections.every(({ lag }) => lag === "0")) return;
    await pause(50);
  }
}

export function bearer({ token }: { readonly token: string }) {
  return { authorization: `Bearer ${token}` };
}

/** Opens the stores or services for an operator's command, and closes them afterwards. */
import type { Services } from "../commands/kit/context.ts";
import { isTransient } from "../eventstore/transient.ts";
import { joinInstances } from "../eventstore/instances.ts";
import { loadConfig } from "../platform/config.ts";
import { createLog } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics.ts";
import { StartupError } from "../platform/startup-error.ts";
import { createServices, thisProgram } from "../service/services.ts";
import { type OpenOptions, openStoresForOperator, type Stores } from "../service/stores.ts";

export interface Opening {
  readonly withStores: (work: (stores: Stores) => Promise<void>) => Promise<void>;
  readonly withServices: (
    work: (services: Services) => Promise<void>,
    options?: OpenOptions,
  ) => Promise<void>;
}

export async function withStores(
  work: (stores: Stores) => Promise<void>,
  options: OpenOptions = {},
): Promise<void> {
  const stores = await openStoresForOperator(loadConfig(process.env), options);
  try {
    await work(stores);
  } catch (error) {
    // A store that goes away is not a fault of the program: the operator needs no stack.
    throw isTransient(error) ? new StartupError((error as Error).message) : error;
  } finally {
    await stores.close();
  }
}

/** Folds the directory itself, in case no service is running. */
export async function withServices(
  work: (services: Services) => Promise<void>,
  options: OpenOptions = {},
): Promise<void> {
  const config = loadConfig(process.env);
  await withStores(async (stores) => {
    // Standard output is for the command's result.
    const log = createLog("warn", config, process.stderr);
    const instances = await joinInstances(stores.pool, thisProgram, log);
    const parts = { config, log, metrics: createMetrics(), instances };
    const { services, directoryGroup, storeWatch } = createServices(stores, parts);
    await storeWatch.verify();
    directoryGroup.start();
    try {
      await work(services);
    } finally {
      await directoryGroup.stop();
      await services.mailer.close();
      await instances.close();
    }
  }, options);
}

/** Assembles the parts of one process, starts them in order and stops them in reverse order. */
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { createChangeFeed } from "../commands/changes/watch-changes.ts";
import type { Job } from "../commands/kit/job.ts";
import type { Authentication } from "../commands/sign-in/authenticate.ts";
import { buildApp } from "../http/app.ts";
import { type MetricsListener, listenForMetrics } from "../http/operations/metrics-listener.ts";
import { type Instances, joinInstances } from "../eventstore/instances.ts";
import type { Config } from "../platform/config.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import { createMetrics, type Metrics } from "../platform/metrics.ts";
import type { PushSender } from "../platform/push/sender.ts";
import { StartupError } from "../platform/startup-error.ts";
import { every, type Timer } from "../platform/timer.ts";
import { openTracing } from "../platform/tracing.ts";
import type { ProjectionGroup } from "../projections/engine/group.ts";
import { jobs, routes } from "./features.ts";
import { createServices, thisProgram } from "./services.ts";
import { openStores, type Stores } from "./stores.ts";

interface ServiceOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Only tests, the demo and benchmarks inject these. */
  readonly clock?: () => Date;
  readonly mailer?: Mailer;
  readonly push?: PushSender;
  /** Readiness waits for it, if given. */
  readonly isBootstrapped?: () => boolean;
}

export interface RunningService {
  /** The address at which the service listens. */
  readonly url: string;
  readonly services: Authentication;
  readonly app: FastifyInstance;
  /** Finishes requests in flight, writes what is only in memory, and closes the stores. */
  stop(): Promise<void>;
}

/** @throws StartupError if the service cannot start */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const metrics = createMetrics();
  const stores = await openStores(options.config, ({ appends }) => metrics.batch(appends));
  let instances: Instances | undefined;
  try {
    instances = await joinInstances(stores.pool, thisProgram, options.log, stores.listener);
    return await startOn(stores, instances, metrics, options);
  } catch (error) {
    await instances?.close();
    await stores.close();
    throw error;
  }
}

async function startOn(
  stores: Stores,
  instances: Instances,
  metrics: Metrics,
  { config, log, clock, mailer, push, isBootstrapped }: ServiceOptions,
): Promise<RunningService> {
  let url = "";
  let timers: readonly { readonly job: Job<Authentication>; readonly timer: Timer }[] = [];
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector } = config;
  const tracing = collector === undefined ? undefined : await openTracing(collector, log);
  const { services, directoryGroup, groups, storeWatch } = createServices(stores, {
    config,
    log,
    metrics,
    instances,
    tracing,
    clock,
    mailer,
    push,
    url: () => url,
    wakeJob(name) {
      timers.find(({ job }) => job.name === name)?.timer.wake();
    },
    onMoved(projection, types) {
      for (const { job, timer } of timers) {
        const { wakeOn } = job;
        if (wakeOn?.projection === projection && wakeOn.types.some((type) => types.has(type))) {
          timer.wake(wakeOn.withinSeconds);
        }
      }
    },
  });
  metrics.watch(groups);
  const changes = createChangeFeed(services);
  const appOptions = { routes, groups, isBootstrapped, changes, config, tracing };
  const app = await buildApp(services, appOptions);
  const stopGroups = async () => {
    storeWatch.stop();
    await Promise.all(groups.map((group) => group.stop()));
  };
  let metricsListener: MetricsListener | undefined;
  try {
    await storeWatch.verify();
    storeWatch.start();
    directoryGroup.start();
    await waitUntilCaughtUp(directoryGroup, stores);
    // Token uses saved at the last stop may be what keeps a lease alive.
    await services.tokenUses.flush().catch((error: unknown) => {
      log.warn({ err: error }, "earlier token uses could not be recorded; will try again");
    });
    metricsListener = await openMetricsListener(metrics, config);
    if (metricsListener) log.info({ metricsUrl: metricsListener.url }, "serving metrics");
    url = await listen(app, config);
    for (const group of groups) group.start();
  } catch (error) {
    await app.close();
    await metricsListener?.close();
    await stopGroups();
    await tracing?.stop();
    throw error;
  }
  timers = jobs.map((job) => ({
    job,
    timer: every(job.seconds, job.name, log, () => job.run(services), job.retrySeconds),
  }));
  return {
    url,
    services,
    app,
    async stop() {
      await app.close();
      await Promise.all(timers.map(({ timer }) => timer.stop()));
      await services.tokenUses.flush().catch((error: unknown) => {
        log.warn({ err: error }, "the latest token uses could not all be saved");
      });
      await stopGroups();
      await services.mailer.close();
      await instances.close();
      await stores.close();
      await metricsListener?.close();
      await tracing?.stop();
    },
  };
}

/** Reads must show everything acknowledged before the start. Does not wait for a group that nobody folds. */
async function waitUntilCaughtUp(group: ProjectionGroup, { store }: Stores): Promise<void> {
  const end = await store.lastPosition();
  while (!(await group.waitFor(end, 1000))) {
    if ((await group.status()).failure !== undefined || group.isWaiting()) return;
  }
}

async function listen(app: FastifyInstance, { HOST, PORT }: Config): Promise<string> {
  return app
    .listen({ host: HOST, port: PORT })
    .catch((error: unknown) => cannotListen(error, "PORT", PORT, HOST));
}

async function openMetricsListener(
  metrics: Metrics,
  { HOST, METRICS_PORT, METRICS_TOKEN }: Config,
): Promise<MetricsListener | undefined> {
  if (METRICS_PORT === undefined) return undefined;
  return listenForMetrics(metrics, METRICS_TOKEN, HOST, METRICS_PORT).catch((error: unknown) =>
    cannotListen(error, "METRICS_PORT", METRICS_PORT, HOST),
  );
}

function cannotListen(error: unknown, variable: string, port: number, host: string): never {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is in use: stop the program that listens there, or set ${variable} to another one`,
    EACCES: `port ${port} needs more rights: set ${variable} to one above 1023`,
    ENOTFOUND: `HOST ${host} cannot be resolved: set it to an address of this machine such as 127.0.0.1`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: set it to one such as 127.0.0.1`,
  };
  throw code !== undefined && code in reasons ? new StartupError(reasons[code]) : error;
}

/** Puts the parts of one process together, starts them in order and stops them in the reverse one. */
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Authentication } from "../commands/sign-in/authenticate.ts";
import type { Services } from "../commands/kit/context.ts";
import { endIdleSessions } from "../commands/sign-in/sessions.ts";
import { createTokenUses } from "../commands/tokens/token-uses.ts";
import { createChangeFeed } from "../commands/changes/watch-changes.ts";
import type { Config } from "../platform/config.ts";
import { accessTokensFor, forgetElsewhereFor, mailerFor, pushSenderFor } from "./configured.ts";
import { tidy } from "./housekeeping.ts";
import { buildApp } from "../http/app.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import { changes } from "../projections/changes/changes.ts";
import { type MetricsListener, listenForMetrics } from "../http/operations/metrics-listener.ts";
import { createMetrics, type Metrics } from "../platform/metrics.ts";
import { observedStore, observedVisibility } from "./observed.ts";
import { makePartitions } from "../projections/logs/partitions.ts";
import { audit } from "../projections/audit/audit.ts";
import { directory } from "../projections/directory/directory.ts";
import { createProjectionGroup, type ProjectionGroup } from "../projections/engine/group.ts";
import { notifications } from "../projections/notifications/notifications.ts";
import type { PushSender } from "../platform/push/sender.ts";
import { usage } from "../projections/usage/usage.ts";
import { mailCodes } from "../commands/sign-in/code-mailer.ts";
import { mailInvitations } from "../commands/members/invitation-mailer.ts";
import { deliverDue } from "../commands/notifications/notifier.ts";
import { pushDue } from "../commands/notifications/pusher.ts";
import { outgoingInvitations } from "../projections/invitations/invitations.ts";
import { repair } from "./repair.ts";
import { StartupError } from "../platform/startup-error.ts";
import { openStores, type Stores } from "./stores.ts";
import { every, type Timer } from "../platform/timer.ts";
import { openTracing } from "../platform/tracing.ts";

export interface ServiceOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Injected by tests, the demo and measurements, and by nothing else. */
  readonly clock?: () => Date;
  readonly mailer?: Mailer;
  readonly push?: PushSender;
}

export interface RunningService {
  /** Where it listens. */
  readonly url: string;
  readonly services: Authentication;
  readonly app: FastifyInstance;
  /** Finishes the requests in flight, keeps what is in memory only, and lets go of the stores. */
  stop(): Promise<void>;
}

/** @throws StartupError where it cannot start: one clear line that says what to do. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const metrics = createMetrics();
  const stores = await openStores(options.config, ({ appends }) => metrics.batch(appends));
  try {
    return await startOn(stores, metrics, options);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function startOn(
  stores: Stores,
  metrics: Metrics,
  {
    config,
    log,
    clock = () => new Date(),
    mailer = mailerFor(config, clock, log),
    push = pushSenderFor(config, stores.keys),
  }: ServiceOptions,
): Promise<RunningService> {
  const { connection, pool, store, codec, keys, signer, personKeys, exporter } = stores;
  let url = "";
  const publicUrl = (): string => config.PUBLIC_URL ?? url;
  const parts = { connection, pool, store, codec, log };
  const directoryGroup = createProjectionGroup({ projection: directory, ...parts });
  const invitationGroup = createProjectionGroup({
    projection: outgoingInvitations,
    ...parts,
    onMoved: (_position, types) => {
      if (types.has("InviteIssued")) mailTimer?.wake();
    },
  });
  let mailTimer: Timer | undefined;
  const changeGroup = createProjectionGroup({ projection: changes, ...parts });
  const auditGroup = createProjectionGroup({ projection: audit, ...parts });
  const usageGroup = createProjectionGroup({ projection: usage, ...parts });
  const notificationGroup = createProjectionGroup({
    projection: notifications,
    ...parts,
    onMoved: (_position, types) => {
      if (types.has("NotificationRequested")) deliveryTimer?.wake();
      if (types.has("NotificationDelivered")) pushTimer?.wake();
    },
  });
  let deliveryTimer: Timer | undefined;
  let pushTimer: Timer | undefined;
  const groups = [
    directoryGroup,
    auditGroup,
    invitationGroup,
    changeGroup,
    usageGroup,
    notificationGroup,
  ];
  metrics.watch(groups);
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector } = config;
  const tracing = collector === undefined ? undefined : await openTracing(collector, log);
  const base: Services = {
    pool,
    store: observedStore(store, metrics, tracing),
    codec,
    keys,
    signer,
    personKeys,
    exporter,
    audit: auditGroup,
    usage: usageGroup,
    notifications: notificationGroup,
    push,
    directory: observedVisibility(directoryGroup, tracing),
    clock,
    log,
    isSignUpOpen: config.SIGN_UP === "open",
    publicUrl,
    metrics,
    forgetElsewhere: forgetElsewhereFor(config, mailer),
  };
  const services: Authentication = {
    ...base,
    tokenUses: createTokenUses(base),
    accessTokens: accessTokensFor(config, clock, log),
  };
  const changeFeed = createChangeFeed(services, changeGroup);
  const app = await buildApp(services, { groups, changes: changeFeed, config, tracing });
  const stopGroups = () => Promise.all(groups.map((group) => group.stop()));
  let metricsListener: MetricsListener | undefined;
  try {
    directoryGroup.start();
    await caughtUp(directoryGroup, stores);
    // Uses that were kept when the service stopped may be all that a lease lives by.
    await services.tokenUses.flush().catch((error: unknown) => {
      log.warn({ err: error }, "earlier uses of tokens could not be recorded yet");
    });
    metricsListener = await openMetricsListener(metrics, config);
    if (metricsListener) log.info({ metricsUrl: metricsListener.url }, "metrics are served");
    url = await listen(app, config);
    for (const group of groups) group.start();
  } catch (error) {
    await app.close();
    await metricsListener?.close();
    await stopGroups();
    await tracing?.stop();
    throw error;
  }
  const mailing = { mailer, sender: config.MAIL_FROM, onResult: metrics.mail };
  mailTimer = every(2, "mailing invitations", log, () => mailInvitations(services, mailing));
  deliveryTimer = every(2, "delivering notifications", log, () => deliverDue(services));
  pushTimer = every(2, "pushing notifications", log, () => pushDue(services));
  const timers = [
    mailTimer,
    deliveryTimer,
    pushTimer,
    every(0.5, "mailing codes", log, () => mailCodes(services, mailing)),
    every(10, "recording the uses of tokens", log, () => services.tokenUses.flush()),
    every(30, "finishing what was cut off", log, () => repair(services)),
    every(60, "ending idle sessions", log, () => endIdleSessions(services)),
    every(600, "tidying up", log, () => tidy(services)),
    every(600, "making partitions for logs", log, () =>
      makePartitions(pool, clock().toISOString()),
    ),
  ];
  return {
    url,
    services,
    app,
    async stop() {
      await app.close();
      await Promise.all(timers.map((timer) => timer.stop()));
      await services.tokenUses.flush().catch((error: unknown) => {
        log.warn({ err: error }, "the latest uses of tokens could not be kept");
      });
      await stopGroups();
      await mailer.close();
      await stores.close();
      await metricsListener?.close();
      await tracing?.stop();
    },
  };
}

/** Reads must show everything that was acknowledged before. A group that has stopped is not waited for. */
async function caughtUp(group: ProjectionGroup, { store }: Stores): Promise<void> {
  const end = await store.lastPosition();
  while (!(await group.waitFor(end, 1000))) {
    if ((await group.status()).failure !== undefined) return;
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
    EADDRINUSE: `port ${port} is in use: stop what listens there, or set ${variable} to another one`,
    EACCES: `port ${port} may not be used without more rights: set ${variable} to one above 1023`,
    ENOTFOUND: `HOST ${host} is not known: set it to an address of this machine such as 127.0.0.1`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: set it to one such as 127.0.0.1`,
  };
  throw code !== undefined && code in reasons ? new StartupError(reasons[code]) : error;
}

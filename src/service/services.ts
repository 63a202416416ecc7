/** Creates the services of one process, for the service, the command line and the tests. */
import type { Logger } from "pino";
import type { Services } from "../commands/kit/context.ts";
import { createEntryAllowance } from "../commands/kit/entry-allowance.ts";
import { createHourMemory } from "../commands/kit/hour-memory.ts";
import { createAllTurns } from "../commands/kit/turns.ts";
import type { Authentication } from "../commands/sign-in/authenticate.ts";
import { createTokenUses } from "../commands/tokens/token-uses.ts";
import { catalogue, schemaVersions } from "../domain/catalogue.ts";
import type { Config } from "../platform/config.ts";
import { fileMailer, mailFolderIn } from "../platform/mail/files.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import { smtpMailer } from "../platform/mail/smtp.ts";
import type { Instances, Program } from "../eventstore/instances.ts";
import type { Position } from "../eventstore/port.ts";
import { programVersion } from "../platform/program.ts";
import type { Metrics } from "../platform/metrics.ts";
import { createAccessTokens } from "../platform/oidc/access-tokens.ts";
import { createIdentityProvider } from "../platform/oidc/identity-provider.ts";
import { createPushSender, type PushSender } from "../platform/push/sender.ts";
import type { Tracing } from "../platform/tracing.ts";
import { directory } from "../projections/directory/directory.ts";
import { createProjectionGroup, type ProjectionGroup } from "../projections/engine/group.ts";
import { createProcessParts } from "../projections/engine/process-parts.ts";
import type { Projection } from "../projections/engine/projection.ts";
import { createStoreWatch } from "../projections/engine/store-watch.ts";
import { forgetFirstRun } from "./bootstrap.ts";
import { projections } from "./features.ts";
import { instrumentReadModel, instrumentStore } from "./instrumentation.ts";
import type { Stores } from "./stores.ts";

/** What an instance of this program announces to the others. */
export const thisProgram: Program = {
  version: programVersion,
  events: schemaVersions(catalogue),
  projections: Object.fromEntries(projections.map(({ name, version }) => [name, version])),
};

interface ServiceParts {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly instances: Instances;
  readonly tracing?: Tracing | undefined;
  readonly clock?: (() => Date) | undefined;
  readonly mailer?: Mailer | undefined;
  readonly push?: PushSender | undefined;
  /** The address at which the service listens, for links if PUBLIC_URL is not set. */
  readonly url?: () => string;
  /** Runs a job now; without it, no job of this process runs. */
  readonly wakeJob?: (name: string) => void;
  /** Called after a projection of this process folds events of these types. */
  readonly onMoved?: (projection: Projection, types: ReadonlySet<string>) => void;
}

/** Starts nothing: the caller starts and stops the watch and the projection groups that it needs. */
export function createServices(stores: Omit<Stores, "close">, parts: ServiceParts) {
  const { connection, pool, store, codec, keys, signer, personKeys, exporter } = stores;
  const {
    config,
    log,
    metrics,
    instances,
    tracing,
    clock = () => new Date(),
    url = () => "",
  } = parts;
  const {
    mailer = mailerFor(config, clock, log),
    push = pushSenderFor(config, keys.vapid, clock),
  } = parts;
  const processParts = createProcessParts({ ...stores, log, hasOthers: instances.hasOthers });
  const byProjection = new Map(
    projections.map((projection) => {
      const onMoved = (_position: Position, types: ReadonlySet<string>): void =>
        parts.onMoved?.(projection, types);
      const isKnownToAll = () => instances.isKnownToAll(projection.name, projection.version);
      const program = programVersion;
      const own = { projection, connection, pool, store, codec, log, program };
      const group = createProjectionGroup({ ...processParts, ...own, isKnownToAll, onMoved });
      return [projection, group];
    }),
  );
  const readModel = (projection: Projection): ProjectionGroup => {
    const group = byProjection.get(projection);
    if (group === undefined) throw new Error(`no feature has the projection ${projection.name}`);
    return group;
  };
  const directoryGroup = readModel(directory);
  const groups = [...byProjection.values()];
  // The embedded event store and the read models are one database, and are restored together.
  const lookSeconds = config.EVENTSTORE_URL === undefined ? 60 : 1;
  const storeWatch = createStoreWatch({ pool, store, groups, log, lookSeconds });
  const base: Services = {
    pool,
    codec,
    instances,
    keys,
    signer,
    personKeys,
    exporter,
    push,
    mailer,
    clock,
    log,
    metrics,
    limits: config.limits,
    takeEntries: createEntryAllowance({ pool, limits: config.limits }),
    readings: createHourMemory(),
    turns: createAllTurns({ limits: config.limits, clock }),
    store: instrumentStore(store, storeWatch, metrics, tracing),
    eventStoreFault: storeWatch.fault,
    directory: instrumentReadModel(directoryGroup, tracing),
    readModel,
    mailSender: config.MAIL_FROM,
    isSignUpOpen: config.SIGN_UP === "open",
    region: config.REGION,
    wakeJob: parts.wakeJob ?? (() => undefined),
    publicUrl: () => config.PUBLIC_URL ?? url(),
    async forgetElsewhere({ userId, email }) {
      if (email !== undefined) await mailer.forget(email);
      await forgetFirstRun(config.DATA_DIR, userId);
    },
  };
  const services: Authentication = {
    ...base,
    ...oidcServices(config, { clock, log }),
    tokenUses: createTokenUses(base),
  };
  return { services, directoryGroup, groups, storeWatch };
}

function oidcServices(
  config: Config,
  parts: { readonly clock: () => Date; readonly log: Logger },
): Pick<Authentication, "accessTokens" | "identityProvider"> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_CLIENT_ID: clientId } = config;
  const { OIDC_CLIENT_SECRET: clientSecret } = config;
  if (issuer === undefined) return {};
  return {
    ...(audience && { accessTokens: createAccessTokens({ issuer, audience, ...parts }) }),
    ...(clientId && {
      identityProvider: createIdentityProvider({ issuer, clientId, clientSecret, ...parts }),
    }),
  };
}

/** Sends mail through the configured server, or writes files if there is none. */
export function mailerFor(config: Config, clock: () => Date, log: Logger): Mailer {
  const { SMTP_URL: url, MAIL_FROM: from, DATA_DIR } = config;
  return url === undefined
    ? fileMailer(mailFolderIn(DATA_DIR), from, clock, log)
    : smtpMailer(url, from);
}

/** Push services can contact the address of MAIL_FROM (RFC 8292). */
function pushSenderFor({ MAIL_FROM }: Config, privateKey: Buffer, clock: () => Date): PushSender {
  const address = /[^\s<>]+@[^\s<>]+/.exec(MAIL_FROM)?.[0] ?? "muster@localhost";
  return createPushSender({ privateKey, subject: `mailto:${address}`, clock });
}

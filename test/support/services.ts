/** The services of one instance on a test database, with a clock that tests move. */
import pino from "pino";
import type { Authentication } from "../../src/commands/sign-in/authenticate.ts";
import type { Caller, CommandContext, Services } from "../../src/commands/kit/context.ts";
import { randomIds } from "../../src/commands/kit/ids.ts";
import { createTokenUses } from "../../src/commands/tokens/token-uses.ts";
import { type ChangeFeed, createChangeFeed } from "../../src/commands/changes/watch-changes.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { systemId } from "../../src/domain/primitives.ts";
import { createCodec } from "../../src/eventstore/codec.ts";
import type { EventStore } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { exporterOf } from "../../src/projections/audit/export/exporter.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { loadServiceKeys } from "../../src/keys/service-keys.ts";
import { openSigner } from "../../src/keys/signing-keys.ts";
import { watchKeys } from "../../src/keys/watch.ts";
import { audit } from "../../src/projections/audit/audit.ts";
import { changes } from "../../src/projections/changes/changes.ts";
import { createMetrics } from "../../src/platform/metrics.ts";
import { observedStore } from "../../src/service/observed.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import { notifications } from "../../src/projections/notifications/notifications.ts";
import { createPushSender } from "../../src/platform/push/sender.ts";
import { usage } from "../../src/projections/usage/usage.ts";
import { createProjectionGroup, type ProjectionGroup } from "../../src/projections/engine/group.ts";
import type { TestDatabase } from "./database.ts";

/** The same for all instances of a test. */
export const masterKey = Buffer.alloc(32, 7);

export interface TestClock {
  now(): Date;
  set(time: string): void;
  add(milliseconds: number): void;
}

export function testClock(start = "2026-03-01T12:00:00.000Z"): TestClock {
  let moment = new Date(start);
  return {
    now: () => new Date(moment),
    set: (time) => (moment = new Date(time)),
    add: (milliseconds) => (moment = new Date(moment.getTime() + milliseconds)),
  };
}

export interface Instance {
  readonly services: Authentication;
  readonly group: ProjectionGroup;
  /** Keeps what front ends are told; tests that are about it start it. */
  readonly changeGroup: ProjectionGroup;
  readonly changes: ChangeFeed;
  readonly clock: TestClock;
  run(caller: Caller, more?: Partial<CommandContext>): CommandContext;
  stop(): Promise<void>;
}

export const system: Caller = { userId: systemId, via: "SYSTEM" };

export function session(userId: string): Caller {
  return { userId, via: "SESSION" };
}

export interface InstanceOptions {
  readonly clock?: TestClock;
  /** Puts something around the event store. */
  readonly wrap?: (store: EventStore) => EventStore;
  /** Services of another kind than the usual. */
  readonly more?: Partial<Authentication>;
}

/** One instance; several may share a database. */
export async function startInstance(
  database: TestDatabase,
  { clock = testClock(), wrap = (store) => store, more = {} }: InstanceOptions = {},
): Promise<Instance> {
  const { connection, pool } = database;
  const keys = await loadServiceKeys(pool, masterKey);
  const personKeys = createPersonKeys(pool, masterKey);
  const watch = await watchKeys(connection, personKeys, async () => undefined);
  const codec = createCodec(personKeys);
  const metrics = createMetrics();
  const observe = ({ appends }: { appends: number }): void => metrics.batch(appends);
  const store = wrap(postgresEventStore(clientConfig(connection), observe));
  const log = pino({ level: "silent" });
  const parts = { connection, pool, store, codec, log };
  const group = createProjectionGroup({ projection: directory, ...parts });
  group.start();
  const notificationGroup = createProjectionGroup({ projection: notifications, ...parts });
  notificationGroup.start();
  const auditGroup = createProjectionGroup({ projection: audit, ...parts });
  auditGroup.start();
  const usageGroup = createProjectionGroup({ projection: usage, ...parts });
  usageGroup.start();
  const changeGroup = createProjectionGroup({ projection: changes, ...parts });
  metrics.watch([group]);
  const base: Services = {
    pool,
    store: observedStore(store, metrics, undefined),
    codec,
    keys,
    personKeys,
    exporter: exporterOf({ connection, masterKey }),
    signer: await openSigner(pool, masterKey, clock.now),
    directory: group,
    audit: auditGroup,
    usage: usageGroup,
    notifications: notificationGroup,
    push: createPushSender({
      privateKey: keys.vapid,
      subject: "mailto:muster@muster.test",
      allowsLocal: true,
    }),
    clock: clock.now,
    log,
    isSignUpOpen: true,
    publicUrl: () => "http://muster.test",
    forgetElsewhere: async () => undefined,
    ...more,
    metrics,
  };
  const services: Authentication = { ...base, tokenUses: createTokenUses(base) };
  return {
    services,
    group,
    changeGroup,
    changes: createChangeFeed(services, changeGroup),
    clock,
    run(caller, more = {}) {
      const ids = randomIds(clock.now);
      const at = clock.now().toISOString();
      return { services, caller, correlationId: ids.next(), ids, at, ...more };
    },
    async stop() {
      await Promise.all([
        group.stop(),
        auditGroup.stop(),
        changeGroup.stop(),
        usageGroup.stop(),
        notificationGroup.stop(),
      ]);
      await store.close();
      await watch.close();
    },
  };
}

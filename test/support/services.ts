/** Creates the services of one instance on a test database, with a clock that tests move. */
import pino from "pino";
import { type ChangeFeed, createChangeFeed } from "../../src/commands/changes/watch-changes.ts";
import { repairErasures } from "../../src/commands/erasure/repair.ts";
import type { Caller, CommandContext, Services } from "../../src/commands/kit/context.ts";
import { randomIds } from "../../src/commands/kit/ids.ts";
import { repairMembers } from "../../src/commands/members/repair.ts";
import type { Authentication } from "../../src/commands/sign-in/authenticate.ts";
import { type Catalogue, catalogue, schemaVersions } from "../../src/domain/catalogue.ts";
import { systemId } from "../../src/domain/primitives.ts";
import { createCodec } from "../../src/eventstore/codec.ts";
import { joinInstances } from "../../src/eventstore/instances.ts";
import type { EventStore } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { loadServiceKeys } from "../../src/keys/service-keys.ts";
import { openSigner } from "../../src/keys/signing-keys.ts";
import { watchKeys } from "../../src/keys/watch.ts";
import { type Config, loadConfig } from "../../src/platform/config.ts";
import { createListener } from "../../src/platform/database/listener.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { createMetrics } from "../../src/platform/metrics.ts";
import { createPushSender } from "../../src/platform/push/sender.ts";
import { createExporter } from "../../src/projections/audit/export/exporter.ts";
import { changes } from "../../src/projections/changes/changes.ts";
import type { ProjectionGroup } from "../../src/projections/engine/group.ts";
import { outgoingInvitations } from "../../src/projections/invitations/invitations.ts";
import { createServices, thisProgram } from "../../src/service/services.ts";
import type { TestDatabase } from "./database.ts";
import { expectKeptPlans } from "./kept-plans.ts";

/**
 * The tests' clock stands still, so a limit per minute would never be reset; and a busy machine must not
 * refuse requests for being late.
 */
export const unlimited = {
  RATE_LIMIT_ADDRESS: "100000000",
  RATE_LIMIT_CALLER: "100000000",
  MAX_EVENT_LOOP_DELAY: "60000",
};

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
  readonly groups: readonly ProjectionGroup[];
  /** The projection of the change feed; tests about it start it. */
  readonly changeGroup: ProjectionGroup;
  /** The projection of invitations to mail; tests about it start it. */
  readonly invitationGroup: ProjectionGroup;
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
  readonly config?: Config;
  /** Plays a newer program, which knows more events. */
  readonly known?: Catalogue;
  /** Wraps the event store. */
  readonly wrap?: (store: EventStore) => EventStore;
  /** Replaces some of the usual services. */
  readonly more?: Partial<Authentication>;
}

/** One instance; several may share a database. */
export async function startInstance(
  database: TestDatabase,
  {
    clock = testClock(),
    config = loadConfig({}),
    known = catalogue,
    wrap = (store) => store,
    more = {},
  }: InstanceOptions = {},
): Promise<Instance> {
  const { connection, pool } = database;
  const keys = await loadServiceKeys(pool, masterKey);
  const personKeys = createPersonKeys(pool, masterKey);
  const listener = createListener(clientConfig(connection));
  await watchKeys(listener, personKeys, () => undefined);
  const codec = createCodec(personKeys, known);
  const log = pino({ level: "silent" });
  const program = { ...thisProgram, events: schemaVersions(known) };
  const instances = await joinInstances(pool, program, log, listener);
  const metrics = createMetrics();
  const observe = ({ appends }: { appends: number }): void => metrics.batch(appends);
  const store = wrap(postgresEventStore(clientConfig(connection), observe, listener));
  const parts = {
    connection,
    listener,
    pool,
    store,
    codec,
    keys,
    personKeys,
    exporter: createExporter({ connection, masterKey }),
    signer: await openSigner(pool, masterKey, clock.now),
  };
  const {
    services: made,
    directoryGroup: group,
    groups,
  } = createServices(parts, {
    config,
    metrics,
    instances,
    clock: clock.now,
    mailer: noMailer,
    log,
    url: () => "http://muster.test",
    push: createPushSender({
      privateKey: keys.vapid,
      subject: "mailto:muster@muster.test",
      clock: clock.now,
      allowsLocal: true,
    }),
  });
  const services: Authentication = { ...made, forgetElsewhere: async () => undefined, ...more };
  const [changeGroup, invitationGroup] = [changes, outgoingInvitations].map((projection) =>
    groups.find(({ name }) => name === projection.name),
  );
  if (!changeGroup || !invitationGroup) throw new Error("features.ts lacks a projection");
  for (const each of groups) if (each !== changeGroup && each !== invitationGroup) each.start();
  metrics.watch([group]);
  return {
    services,
    group,
    groups,
    changeGroup,
    invitationGroup,
    changes: createChangeFeed(services),
    clock,
    run(caller, more = {}) {
      const ids = randomIds(clock.now);
      const at = clock.now().toISOString();
      return { services, caller, correlationId: ids.next(), ids, at, ...more };
    },
    async stop() {
      try {
        await expectKeptPlans();
      } finally {
        await Promise.all(groups.map((each) => each.stop()));
        await instances.close();
        await store.close();
        await listener.close();
      }
    },
  };
}

/** Finishes what a crash interrupted; returns how much there was. */
export async function repair(services: Services): Promise<number> {
  return (await repairMembers(services)) + (await repairErasures(services));
}

/** Sends nothing; tests about mail pass a mailer. */
const noMailer = {
  send: async () => undefined,
  forget: async () => undefined,
  close: async () => undefined,
};

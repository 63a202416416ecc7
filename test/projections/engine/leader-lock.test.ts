/** The lead of a projection: it passes on from a process that is frozen, and from no other. */
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { expect, test as base, type TestContext } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { createConnectionWatch } from "../../../src/platform/database/connection-watch.ts";
import { clientConfig } from "../../../src/platform/database/pool.ts";
import { beginSession } from "../../../src/platform/database/session.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import {
  endSilentLeader,
  isUnlocked,
  tryLock,
} from "../../../src/projections/engine/leader-lock.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { openFrozenSession } from "../../support/frozen-session.ts";
import { createRelay } from "../../support/postgres-relay.ts";
import { ada, registered } from "../../support/story.ts";

/** They wait for silences to last, so they run at once, each with a log of its own. */
const test = base.concurrent;

/** Longer than a leader may be silent. */
const longSilence = 6_000;

type Finishing = Pick<TestContext, "onTestFinished">;

async function openOwnLog({ onTestFinished }: Finishing): Promise<EventLog> {
  const log = await openLog();
  onTestFinished(() => log.close());
  return log;
}

async function openSession(
  { parts }: EventLog,
  { onTestFinished }: Finishing,
): Promise<DatabaseSession> {
  const session = await openDatabaseSession(parts.connection);
  onTestFinished(() => session.close());
  return session;
}

function startGroup(
  { parts }: Pick<EventLog, "parts">,
  { onTestFinished }: Finishing,
): ProjectionGroup {
  const group = createProjectionGroup({ projection: directory, ...parts });
  onTestFinished(() => group.stop());
  group.start();
  return group;
}

const isActive = async (group: ProjectionGroup) => (await group.status()).isActive;

test("a leader that is frozen within a batch is replaced, and its batch is undone", async (context) => {
  const log = await openOwnLog(context);
  const frozen = await openFrozenSession(log.parts.connection);
  context.onTestFinished(() => frozen.close());
  expect(await tryLock(frozen, "directory")).toBe(true);
  const group = startGroup(log, context);
  const position = await log.write(userStream(id(2)), registered(ada));
  await frozen.client.query(
    "insert into projection_checkpoints (name, version, position, moved_at) values ('directory', 1, 0, now())",
  );
  await frozen.client.query("begin");
  await frozen.client.query("update projection_checkpoints set position = 1000000");
  expect(await group.waitFor(position, patience)).toBe(true);
  expect(frozen.lost.aborted).toBe(true);
  expect(await group.status()).toMatchObject({ isActive: true, position });
});

test("a leader whose connection dies without a word goes on with another one", async (context) => {
  const log = await openOwnLog(context);
  const watch = createConnectionWatch(50);
  const relay = await createRelay({ ...log.parts.connection, watch });
  context.onTestFinished(() => relay.close());
  const leader = startGroup({ parts: { ...log.parts, connection: relay.connection } }, context);
  const first = await log.write(userStream(id(2)), registered(ada));
  expect(await leader.waitFor(first, patience)).toBe(true);
  relay.silence();
  const second = await log.write(userStream(id(3)), registered(ada));
  expect(await leader.waitFor(second, patience)).toBe(true);
  expect(await isActive(leader)).toBe(true);
});

test("a leader keeps the lead while it has nothing to do, and during a long statement", async (context) => {
  const log = await openOwnLog(context);
  const leader = startGroup(log, context);
  await eventually(() => isActive(leader), "the first leads");
  const other = startGroup(log, context);
  const [busy, asking] = [await openSession(log, context), await openSession(log, context)];
  expect(await tryLock(busy, "busy")).toBe(true);
  const statement = busy.client.query("select pg_sleep($1)", [longSilence / 1000 + 1]);
  await delay(longSilence);
  expect([await isActive(leader), await isActive(other)]).toEqual([true, false]);
  expect(await endSilentLeader(asking, "busy")).toBe(false);
  await statement;
  expect(await isUnlocked(asking, "busy")).toBe(false);
});

test("a connection that stays idle within a transaction is ended, and loses its locks", async (context) => {
  const { parts } = await openOwnLog(context);
  const frozen = new Client(clientConfig(parts.connection));
  const ended = new Promise((resolve) => frozen.on("error", resolve));
  await frozen.connect();
  await beginSession(frozen, { idle_in_transaction_session_timeout: "200ms" });
  // Together: a slow machine may take long between two.
  await frozen.query("begin; select pg_advisory_xact_lock(1)");
  await parts.pool.query("select pg_advisory_xact_lock(1)");
  expect(String(await ended)).toContain("idle-in-transaction timeout");
  await frozen.end();
});

/** The lead of a projection: it passes on from a process that is frozen, and from no other. */
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { createListener } from "../../../src/platform/database/listener.ts";
import { clientConfig } from "../../../src/platform/database/pool.ts";
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
import { createProcessParts } from "../../../src/projections/engine/process-parts.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { ada, registered } from "../../support/story.ts";

/** Longer than a leader may be silent. */
const longSilence = 6_000;

async function openOwnLog(): Promise<EventLog> {
  const log = await openLog();
  onTestFinished(() => log.close());
  return log;
}

async function openSession({ parts }: EventLog): Promise<DatabaseSession> {
  const session = await openDatabaseSession(parts.connection);
  onTestFinished(() => session.close());
  return session;
}

function startGroup({ parts }: EventLog): ProjectionGroup {
  const group = createProjectionGroup({ projection: directory, ...parts });
  onTestFinished(() => group.stop());
  group.start();
  return group;
}

const isActive = async (group: ProjectionGroup) => (await group.status()).isActive;

test("a leader that is frozen within a batch is replaced, and its batch is undone", async () => {
  const log = await openOwnLog();
  const frozen = await openSession(log);
  expect(await tryLock(frozen, "directory")).toBe(true);
  const group = startGroup(log);
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

test("a leader keeps the lead while it has nothing to do, and during a long statement", async () => {
  const log = await openOwnLog();
  const leader = startGroup(log);
  await eventually(() => isActive(leader), "the first leads");
  const other = startGroup(log);
  const [busy, asking] = [await openSession(log), await openSession(log)];
  expect(await tryLock(busy, "busy")).toBe(true);
  const statement = busy.client.query("select pg_sleep($1)", [longSilence / 1000 + 1]);
  await delay(longSilence);
  expect([await isActive(leader), await isActive(other)]).toEqual([true, false]);
  expect(await endSilentLeader(asking, "busy")).toBe(false);
  await statement;
  expect(await isUnlocked(asking, "busy")).toBe(false);
});

test("a leader that nobody watches is silent, until somebody joins", async () => {
  const log = await openOwnLog();
  const listener = createListener(clientConfig(log.parts.connection));
  onTestFinished(() => listener.close());
  let hasOthers = false;
  const alone = createProcessParts({ ...log.parts, listener, hasOthers: () => hasOthers });
  const leader = startGroup({ ...log, parts: { ...log.parts, ...alone } });
  await eventually(() => isActive(leader), "it leads");
  await delay(longSilence);
  expect(await silence(log)).toBeGreaterThan(longSilence / 2);
  hasOthers = true;
  await log.parts.pool.query("select pg_notify('muster_instances', 'another one')");
  await eventually(async () => (await silence(log)) < longSilence / 2, "it shows that it runs");
  const other = startGroup(log);
  await delay(longSilence);
  expect([await isActive(leader), await isActive(other)]).toEqual([true, false]);
});

/** For how many milliseconds the leader's session has been silent. */
async function silence({ parts }: EventLog): Promise<number> {
  const { rows } = await parts.pool.query<{ milliseconds: number }>(
    `select (extract(epoch from clock_timestamp() - state_change) * 1000)::float8 as milliseconds
     from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and mode = 'ExclusiveLock' and datname = current_database()`,
  );
  return rows[0]?.milliseconds ?? 0;
}

test("a connection that stays idle within a transaction is ended, and loses its locks", async () => {
  const { parts } = await openOwnLog();
  const frozen = new Client({
    ...clientConfig(parts.connection),
    options: `${clientConfig(parts.connection).options} -c idle_in_transaction_session_timeout=200ms`,
  });
  const ended = new Promise((resolve) => frozen.on("error", resolve));
  await frozen.connect();
  await frozen.query("begin");
  await frozen.query("select pg_advisory_xact_lock(1)");
  await parts.pool.query("select pg_advisory_xact_lock(1)");
  expect(String(await ended)).toContain("idle-in-transaction timeout");
  await frozen.end();
});

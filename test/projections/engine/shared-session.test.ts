/** Gentle groups share a connection and a transaction; each fails, stops and leads alone. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { createListener, type Listener } from "../../../src/platform/database/listener.ts";
import { clientConfig } from "../../../src/platform/database/pool.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { createSharedSession } from "../../../src/projections/engine/group-session.ts";
import { tryLock } from "../../../src/projections/engine/leader-lock.ts";
import {
  createProcessParts,
  type ProcessParts,
} from "../../../src/projections/engine/process-parts.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { ada, registered } from "../../support/story.ts";

let log: EventLog;
const groups: ProjectionGroup[] = [];
const listeners: Listener[] = [];
const sessions: DatabaseSession[] = [];

/** Notes the transaction of each event; in memory once it has. */
interface Noting extends Projection {
  readonly seen: Set<bigint>;
}

/** @param fails what is executed at a position, after its row was written */
function noting(name: string, fails = new Map<bigint, string>()): Noting {
  const seen = new Set<bigint>();
  return {
    name,
    version: 1,
    tables: [],
    seen,
    async apply(batch, client) {
      await client.query(
        `insert into noted select $1, position, pg_current_xact_id()::text
         from unnest($2::bigint[]) position`,
        [name, batch.map(({ position }) => position)],
      );
      for (const { position } of batch) {
        const failure = fails.get(position);
        if (failure !== undefined) await client.query(failure);
      }
      for (const { position } of batch) seen.add(position);
    },
  };
}

const noted = async (name: string): Promise<bigint[]> => {
  const { rows } = await log.database.pool.query<{ position: bigint }>(
    "select position from noted where name = $1 order by position",
    [name],
  );
  return rows.map(({ position }) => position);
};

function startGroup(projection: Projection, parts: Partial<ProcessParts> = {}): ProjectionGroup {
  const group = createProjectionGroup({ ...log.parts, ...parts, projection });
  groups.push(group);
  group.start();
  return group;
}

/** What another process has. */
function otherProcess(): ProcessParts {
  const listener = createListener(clientConfig(log.parts.connection));
  listeners.push(listener);
  return createProcessParts({ ...log.parts, listener });
}

const leads = async (group: ProjectionGroup) => (await group.status()).isActive;
const write = (number: number): Promise<bigint> =>
  log.write(userStream(id(number)), registered(ada));

async function reached(position: bigint): Promise<void> {
  const all = await Promise.all(groups.map((group) => group.waitFor(position, patience)));
  expect(new Set(all)).toEqual(new Set([true]));
}

const sharedConnections = async () => {
  const { rows } = await log.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name like 'muster projections%'`,
  );
  return rows.map(({ pid }) => pid);
};

beforeEach(async () => {
  log = await openLog();
  await log.database.pool.query(
    "create table noted (name text, position bigint, transaction text, primary key (name, position))",
  );
});

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.stop()));
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  await log.close();
});

test("those that are due fold in one transaction, on one connection", async () => {
  const projections = ["a", "b", "c"].map((name) => noting(name));
  for (const projection of projections) startGroup(projection);
  await reached(await write(2));
  await eventually(async () => (await Promise.all(groups.map(leads))).every(Boolean));
  const position = await write(3);
  const committed = async () => Promise.all(["a", "b", "c"].map(noted));
  await eventually(async () => (await committed()).every((all) => all.includes(position)));
  const { rows } = await log.database.pool.query(
    "select distinct transaction from noted where position = $1",
    [position],
  );
  expect(rows).toHaveLength(1);
  expect(await sharedConnections()).toHaveLength(1);
});

test("one that fails is split off: it sets aside or stops alone, and keeps nothing of the batch", async () => {
  const first = await write(2);
  const fails = { value: new Map<bigint, string>(), program: new Map<bigint, string>() };
  const projections = [
    noting("before"),
    noting("value", fails.value),
    noting("program", fails.program),
    noting("after"),
  ];
  for (const projection of projections) startGroup(projection);
  await reached(first);
  fails.value.set(first + 1n, "select 1 / 0");
  fails.program.set(first + 1n, "select * from no_table");
  const last = await log.write(userStream(id(3)), registered(ada), {
    type: "ProfileChanged",
    data: {},
    personal: { firstName: "Ada" },
  } as const);
  expect(last).toBe(first + 2n);
  const [before, value, program, after] = groups;
  for (const group of [before, value, after]) {
    expect(await group?.waitFor(last, patience)).toBe(true);
  }
  await eventually(async () => (await program?.status())?.failure !== undefined);
  expect((await program?.status())?.failure).toMatchObject({ position: first + 1n });
  expect((await value?.status())?.setAside).toMatchObject([{ position: first + 1n }]);
  expect([before?.hasSetAside(), after?.hasSetAside()]).toEqual([false, false]);
  expect(await noted("before")).toEqual([first, first + 1n, last]);
  expect(await noted("after")).toEqual([first, first + 1n, last]);
  expect(await noted("value")).toEqual([first]);
  expect(await noted("program")).toEqual([first]);
});

test("an instance leads some, and another one the others", async () => {
  const here = startGroup(noting("a"));
  await eventually(() => leads(here), "the first leads a");
  const elsewhere = otherProcess();
  startGroup(noting("a"), elsewhere);
  const there = startGroup(noting("b"), elsewhere);
  await eventually(() => leads(there), "the second leads b");
  startGroup(noting("b"));
  await reached(await write(2));
  expect(await Promise.all(groups.map(leads))).toEqual([true, false, true, false]);
  // Stopping one passes on its lead; the connection stays with the others.
  await here.stop();
  await eventually(() => leads(groups[1] as ProjectionGroup), "the second leads a");
  expect(await leads(there)).toBe(true);
});

test("a lead that somebody else holds keeps nobody else from folding", async () => {
  const session = await openDatabaseSession(log.parts.connection);
  sessions.push(session);
  expect(await tryLock(session, "a")).toBe(true);
  const [taken, free] = [startGroup(noting("a")), startGroup(noting("b"))];
  const position = await write(2);
  expect(await free.waitFor(position, patience)).toBe(true);
  expect([await leads(taken), await noted("a")]).toEqual([false, []]);
});

test("when the connection is lost, all go on with another one", async () => {
  const projections = ["a", "b"].map((name) => noting(name));
  for (const projection of projections) startGroup(projection);
  await reached(await write(2));
  const before = await sharedConnections();
  await log.database.administer("select pg_terminate_backend(unnest($1::int[]))", [before]);
  const position = await write(3);
  await reached(position);
  expect(await noted("a")).toEqual(await noted("b"));
  const after = await sharedConnections();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

test("a transaction that breaks during one share is no share's: all are told, and nothing of it stays", async () => {
  const joined = await createSharedSession(log.parts.connection).join();
  const write = (name: string) =>
    joined.client.query("insert into noted values ($1, 1, 'x')", [name]);
  const shares = await Promise.allSettled([
    joined.transaction(() => write("first")),
    joined.transaction(() => joined.client.query("select pg_terminate_backend(pg_backend_pid())")),
    joined.transaction(() => write("third")),
  ]);
  await joined.close().catch(() => undefined);
  expect(shares.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect([await noted("first"), await noted("third")]).toEqual([[], []]);
});

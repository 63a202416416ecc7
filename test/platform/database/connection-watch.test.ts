/** Connections that die without a word are found and replaced; those whose server is at work are not. */
import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askServer } from "../../../src/platform/database/ask-server.ts";
import { copyFrom } from "../../../src/platform/database/copy.ts";
import { createConnectionWatch } from "../../../src/platform/database/connection-watch.ts";
import {
  clientConfig,
  type Connection,
  createPool,
  transaction,
} from "../../../src/platform/database/pool.ts";
import { isTransientDatabaseError } from "../../../src/platform/database/transient-errors.ts";
import { WatchedClient } from "../../../src/platform/database/watched-client.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import { isUnlocked, tryLock } from "../../../src/projections/engine/leader-lock.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { startPooler } from "../../support/pooler.ts";
import { createRelay, type Relay } from "../../support/postgres-relay.ts";

/** Twenty times as fast as the service's. */
const tick = 50;

let database: TestDatabase;
let relay: Relay<Connection>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  const watch = createConnectionWatch(tick);
  relay = await createRelay({ ...database.connection, watch });
  pool = createPool(relay.connection, 3);
});

afterEach(async () => {
  relay.cut();
  await pool.end();
  await relay.close();
});

const nameOf = () => (database.connection as { readonly database: string }).database;

const pidOf = async (client: Pick<Pool, "query">): Promise<number> => {
  const { rows } = await client.query("select pg_backend_pid() as pid");
  return rows[0].pid;
};

/** Has PostgreSQL a session with this pid? */
const isThere = async (pid: number): Promise<boolean> => {
  const { rowCount } = await database.pool.query("select from pg_stat_activity where pid = $1", [
    pid,
  ]);
  return rowCount === 1;
};

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("when the network drops the packets of open connections", () => {
  test("a query fails as one that may be tried again, and the next one has another connection", async () => {
    const pid = await pidOf(pool);
    relay.silence();
    const failure = await failureOf(pool.query("select 1"));
    expect(String(failure)).toContain("Connection terminated: the server does not answer");
    expect(isTransientDatabaseError(failure)).toBe(true);
    expect(await pidOf(pool)).not.toBe(pid);
    expect(await isThere(pid)).toBe(false);
  });

  test("idle connections are found before anybody uses them", async () => {
    await Promise.all([1, 2, 3].map(() => pool.query("select pg_sleep(0.01)")));
    expect(pool.totalCount).toBe(3);
    relay.silence();
    await eventually(() => pool.totalCount === 0, "all are closed");
    await pool.query("select 1");
  });

  test("a session loses its locks at once, also within a transaction", async () => {
    const session = await openDatabaseSession(relay.connection);
    const other = await openDatabaseSession(relay.connection);
    expect(await tryLock(session, "lead")).toBe(true);
    await other.client.query("begin");
    relay.silence();
    await eventually(() => session.lost.aborted && other.lost.aborted, "both are lost");
    const next = await openDatabaseSession(relay.connection);
    await eventually(() => isUnlocked(next, "lead"));
    await Promise.all([session, other, next].map((each) => each.close()));
  });

  test("a statement whose answer is under way or lost fails, and so does what waits behind it", async () => {
    const client = new WatchedClient({ ...clientConfig(relay.connection), pipeline: true });
    await client.connect();
    const both = ["select pg_sleep(0.1)", "select 1"].map((text) => failureOf(client.query(text)));
    relay.silence();
    for (const failure of await Promise.all(both)) {
      expect(isTransientDatabaseError(failure)).toBe(true);
    }
    await client.end();
  });
});

test("a long statement is left alone, also behind a pooler, and so is who waits for a lock", async () => {
  const long = tick * 20;
  const watch = createConnectionWatch(tick);
  const watched = { ...database.connection, watch };
  const pooler = await startPooler(watched, { mode: "session" });
  const behind = createPool(pooler.connection, 1);
  await database.pool.query("create table locked ()");
  await transaction(database.pool, async (holder) => {
    await holder.query("lock table locked");
    const statements = [
      pool.query("select pg_sleep($1)", [long / 1000]),
      behind.query("select pg_sleep($1)", [long / 1000]),
      pool.query("table locked"),
    ];
    await delay(long);
    await holder.query("commit");
    await Promise.all(statements);
  });
  await behind.end();
  await pooler.close();
});

test("one look-up that fails says nothing about a long statement", async () => {
  await pool.query("select 1");
  const long = pool.query("select pg_sleep($1)", [(tick * 12) / 1000]);
  relay.refuse(1);
  await long;
});

test("a long upload is left alone, be it a copy or a large statement", async () => {
  await database.pool.query("create table uploaded (line text)");
  const line = "x".repeat(1023);
  const copying = await openDatabaseSession(relay.connection);
  relay.slowDown();
  await Promise.all([
    copyFrom(copying.client, "copy uploaded from stdin", `${line}\n`.repeat(8_000)),
    pool.query("select length($1::text)", [line.repeat(8_000)]),
  ]);
  await copying.close();
});

test("an idle connection stays, and is no transaction while it shows that it lives", async () => {
  const pid = await pidOf(pool);
  const lastStatement = async () => {
    const { rows } = await database.pool.query(
      "select query, state_change from pg_stat_activity where pid = $1",
      [pid],
    );
    return rows[0];
  };
  const before = await lastStatement();
  await delay(tick * 10);
  const after = await lastStatement();
  expect(after.query).toBe(before.query);
  expect(after.state_change > before.state_change).toBe(true);
  expect(await pidOf(pool)).toBe(pid);
});

test("a transaction of a session goes on as long as its process lives; one of the pool does not", async () => {
  const settings = { idle_in_transaction_session_timeout: "300ms" };
  const session = await openDatabaseSession(relay.connection, { settings });
  await session.client.query("begin");
  const pooled = await pool.connect();
  await pooled.query(`set idle_in_transaction_session_timeout = '300ms'`);
  await pooled.query("begin");
  await delay(600);
  await session.client.query("commit");
  expect(String(await failureOf(pooled.query("select 1")))).toMatch(/terminat|not queryable/);
  pooled.release(true);
  await session.close();
});

test("while the server cannot be reached, all fail soon; afterwards nothing of them is left", async () => {
  const session = await openDatabaseSession(relay.connection);
  await tryLock(session, "lead");
  const pid = await pidOf(session.client);
  relay.silence();
  relay.isolate(true);
  await eventually(() => session.lost.aborted, "the session is lost");
  expect(await isThere(pid)).toBe(true);
  relay.isolate(false);
  await pool.query("select 1");
  await eventually(async () => !(await isThere(pid)), "the former session has ended");
  await session.close();
});

test("a server that refuses all look-ups counts as unreachable after a few", async () => {
  await pool.query("select 1");
  relay.silence();
  relay.refuse(Infinity);
  expect(isTransientDatabaseError(await failureOf(pool.query("select 1")))).toBe(true);
});

describe("a server that is read-only", () => {
  const setReadOnly = (value: "on" | "off") =>
    database.administer(`alter database ${nameOf()} set default_transaction_read_only = ${value}`);

  afterEach(() => setReadOnly("off"));

  test("is read from as long as it is, and left once another connection can write", async () => {
    await pool.query("create table written (value integer)");
    await setReadOnly("on");
    await database.administer(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
      [nameOf()],
    );
    await eventually(() => pool.totalCount === 0, "the connections from before are gone");
    const pid = await pidOf(pool);
    const write = () =>
      transaction(pool, (client) => client.query("insert into written values (1)"));
    expect(isTransientDatabaseError(await failureOf(write()))).toBe(true);
    await delay(tick * 5);
    expect(await pidOf(pool)).toBe(pid);
    await setReadOnly("off");
    await eventually(async () => (await failureOf(write())) === undefined, "it can be written");
    expect(await isThere(pid)).toBe(false);
  });
});

describe("a server that is asked", () => {
  const nobody = { silent: [], abandoned: [], silentSeconds: 1, patienceMilliseconds: 5_000 };

  test("may refuse to answer, which says nothing of a connection", async () => {
    const unknown = { ...clientConfig(database.connection), database: "no_such_database" };
    expect(await askServer(unknown, nobody)).toBe("refused");
  });

  test("says of a session that is gone that it is not at work, unless it does not show its sessions", async () => {
    const asked = { ...nobody, silent: [{ id: "gone" }] };
    const config = clientConfig(database.connection);
    expect(await askServer(config, asked)).toEqual({ atWork: new Set(), isWritable: true });
    await database.administer(`alter database ${nameOf()} set track_activities = off`);
    expect(await askServer(config, asked)).toMatchObject({ atWork: new Set(["gone"]) });
    await database.administer(`alter database ${nameOf()} reset track_activities`);
  });

  test("may not be there", async () => {
    const nowhere = { ...clientConfig(database.connection), host: "/nowhere" };
    expect(await askServer(nowhere, nobody)).toBe("unreachable");
  });

  test("ends what nobody uses any more, even if it is at work for it", async () => {
    const client = new WatchedClient({
      ...clientConfig(database.connection),
      application_name: "abandoned",
    });
    await client.connect();
    const { rows } = await client.query("show application_name");
    const id = rows[0].application_name.split(" ").at(-1);
    const failure = failureOf(client.query("select pg_sleep(60)"));
    const config = clientConfig(database.connection);
    const atWork = await eventually(async () => {
      const answer = await askServer(config, { ...nobody, silent: [{ id }] });
      return typeof answer === "object" && answer.atWork.has(id);
    });
    expect(atWork).toBe(true);
    await askServer(config, { ...nobody, abandoned: [id] });
    expect(String(await failure)).toMatch(/terminat/);
    await client.end();
  });
});

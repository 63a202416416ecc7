/**
 * What sessions need of the database and of a pooler before it: it holds whatever their defaults are, or the
 * start says in one line what to change.
 */
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSessions } from "../../../src/platform/database/check-sessions.ts";
import { clientConfig, type Connection, createPool } from "../../../src/platform/database/pool.ts";
import { StartupError } from "../../../src/platform/startup-error.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { openStoresForOperator } from "../../../src/service/stores.ts";
import { createTestDatabase, databaseUrl, type TestDatabase } from "../../support/database.ts";
import { startTestService } from "../../support/http.ts";
import { startPooler } from "../../support/pooler.ts";
import { masterKey } from "../../support/services.ts";

let database: TestDatabase;

/** Defaults under which times, their texts and appends of two instances would be wrong. */
const hostile = {
  TimeZone: "Asia/Kathmandu",
  DateStyle: "SQL, DMY",
  default_transaction_isolation: "serializable",
  statement_timeout: "200ms",
  idle_session_timeout: "1s",
};

beforeAll(async () => {
  database = await createTestDatabase();
  for (const [name, value] of Object.entries(hostile)) {
    await database.administer(`alter database ${nameOf(database)} set ${name} = '${value}'`);
  }
});

afterAll(() => database.drop());

const nameOf = ({ connection }: TestDatabase): string =>
  "database" in connection ? connection.database : "";

/** What the start says of sessions with which it can work. */
async function checked(connection: Connection): Promise<string[]> {
  const pool = createPool(connection);
  const lines: string[] = [];
  try {
    await checkSessions(pool, (line) => void lines.push(line));
    return lines;
  } finally {
    await pool.end();
  }
}

/** The one line with which the start ends. */
async function lineOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartupError);
  const { message } = error as StartupError;
  expect(message).not.toContain("\n");
  return message;
}

const shownSettings = `select current_setting('TimeZone') as zone, current_setting('DateStyle') as style,
  current_setting('transaction_isolation') as isolation, current_setting('statement_timeout') as statement,
  current_setting('idle_session_timeout') as idle, '2026-11-23 02:00:00.12Z'::timestamptz as time`;
const usual = {
  zone: "UTC",
  style: "ISO, MDY",
  isolation: "read committed",
  idle: "0",
  time: "2026-11-23T02:00:00.120Z",
};

describe.each(["none", "session"] as const)(
  "whatever the defaults are, with pooler: %s",
  (mode) => {
    let connection: Connection;
    let close = async (): Promise<void> => undefined;

    beforeAll(async () => {
      ({ connection } = database);
      if (mode === "none") return;
      ({ connection, close } = await startPooler(database.connection, { mode }));
    });
    afterAll(() => close());

    test("sessions of the pool and of projections have the settings that they need", async () => {
      expect(await checked(connection)).toEqual([]);
      const pool = createPool(connection);
      expect((await pool.query(shownSettings)).rows).toEqual([{ ...usual, statement: "30s" }]);
      // On a socket of its own machine they are shown as 0.
      const tcp = await pool.query(
        "select name from pg_settings where name ~ '^tcp' and source = 'session' order by name",
      );
      expect(tcp.rows.map(({ name }) => name)).toEqual([
        "tcp_keepalives_count",
        "tcp_keepalives_idle",
        "tcp_keepalives_interval",
        "tcp_user_timeout",
      ]);
      await pool.end();
      const session = await openDatabaseSession(connection);
      expect((await session.client.query(shownSettings)).rows).toEqual([
        { ...usual, statement: "0" },
      ]);
      await session.close();
    });

    test("the service works, and its times and days are right", async () => {
      const behind = { ...database, connection, pool: createPool(connection) };
      const service = await startTestService({
        database: { ...behind, drop: () => behind.pool.end() },
      });
      const organization = `/v1/organizations/${service.organizationId}`;
      const read = async (path: string) => service.call("GET", path, { token: service.owner });
      const now = service.clock.now().toISOString();
      expect((await read(organization)).body).toMatchObject({ createdAt: now });
      const usage = (await read(`${organization}/usage?from=2026-02-28&to=2026-03-01`)).body;
      expect(usage.items).toMatchObject([
        { date: "2026-02-28", members: { total: 0 } },
        { date: "2026-03-01", members: { total: 1 } },
      ]);
      await service.stop();
    });
  },
);

test("a session in another time zone after all reads the same times", async () => {
  const { onConnect: _, ...bare } = createPool(database.connection).options;
  const pool = new Pool({ ...bare, max: 1 });
  await pool.query("set statement_timeout = 0");
  await pool.query("set DateStyle = 'ISO, MDY'");
  for (const zone of ["Asia/Kathmandu", "America/St_Johns", "Africa/Monrovia", "UTC"]) {
    await pool.query(`set TimeZone = '${zone}'`);
    const { rows } = await pool.query(
      `select '2026-11-23T22:15:00.12Z'::timestamptz(3) as time,
              '1900-01-01T00:00:00Z'::timestamptz as old, null::timestamptz as none`,
    );
    expect(rows).toEqual([
      { time: "2026-11-23T22:15:00.120Z", old: "1900-01-01T00:00:00.000Z", none: null },
    ]);
  }
  await pool.end();
});

test("the start says if the server does not show what its sessions do", async () => {
  await database.administer(`alter database ${nameOf(database)} set track_activities = off`);
  expect(await checked(database.connection)).toEqual([
    expect.stringMatching(/^the database does not show .*: set track_activities = on$/),
  ]);
  await database.administer(`alter database ${nameOf(database)} reset track_activities`);
});

describe("a start that cannot work ends with one line", () => {
  test.each([false, true])(
    "a pooler that lends sessions for a transaction (round robin: %s)",
    async (isRoundRobin) => {
      const pooler = await startPooler(database.connection, { mode: "transaction", isRoundRobin });
      const config = loadConfig({
        DATABASE_URL: databaseUrl(pooler.connection),
        MUSTER_MASTER_KEY: masterKey.toString("base64"),
      });
      expect(await lineOf(openStoresForOperator(config))).toContain("set pool_mode = session");
      await pooler.close();
    },
  );

  test("a pooler that refuses what the address asks for", async () => {
    const pooler = await startPooler(database.connection, { mode: "session" });
    const address = `${databaseUrl(pooler.connection)}&options=-c%20jit%3Doff`;
    expect(await lineOf(checked({ connectionString: address }))).toBe(
      "cannot reach the database: unsupported startup parameter: options; check DATABASE_URL",
    );
    await pooler.close();
  });

  test("settings that do not hold are named", async () => {
    const bare = new Pool(clientConfig(database.connection));
    expect(await lineOf(checkSessions(bare, () => undefined))).toMatch(
      /^sessions of the database do not keep the setting TimeZone: it is Asia\/Kathmandu, not UTC; /,
    );
    await bare.end();
  });

  test("a database with another encoding than UTF8", async () => {
    const name = `${nameOf(database)}_ascii`;
    await database.administer(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
    );
    expect(await lineOf(checked({ ...database.connection, database: name }))).toBe(
      "the database has the encoding SQL_ASCII: create it with encoding 'UTF8'",
    );
    await database.administer(`drop database ${name}`);
  });
});

/**
 * Two stores, EventStoreDB and PostgreSQL, backed up and restored as docs/operations.md says. Without that the
 * event store may be behind the read models, or another one: the start fails, and so do readiness and changes.
 */
import { randomBytes, randomUUID } from "node:crypto";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memberTarget } from "../../src/commands/kit/stream-targets.ts";
import { load } from "../../src/commands/kit/change.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { StartupError } from "../../src/platform/startup-error.ts";
import { rebuild } from "../../src/projections/engine/rebuild.ts";
import { bootstrap } from "../../src/service/bootstrap.ts";
import { projections } from "../../src/service/features.ts";
import { type RunningService, startService } from "../../src/service/service.ts";
import { openStoresForOperator } from "../../src/service/stores.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type StandIn, startStandIn } from "../support/esdb-server/server.ts";
import { eventually } from "../support/eventually.ts";

const masterKey = randomBytes(32).toString("base64");
const databases: TestDatabase[] = [];
let server: StandIn;
let database: TestDatabase;
let service: RunningService | undefined;
let said: string[];
let owner: string;
let organizationId: string;

const configOf = ({ connection }: TestDatabase, { connectionString }: StandIn) => {
  if (!("port" in connection)) throw new Error("the test server has a port");
  const { user, host, port, database: name } = connection;
  const query = new URLSearchParams({ host, port: String(port), user });
  return loadConfig({
    DATABASE_URL: `postgres:///${name}?${query.toString()}`,
    EVENTSTORE_URL: connectionString,
    MUSTER_MASTER_KEY: masterKey,
    PORT: "0",
    HOST: "127.0.0.1",
  });
};

async function start(): Promise<RunningService> {
  const write = (line: string) => said.push(JSON.parse(line).msg);
  const log = pino({ level: "info" }, { write });
  service = await startService({ config: configOf(database, server), log });
  return service;
}

async function stop(): Promise<void> {
  await service?.stop();
  service = undefined;
}

interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any shape; the HTTP tests check shapes
  readonly body: any;
}

async function call(method: string, path: string, body?: object): Promise<Reply> {
  const response = await fetch(`${service?.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${owner}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const membersPath = () => `/v1/organizations/${organizationId}/members`;

const invite = (name: string) =>
  call("POST", membersPath(), { email: `${name}@example.com`, firstName: name, lastName: "Smith" });

async function memberNames(): Promise<string[]> {
  const { body } = await call("GET", membersPath());
  return body.items.map(({ name }: { readonly name: string }) => name).toSorted();
}

/** A copy of the database as a backup would be, and how many events there are then. Restarts the service. */
async function copyDatabase(): Promise<TestDatabase & { readonly events: number }> {
  await stop();
  const events = server.log.all.length;
  const copy = await createTestDatabase();
  const [from, to] = [database, copy].map(({ connection }) =>
    "database" in connection ? connection.database : "",
  );
  await database.pool.end();
  await copy.pool.end();
  await database.administer(`drop database ${to} with (force)`);
  await database.administer(`create database ${to} template ${from}`);
  databases.push(copy);
  await start();
  return { ...copy, events };
}

async function rebuildAll(): Promise<void> {
  const stores = await openStoresForOperator(configOf(database, server));
  for (const projection of projections) await rebuild({ ...stores, projection });
  await stores.pool.query("delete from idempotency_keys");
  await stores.close();
}

beforeEach(async () => {
  said = [];
  server = await startStandIn();
  database = await createTestDatabase();
  databases.push(database);
  const { services } = await start();
  const founding = { email: "owner@example.com", organization: "First organization" };
  ({ sessionToken: owner, organizationId } = await bootstrap(services, founding));
  expect((await invite("Ada")).status).toBe(201);
});

afterEach(async () => {
  await stop();
  for (const { connection, administer, pool } of databases.splice(0)) {
    if (!pool.ended) await pool.end();
    await administer(
      `drop database ${"database" in connection ? connection.database : ""} with (force)`,
    );
  }
  await server.stop();
});

describe("an event store that is behind the read models", () => {
  test("is found while the service runs: not ready, no changes, until it is restored or the loss accepted", async () => {
    const count = server.log.all.length;
    expect((await invite("Bob")).status).toBe(201);
    await server.link.down();
    server.log.restore(count);
    await eventually(() => expect(said).toContainEqual(expect.stringMatching(/does not answer/)));
    expect((await invite("Eve")).status).toBe(503);
    await server.link.up();
    // Nothing is written between the restore and its discovery.
    const statuses = new Set<number>();
    await eventually(async () => {
      statuses.add((await invite("Eve")).status);
      expect((await call("GET", "/health/ready")).body.eventStore.failure).toBeDefined();
    });
    expect([...statuses]).toEqual([503]);
    expect(server.log.all.length).toBe(count);
    const ready = await eventually(async () => {
      const asked = await call("GET", "/health/ready?commands=true");
      expect(asked).toMatchObject({
        status: 503,
        body: {
          commands: {
            status: "failing",
            failure: "The event store does not fit the read models.",
          },
        },
      });
      return asked;
    });
    expect((await call("GET", "/health/ready")).status).toBe(200);
    expect(ready.body.eventStore.status).toBe("failing");
    expect(ready.body.eventStore.failure).toMatch(
      /^the event store has lost events: it ends at position \d+, but \w+ has folded up to position \d+\. Restore a newer backup/,
    );
    expect((await invite("Eve")).body).toMatchObject({ status: 503, code: "unavailable" });

    await rebuildAll();
    await eventually(async () =>
      expect((await call("GET", "/health/ready?commands=true")).status).toBe(200),
    );
    expect((await invite("Eve")).status).toBe(201);
    expect(await memberNames()).toEqual(["Ada Smith", "Eve Smith", "First Owner"]);
  });

  test("or another one: the service does not start, and says what to do", async () => {
    const count = server.log.all.length;
    await invite("Bob");
    await stop();
    server.log.restore(count);
    await expect(start()).rejects.toThrow(StartupError);
    await expect(start()).rejects.toThrow(/has lost events: .*muster projections rebuild/);

    const other = await startStandIn();
    const mine = server;
    server = other;
    await expect(start()).rejects.toThrow(/^this is not the event store of this database/);
    const foreign = eventStoreDbStore({ connectionString: other.connectionString });
    await foreign.append(`user-${randomUUID()}`, "none", [
      { id: randomUUID(), type: "Tested", data: "{}", metadata: "{}" },
    ]);
    await foreign.close();
    await expect(start()).rejects.toThrow(/^this is not the event store of this database/);
    server = mine;
    await other.stop();
  });
});

describe("both stores, restored together", () => {
  test("from backups of a stopped service: everything is there", async () => {
    const backup = await copyDatabase();
    await invite("Bob");
    await stop();
    server.log.restore(backup.events);
    database = backup;
    await start();
    expect(await memberNames()).toEqual(["Ada Smith", "First Owner"]);
    expect((await invite("Eve")).status).toBe(201);
  });

  test("from backups of a running service, the event store's first: after a rebuild everything in it is there", async () => {
    const count = server.log.all.length;
    expect((await invite("Bob")).status).toBe(201);
    const backup = await copyDatabase();
    expect((await invite("Carol")).status).toBe(201);
    await stop();
    server.log.restore(count);
    database = backup;
    await expect(start()).rejects.toThrow("has lost events");
    await rebuildAll();
    const { services } = await start();
    expect(await memberNames()).toEqual(["Ada Smith", "First Owner"]);
    const { body: eve } = await invite("Eve");
    expect(await memberNames()).toEqual(["Ada Smith", "Eve Smith", "First Owner"]);
    const { state } = await load({ services }, memberTarget(organizationId, eve.userId));
    expect(state.invitation).toBeDefined();
    expect((await call("GET", "/health/ready?commands=true")).status).toBe(200);
  });

  test("the database's first: names of people who came between the two can never be read again", async () => {
    const backup = await copyDatabase();
    expect((await invite("Bob")).status).toBe(201);
    const count = server.log.all.length;
    await stop();
    server.log.restore(count);
    database = backup;
    await start();
    expect(await memberNames()).not.toContain("Bob Smith");
    expect(await memberNames()).toHaveLength(3);
  });
});

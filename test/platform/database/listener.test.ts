/** The listener: every hearer hears its channel on one connection, and is told when it may have missed something. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createConnectionWatch } from "../../../src/platform/database/connection-watch.ts";
import { createListener, type Listener } from "../../../src/platform/database/listener.ts";
import { clientConfig } from "../../../src/platform/database/pool.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { createRelay, type Relay } from "../../support/postgres-relay.ts";

let database: TestDatabase;
let listener: Listener;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(() => {
  listener = createListener(clientConfig(database.connection));
  return () => listener.close();
});

const connections = async () => {
  const { rows } = await database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name like 'muster listener%'`,
  );
  return rows.map(({ pid }) => pid);
};

const say = (channel: string, payload: string) =>
  database.pool.query("select pg_notify($1, $2)", [channel, payload]);

function hearerOf(channel: string) {
  const heard: string[] = [];
  const onNotification = (payload: string): void => void heard.push(payload);
  return { channel, heard, onNotification, onOpen: vi.fn(), onLost: vi.fn() };
}

test("each hearer hears its channel, on one connection", async () => {
  const [first, second, again] = [hearerOf("one"), hearerOf("two"), hearerOf("one")];
  expect(listener.isOpen()).toBe(false);
  await Promise.all([first, second, again].map((hearer) => listener.hear(hearer)));
  await eventually(() => listener.isOpen());
  await say("one", "a");
  await say("two", "b");
  await eventually(() => second.heard.length === 1);
  expect([first.heard, second.heard, again.heard]).toEqual([["a"], ["b"], ["a"]]);
  expect(await connections()).toHaveLength(1);
  listener.leave(first);
  await say("one", "c");
  await eventually(() => again.heard.length === 2);
  expect(first.heard).toEqual(["a"]);
});

test("a lost connection is opened again, and hearers learn of both", async () => {
  const hearers = [hearerOf("one"), hearerOf("two")];
  await Promise.all(hearers.map((hearer) => listener.hear(hearer)));
  const [pid] = await connections();
  await database.administer("select pg_terminate_backend($1)", [pid]);
  await eventually(() => hearers.every(({ onLost }) => onLost.mock.calls.length === 1));
  await eventually(() => hearers.every(({ onOpen }) => onOpen.mock.calls.length === 2));
  await say("two", "b");
  await eventually(() => hearers[1]?.heard.length === 1);
  expect(await connections()).toHaveLength(1);
});

test("a hearer that cannot begin is told, and tried again with a new connection", async () => {
  const hearer = hearerOf("one");
  hearer.onOpen.mockRejectedValueOnce(new Error("not now"));
  await expect(listener.hear(hearer)).rejects.toThrow("not now");
  await eventually(() => hearer.onOpen.mock.calls.length === 2);
  await say("one", "a");
  await eventually(() => hearer.heard.length === 1);
});

describe("when the server is silent", () => {
  let relay: Relay;
  let behind: Listener;

  beforeEach(async () => {
    const watch = createConnectionWatch(50);
    relay = await createRelay({ ...clientConfig(database.connection), watch });
    behind = createListener(relay.connection);
    return async () => {
      relay.cut();
      await behind.close();
      await relay.close();
    };
  });

  test("the connection is given up and opened again, and hearers learn of both", async () => {
    const hearer = hearerOf("one");
    await behind.hear(hearer);
    await eventually(() => behind.isOpen());
    relay.holdAnswers();
    await eventually(() => hearer.onLost.mock.calls.length > 0, "the silence is noticed");
    expect(behind.isOpen()).toBe(false);
    relay.cut();
    await eventually(() => hearer.onOpen.mock.calls.length === 2, "it listens again");
    await say("one", "a");
    await eventually(() => hearer.heard.length === 1);
  });

  test("closing does not wait for it, and ends the connection", async () => {
    await behind.hear(hearerOf("one"));
    await eventually(() => behind.isOpen());
    relay.holdAnswers();
    await behind.close();
    await eventually(async () => (await connections()).length === 0, "its connection has ended");
  });
});

test("after it is closed, its connection has ended", async () => {
  await listener.hear(hearerOf("one"));
  await listener.close();
  expect(await connections()).toEqual([]);
  expect(listener.isOpen()).toBe(false);
});

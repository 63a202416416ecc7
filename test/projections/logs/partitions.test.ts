/** Retention: entries are kept for 30 days, in daily partitions that are made in advance and dropped whole. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dumpSchema } from "../../../scripts/dump-schema.ts";
import { tidy } from "../../../src/service/housekeeping.ts";
import {
  dropOldPartitions,
  makePartition,
  makePartitions,
} from "../../../src/projections/logs/partitions.ts";
import { startTestService, type TestService } from "../../support/http.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const start = "2026-03-01T12:00:00.000Z";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
beforeEach(async () => {
  await dropOldPartitions(service.services.pool, "2999-01-01T00:00:00.000Z");
  service.clock.set(start);
});
afterAll(() => service.stop());

const now = () => service.clock.now().toISOString();
const at = (milliseconds: number) => new Date(Date.parse(start) + milliseconds).toISOString();

async function partitions(): Promise<string[]> {
  const { rows } = await service.database.pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits
     where inhparent = 'log_entries'::regclass order by 1`,
  );
  return rows.map(({ name }) => name.replace("log_entries_", ""));
}

/** Signs in each time, because a session lasts only two hours. */
async function send(message: string) {
  const token = await service.signIn(service.ownerId);
  const body = { entries: [{ level: "INFO", category: "sync", message }] };
  const path = `/v1/organizations/${service.organizationId}/logs`;
  return (await service.call("POST", path, { token, body })).status;
}

async function shown(window: string): Promise<string[]> {
  const token = await service.signIn(service.ownerId);
  const { body } = await service.call("GET", `/v1/users/me/logs?window=${window}`, { token });
  return body.items.map(({ message }: { message: string }) => message);
}

const stored = async () =>
  (await service.database.pool.query("select from log_entries")).rowCount ?? 0;

test("windows look back an hour, a day, a week and a month, to the millisecond", async () => {
  await send("old");
  for (const [window, length] of [
    ["hour", 60 * minute],
    ["day", day],
    ["week", 7 * day],
    ["month", 30 * day],
  ] as const) {
    service.clock.set(at(length));
    expect(await shown(window)).toEqual(["old"]);
    service.clock.set(at(length + 1));
    expect(await shown(window)).toEqual([]);
  }
});

test("entries older than 30 days are never shown, even before they are dropped", async () => {
  const token = await service.signIn(service.ownerId);
  const body = { entries: [{ level: "INFO", category: "c", message: "m", correlationId: "old" }] };
  const path = `/v1/organizations/${service.organizationId}/logs`;
  await service.call("POST", path, { token, body });
  service.clock.set(at(30 * day + 1));
  const fresh = await service.signIn(service.ownerId);
  const { body: page } = await service.call("GET", `${path}?correlationId=old`, { token: fresh });
  expect(page.count).toBe(0);
  expect(await stored()).toBe(1);
});

describe("partitions are made", () => {
  test("in advance, so that each day begins with one; repeating it changes nothing", async () => {
    await makePartitions(service.services.pool, now());
    const made = ["20260301", "20260302", "20260303"];
    expect(await partitions()).toEqual(made);
    await makePartitions(service.services.pool, now());
    expect(await partitions()).toEqual(made);
  });

  test("by several instances at once", async () => {
    const { pool } = service.services;
    await Promise.all(Array.from({ length: 8 }, () => makePartitions(pool, now())));
    expect(await partitions()).toHaveLength(3);
  });

  test("by the first entries of a day if they are missing, even when many arrive at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, each) => send(`${each}`)));
    expect(answers).toEqual(answers.map(() => 202));
    expect(await stored()).toBe(10);
    expect(await partitions()).toEqual(["20260301"]);
  });

  test("without blocking readers and writers", async () => {
    const { pool } = service.services;
    await send("first");
    const other = await pool.connect();
    try {
      await other.query("begin");
      await other.query("select from log_entries");
      await other.query("lock table log_entries in row exclusive mode");
      await makePartition(pool, at(day));
    } finally {
      await other.query("rollback");
      other.release();
    }
    expect(await partitions()).toEqual(["20260301", "20260302"]);
  });

  test("with the bounds of the day in UTC", async () => {
    service.clock.set("2026-03-01T23:59:59.999Z");
    await send("last");
    service.clock.set("2026-03-02T00:00:00.000Z");
    await send("first");
    const { rows } = await service.database.pool.query(
      "select tableoid::regclass::text as partition, message from log_entries order by received_at",
    );
    expect(rows).toEqual([
      { partition: "log_entries_20260301", message: "last" },
      { partition: "log_entries_20260302", message: "first" },
    ]);
  });

  test("without changing the committed schema", async () => {
    const { pool } = service.services;
    const before = await dumpSchema(pool);
    await makePartitions(pool, now());
    expect(await dumpSchema(pool)).toBe(before);
  });
});

describe("partitions are dropped", () => {
  test("when their last entry is older than 30 days, and not before", async () => {
    const { pool } = service.services;
    await send("old");
    // The last entry of the 1st may be from 23:59:59.999, so it expires at the end of the 31st.
    expect(await dropOldPartitions(pool, "2026-03-31T23:59:59.999Z")).toBe(0);
    expect(await stored()).toBe(1);
    expect(await dropOldPartitions(pool, "2026-04-01T00:00:00.000Z")).toBe(1);
    expect(await stored()).toBe(0);
  });

  test("by the housekeeping, however often it runs", async () => {
    await send("old");
    service.clock.set(at(31 * day));
    await send("new");
    await tidy(service.services);
    await tidy(service.services);
    expect(await partitions()).toEqual(["20260401"]);
  });

  test("by several instances at once", async () => {
    const { pool } = service.services;
    await makePartitions(pool, now());
    await Promise.all(Array.from({ length: 5 }, () => dropOldPartitions(pool, at(40 * day))));
    expect(await partitions()).toEqual([]);
  });

  test("all that have expired, after the service was off for weeks; new entries are still taken", async () => {
    const { pool } = service.services;
    for (let each = 0; each < 10; each += 1) await makePartition(pool, at(each * day));
    service.clock.set(at(70 * day));
    expect(await send("after")).toBe(202);
    await tidy(service.services);
    await makePartitions(pool, now());
    expect(await partitions()).toEqual(["20260510", "20260511", "20260512"]);
    expect(await shown("month")).toEqual(["after"]);
  });

  test("later if a long read holds them, so that other queries need not wait", async () => {
    const { pool } = service.services;
    await send("old");
    const reader = await pool.connect();
    try {
      await reader.query("begin");
      await reader.query("select from log_entries");
      expect(await dropOldPartitions(pool, at(40 * day))).toBe(0);
      expect(await stored()).toBe(1);
    } finally {
      await reader.query("rollback");
      reader.release();
    }
    expect(await dropOldPartitions(pool, at(40 * day))).toBe(1);
  });

  test("but not a table that only has a similar name", async () => {
    const { pool } = service.services;
    await pool.query("create table log_entries_20200101 (kept boolean)");
    await dropOldPartitions(pool, now());
    expect((await pool.query("select from log_entries_20200101")).rowCount).toBe(0);
  });
});

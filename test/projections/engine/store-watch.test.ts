/** The event store is checked against the read models: lost events, another store, and one that goes away. */
import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { StartupError } from "../../../src/platform/startup-error.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { findDisagreement } from "../../../src/projections/engine/same-store.ts";
import { createStoreWatch, type StoreWatch } from "../../../src/projections/engine/store-watch.ts";
import { scopeOf } from "../../support/scopes.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { ada, bob, registered } from "../../support/story.ts";

let log: EventLog;
let group: ProjectionGroup;
let watch: StoreWatch;
let lines: { level: number; msg: string }[];
let first: bigint;
let second: bigint;

const look = () => findDisagreement(log.database.pool, log.store);
const sql = (text: string) => log.database.pool.query(text);

/** Restores the store as it was after the first event. */
const loseSecond = () => sql(`delete from events where position > ${first}`);

function open(): void {
  lines = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  const logger = pino({ level: "info" }, { write });
  group = createProjectionGroup({ projection: directory, ...log.parts });
  watch = createStoreWatch({ ...log.parts, groups: [group], log: logger });
  group.start();
}

const said = (level: number) => lines.filter((line) => line.level === level).map(({ msg }) => msg);

beforeEach(async () => {
  log = await openLog();
  open();
  first = await log.write(userStream(id(2)), registered(ada));
  expect(await group.waitFor(first, patience)).toBe(true);
  expect(await look()).toBeUndefined();
  second = await log.write(userStream(id(3)), registered(bob));
  expect(await group.waitFor(second, patience)).toBe(true);
});

afterEach(async () => {
  watch.stop();
  await group.stop();
  await log.close();
});

describe("a store that does not fit the read models", () => {
  test("has lost the events at its end", async () => {
    await loseSecond();
    expect(await look()).toBe(
      `the event store has lost events: it ends at position ${first}, but directory has folded up to position ${second}. Restore a newer backup of the event store; or, if there is none, stop every instance and run \`muster projections rebuild\` for each of: directory; see "Backup and restore" in docs/operations.md`,
    );
    await expect(watch.verify()).rejects.toThrow(StartupError);
  });

  test("has another event where the checkpoint stands", async () => {
    await loseSecond();
    await log.write(userStream(id(4)), registered(bob));
    expect(await look()).toContain(
      `its event at position ${second} is not the one that directory has folded`,
    );
  });

  test("has another first event, or none", async () => {
    await sql(`update events set id = gen_random_uuid() where position = ${first}`);
    const sentence =
      /^this is not the event store of this database: the first event, .* Check EVENTSTORE_URL/;
    expect(await look()).toMatch(sentence);
    await sql("delete from events");
    expect(await look()).toMatch(sentence);
    const rebuilding = rebuild({ projection: directory, ...log.parts });
    await expect(rebuilding).rejects.toThrow("this is not the event store of this database");
  });
});

test("a checkpoint that an earlier version of the program has moved is compared by position alone", async () => {
  await sql(`update projection_checkpoints set position = ${first}`);
  expect(await look()).toBeUndefined();
  await sql(`update projection_checkpoints set position = ${second + 1n}`);
  expect(await look()).toContain("has lost events");
});

test("a database that has no events yet fits every store", async () => {
  const empty = await openLog();
  expect(await findDisagreement(empty.database.pool, log.store)).toBeUndefined();
  await empty.close();
});

describe("while the service runs", () => {
  test("lost events halt the projections until the store is restored", async () => {
    watch.start();
    const { rows } = await sql(`select * from events where position = ${second}`);
    await loseSecond();
    await eventually(() => expect(watch.fault()).toContain("has lost events"));
    expect(watch.refusal()).toBe(watch.fault());
    expect(group.isStopped()).toBe(true);
    expect(said(50)).toEqual([watch.fault()]);
    // Not even what is older counts as shown, and nothing new is folded.
    expect(await group.waitFor(first, 50)).toBe(false);
    const other = await log.write(userStream(id(4)), registered(bob));
    const third = await log.write(userStream(id(5)), registered(bob));
    expect(other).toBe(second);
    expect(await group.waitFor(third, 700)).toBe(false);
    expect(await readUser(log.database.pool, scopeOf(id(5)))).toBeUndefined();

    await loseSecond();
    const { position, stream, revision, id: eventId, type, data, metadata } = rows[0];
    await log.database.pool.query("insert into events values ($1, $2, $3, $4, $5, $6, $7)", [
      position,
      stream,
      revision,
      eventId,
      type,
      data,
      metadata,
    ]);
    await eventually(() => expect(watch.refusal()).toBeUndefined());
    expect(said(30)).toEqual(["the event store fits the read models again; changes are possible"]);
    expect(await group.waitFor(second, patience)).toBe(true);
    expect(group.isStopped()).toBe(false);
  });

  test("a rebuild after lost events continues from what is left, with the event there", async () => {
    watch.start();
    await loseSecond();
    await eventually(() => expect(watch.fault()).toBeDefined());
    await rebuild({ projection: directory, ...log.parts });
    await eventually(() => expect(watch.fault()).toBeUndefined());
    expect(await group.waitFor(first, patience)).toBe(true);
    expect(await group.waitFor(second, 50)).toBe(false);
    expect(await readUser(log.database.pool, scopeOf(id(3)))).toBeUndefined();
    const next = await log.write(userStream(id(4)), registered(bob));
    expect(await group.waitFor(next, patience)).toBe(true);
    expect(await look()).toBeUndefined();
  });

  test("a store that goes away and comes back is logged once each, and nothing is written meanwhile", async () => {
    const { store } = log.parts;
    const { lastPosition } = store;
    watch.start();
    const away = () => Promise.reject(new EventStoreUnavailable("connection refused"));
    Object.assign(store, { lastPosition: away });
    await eventually(() => expect(watch.refusal()).toContain("did not answer"));
    expect(watch.fault()).toBeUndefined();
    Object.assign(store, { lastPosition });
    await eventually(() => expect(watch.refusal()).toBeUndefined());
    expect(said(40)).toEqual([
      "the event store does not answer; changes are refused until it does",
    ]);
    expect(said(30)).toEqual(["the event store answers again"]);
  });
});

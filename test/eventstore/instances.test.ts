/** Instances announce what they know: a new event is written only once all of them know it. */
import { Client } from "pg";
import pino, { type Logger } from "pino";
import { describe, expect, test as base, vi } from "vitest";
import { catalogue, schemaVersions } from "../../src/domain/catalogue.ts";
import { type Instances, joinInstances, type Program } from "../../src/eventstore/instances.ts";
import { createListener, type Listener } from "../../src/platform/database/listener.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { StartupError } from "../../src/platform/startup-error.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { newerCatalogue } from "../support/newer-program.ts";

const older: Program = {
  version: "1.0.0",
  events: schemaVersions(catalogue),
  projections: { directory: 1 },
};
const newer: Program = {
  version: "1.1.0",
  events: schemaVersions(newerCatalogue),
  projections: { directory: 2 },
};

interface Fixture {
  readonly database: TestDatabase;
  readonly join: (program: Program, log?: Logger, listener?: Listener) => Promise<Instances>;
  /** As if the instances had been killed or frozen for longer than their leases. */
  readonly endLeases: (program: Program) => Promise<unknown>;
}

/** Tests wait for renewals, so they run at once, each with a database of its own. */
const test = base.extend<Fixture>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the pattern
  database: async ({}, use) => {
    const database = await createTestDatabase();
    await use(database);
    await database.drop();
  },
  join: async ({ database }, use) => {
    const joined: Instances[] = [];
    await use(async (program, log = pino({ level: "silent" }), listener) => {
      const instances = await joinInstances(database.pool, program, log, listener);
      joined.push(instances);
      return instances;
    });
    await Promise.all(joined.map((instances) => instances.close()));
  },
  endLeases: ({ database }, use) =>
    use((program) =>
      database.pool.query("update instances set expires_at = 'yesterday' where program = $1", [
        program.version,
      ]),
    ),
}).concurrent;

describe.concurrent.each(["EmailNoticed", "ProfileChanged"])(
  "a new event or version (%s)",
  (type) => {
    test("may be written once no older instance runs, and then no older one starts", async ({
      database,
      join,
    }) => {
      const old = await join(older);
      const first = await join(newer);
      expect(await first.mayWrite([type])).toBe(false);
      await old.close();
      // The newer program was started and has written nothing new: the way back is open.
      await (await join(older)).close();
      const second = await join(newer);
      expect(await second.mayWrite(["UserRegistered", type])).toBe(true);
      await eventually(async () => expect(await first.mayWrite([type])).toBe(true));
      await expect(join(older)).rejects.toThrow(StartupError);
      await expect(join(older)).rejects.toThrow(
        `the log may hold events that version 1.0.0 does not know (${type} ${newer.events[type]}): start the version that wrote them, or a newer one`,
      );
      expect(await second.mayWrite([type])).toBe(true);
      expect((await database.pool.query("select 1 from instances")).rowCount).toBe(2);
    });

    test("waits until version 0.1.0, which announces nothing, has closed its connections", async ({
      database,
      join,
    }) => {
      const client = new Client({ ...database.connection, application_name: "muster" });
      await client.connect();
      expect(await (await join(newer)).mayWrite([type])).toBe(false);
      await client.end();
      await eventually(async () => expect(await (await join(newer)).mayWrite([type])).toBe(true));
    });

    test("waits no longer than the lease for an instance that was killed", async ({
      join,
      endLeases,
    }) => {
      await join(older);
      await endLeases(older);
      expect(await (await join(newer)).mayWrite([type])).toBe(true);
    });

    test("is not written while an older instance starts, whoever is first", async ({ join }) => {
      const ready = await join(newer);
      const [start, written] = await Promise.allSettled([join(older), ready.mayWrite([type])]);
      const isWritten = written.status === "fulfilled" && written.value;
      expect(isWritten).toBe(start.status === "rejected");
    });
  },
);

test("events that every version knows need no query", async ({ database, join }) => {
  const instances = await join(older);
  const { rows } = await database.pool.query<{ type: string }>("select type from event_versions");
  const known = rows.map(({ type }) => type);
  const connect = vi.spyOn(database.pool, "connect");
  expect(known).not.toHaveLength(0);
  expect(await instances.mayWrite(known)).toBe(true);
  expect(connect).not.toHaveBeenCalled();
});

test("a refusal is asked for once, until the next renewal", async ({ database, join }) => {
  await join(older);
  const instances = await join(newer);
  const connect = vi.spyOn(database.pool, "connect");
  const asked = Array.from({ length: 50 }, () => instances.mayWrite(["EmailNoticed"]));
  expect(new Set(await Promise.all(asked))).toEqual(new Set([false]));
  expect(connect).toHaveBeenCalledTimes(1);
});

test("a version of a projection is known to all once no older instance runs", async ({ join }) => {
  const instances = await join(newer);
  expect(instances.isKnownToAll("directory", 2)).toBe(true);
  const second = await join(older);
  expect(second.isKnownToAll("directory", 1)).toBe(true);
  await eventually(() => !instances.isKnownToAll("directory", 2), "the older one is seen");
  await second.close();
  await eventually(() => instances.isKnownToAll("directory", 2), "the older one has left");
});

test("an instance that was frozen for longer than its lease announces itself again", async ({
  database,
  join,
  endLeases,
}) => {
  const log = pino({ level: "silent" });
  const error = vi.spyOn(log, "error");
  await join(older, log);
  await endLeases(older);
  expect(await (await join(newer)).mayWrite(["EmailNoticed"])).toBe(true);
  await eventually(() => expect(error).toHaveBeenCalledOnce());
  expect(error.mock.calls[0]).toEqual([
    { events: ["EmailNoticed 1"] },
    "newer instances write events that this version does not know; upgrade this instance",
  ]);
  const { rows } = await database.pool.query("select program from instances order by program");
  expect(rows).toEqual([{ program: "1.0.0" }, { program: "1.1.0" }]);
});

test("an instance knows at once that another one has joined, and when it is alone again", async ({
  database,
  join,
}) => {
  const listener = createListener(clientConfig(database.connection));
  const first = await join(older, undefined, listener);
  // Until it has listened and looked, there may be another one.
  await eventually(() => !first.hasOthers(), "it is alone");
  const second = await join(newer);
  await eventually(() => first.hasOthers(), "another one has joined");
  expect(second.hasOthers()).toBe(true);
  await second.close();
  await eventually(() => !first.hasOthers(), "it is alone again");
  await listener.close();
  expect(first.hasOthers()).toBe(true);
});

test("an instance of version 0.1.0, which announces nothing, counts as another one", async ({
  database,
  join,
}) => {
  const client = new Client({ ...database.connection, application_name: "muster" });
  await client.connect();
  const listener = createListener(clientConfig(database.connection));
  const first = await join(newer, undefined, listener);
  await eventually(() => listener.isOpen(), "it listens");
  expect(first.hasOthers()).toBe(true);
  await client.end();
  await eventually(() => !first.hasOthers(), "the next renewal sees that it is alone");
  await listener.close();
});

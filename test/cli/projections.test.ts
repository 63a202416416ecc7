/** `muster projections`, run by an operator while the service runs. */
import { Command } from "commander";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { WriteStream } from "node:tty";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineCommands } from "../../src/cli/commands.ts";
import { userStream } from "../../src/domain/streams.ts";
import { showProgress } from "../../src/platform/progress.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import { readUser } from "../../src/projections/directory/queries/users.ts";
import { createProjectionGroup, type ProjectionGroup } from "../../src/projections/engine/group.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";
import { projections } from "../../src/service/features.ts";
import { StartupError } from "../../src/platform/startup-error.ts";
import type { Stores } from "../../src/service/stores.ts";
import { scopeOf } from "../support/scopes.ts";
import { type EventLog, id, openLog } from "../support/event-log.ts";
import { brokenBy } from "../support/poison.ts";
import { eventually, patience } from "../support/eventually.ts";
import { ada, bob, registered } from "../support/story.ts";

let log: EventLog;
let group: ProjectionGroup;

function startGroup(projection: Projection = directory): void {
  group = createProjectionGroup({ projection, ...log.parts });
  group.start();
}

/** What the last command printed. */
let printed: string[] = [];

/** Runs the command and returns what it printed. */
async function muster(...words: string[]): Promise<string> {
  printed = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    const stores: Pick<Stores, "pool" | "store" | "codec" | "connection"> = log.parts;
    defineCommands(program, async () => ({
      withStores: (work) => work(stores as Stores),
      withServices: () => Promise.reject(new Error("not needed here")),
    }));
    await program.parseAsync(["projections", ...words], { from: "user" });
    return printed.join("");
  } finally {
    write.mockRestore();
  }
}

async function stopAtPoison(): Promise<bigint> {
  await log.write(userStream(id(12)), registered(ada));
  const position = await log.write(userStream(id(13)), registered(bob));
  startGroup(brokenBy(id(13)));
  await eventually(async () => expect((await group.status()).failure).toBeDefined());
  return position;
}

beforeEach(async () => {
  log = await openLog();
});

afterEach(async () => {
  await group.stop();
  await log.close();
});

test("`status` shows position and lag, and the commands to run if a projection has stopped", async () => {
  const position = await stopAtPoison();
  const shown = await muster("status");
  expect(shown).toContain(
    `directory  version ${directory.version}  position ${position - 1n}  lag 1 events  STOPPED`,
  );
  expect(shown).toContain("UserRegistered");
  expect(shown).toContain("database error 42P01");
  expect(shown).toContain(`muster projections skip ${position} --projection directory`);
});

test("`skip` leaves the event out and records the operator's name", async () => {
  const position = await stopAtPoison();
  await expect(muster("skip", String(position + 1n), "--reason", "a slip")).rejects.toThrow(
    "nothing was skipped",
  );
  expect(await muster("skip", String(position), "--reason", "known")).toContain("skips");
  expect(await group.waitFor(position, patience)).toBe(true);
  expect(await muster("status")).toContain("running");
});

test("`skip` requires a reason and a well-formed position", async () => {
  startGroup();
  await expect(muster("skip", "7")).rejects.toThrow("--reason");
  await expect(muster("skip", "seven", "--reason", "x")).rejects.toThrow("must be a position");
});

test("what is set aside is shown, and rebuilt by `retry` and `skip`", async () => {
  const position = await log.write(userStream(id(13)), registered(bob));
  await log.database.pool.query("update events set data = '{' where position = $1", [position]);
  const last = await log.write(userStream(id(12)), registered(ada));
  startGroup();
  expect(await group.waitFor(last, patience)).toBe(true);
  const shown = await muster("status");
  expect(shown).toContain("lag 0 events  running");
  expect(shown).toContain(`set aside ${userStream(id(13))} at `);
  expect(shown).toContain(
    `at position ${position}:\n  SyntaxError: the stored JSON cannot be read`,
  );
  expect(shown).toContain("muster projections retry directory");

  const retried = await muster("retry");
  expect(retried).toContain(
    `set aside ${userStream(id(13))}: UserRegistered at position ${position}`,
  );
  expect(retried).toContain("directory was rebuilt from 2 events");
  expect(await muster("skip", String(position), "--reason", "broken")).toContain("skips");
  expect(await muster("status")).not.toContain("set aside");
  await expect(muster("retry")).rejects.toThrow("set anything aside; there is nothing to do");
});

test("`retry` says in one line that no projection has stopped", async () => {
  startGroup();
  await expect(muster("retry")).rejects.toThrow(StartupError);
  await expect(muster("retry", "directory")).rejects.toThrow("has not stopped");
});

test("`rebuild` rebuilds the tables and prints its progress as lines if there is no terminal", async () => {
  const position = await log.write(userStream(id(12)), registered(ada));
  startGroup();
  await group.waitFor(position, patience);
  await log.database.pool.query("delete from users");
  const shown = await muster("rebuild", "directory");
  expect(shown).toContain("folding events: 1 of 1");
  expect(shown).toContain("directory was rebuilt from 1 events, up to position 1");
  expect(await readUser(log.database.pool, scopeOf(id(12)))).toBeDefined();
});

test("a stopped projection that only another version has is retried by its name", async () => {
  const { pool } = log.database;
  startGroup();
  const position = await log.write(userStream(id(12)), registered(ada));
  await pool.query(
    `insert into projection_checkpoints (name, version, position, moved_at)
     values ('elsewhere', 1, 0, now())`,
  );
  const failing = `insert into projection_failures
    (name, position, event_id, event_type, error, failed_at, program)
    values ('elsewhere', ${position}, gen_random_uuid(), 'Unheard', 'an error', now(), 'another')`;
  await pool.query(failing);
  expect(await muster("status")).toContain("muster projections retry elsewhere");
  expect(await muster("retry", "elsewhere")).toContain(
    `elsewhere tries position ${position} again`,
  );
  await pool.query(failing);
  const skipping = [String(position), "--reason", "a test", "--projection", "elsewhere"];
  expect(await muster("skip", ...skipping)).toContain("elsewhere skips Unheard");
  await expect(muster("rebuild", "elsewhere")).rejects.toThrow("there is no projection elsewhere");
});

test("a name that no projection has is refused with the names to choose from", async () => {
  const skipping = ["skip", "1", "--reason", "a slip", "--projection", "nothing"];
  for (const words of [["rebuild", "nothing"], ["retry", "nothing"], skipping]) {
    await expect(muster(...words)).rejects.toThrow(
      "there is no projection nothing: choose one of directory, ",
    );
  }
});

test("`rebuild --all` rebuilds every projection; without it, one must be named", async () => {
  await log.write(userStream(id(12)), registered(ada));
  startGroup();
  const shown = await muster("rebuild", "--all");
  for (const { name } of projections) {
    expect(shown).toContain(`${name} was rebuilt from 1 events, up to position 1`);
  }
  await expect(muster("rebuild")).rejects.toThrow("name one projection, or pass --all");
  await expect(muster("rebuild", "usage", "--all")).rejects.toThrow(StartupError);
});

test("`rebuild --all` names every projection that was not rebuilt, and rebuilds the others", async () => {
  const position = await log.write(userStream(id(12)), registered(ada));
  startGroup();
  await group.waitFor(position, patience);
  await group.stop();
  await log.database.pool.query(
    `insert into projection_checkpoints (name, version, position, event_position, event_id, moved_at)
     select newer, 999, position, event_position, event_id, moved_at
     from projection_checkpoints, unnest(array['audit', 'usage']) newer where name = 'directory'`,
  );
  await expect(muster("rebuild", "--all")).rejects.toThrow(StartupError);
  const shown = printed.join("");
  for (const name of ["audit", "usage"]) {
    expect(shown).toContain(`${name} was not rebuilt: the tables of ${name} have version 999`);
  }
  expect(shown).toContain("directory was rebuilt from 1 events, up to position 1");
});

test("a terminal shows a bar with rate and remaining time", async () => {
  startGroup();
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    columns: 120,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  const progress = showProgress(terminal as unknown as WriteStream, "events");
  progress.show({ label: "folding", processed: 50, done: 50, total: 100 });
  progress.show({ label: "switching", processed: 100, done: 100, total: 100 });
  progress.end();
  terminal.end();
  const shown = await text(terminal);
  expect(shown).toContain("events/s");
  expect(shown).toContain("ETA");
  expect(shown).toContain("100 of 100");
});

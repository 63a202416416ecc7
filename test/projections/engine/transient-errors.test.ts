/** What passes by itself is told from what an event causes, and nothing of an event is told. */
import { DatabaseError } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import type { Codec } from "../../../src/eventstore/codec.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { createProjectionGroup } from "../../../src/projections/engine/group.ts";
import { describeError, isTransient } from "../../../src/projections/engine/transient-errors.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { patience } from "../../support/eventually.ts";
import { ada, registered } from "../../support/story.ts";

function databaseError(code: string, fields: Partial<DatabaseError> = {}): DatabaseError {
  return Object.assign(new DatabaseError("ada@example.com", 1, "error"), { code, ...fields });
}

describe("trouble passes", () => {
  test.each<[string, unknown]>([
    ["the event store is away", new EventStoreUnavailable("away")],
    ["the server was shut down", databaseError("57P01")],
    ["a deadlock was resolved", databaseError("40P01")],
    ["the disk is full", databaseError("53100")],
    ["the socket is gone", Object.assign(new Error("connect"), { syscall: "connect" })],
    ["the connection broke", new Error("Connection terminated unexpectedly")],
  ])("when %s", (_, error) => {
    expect(isTransient(error)).toBe(true);
  });

  test.each<[string, unknown]>([
    ["a value does not fit", databaseError("22P02")],
    ["a constraint is violated", databaseError("23505")],
    ["an index entry is too long", databaseError("54000")],
    ["the projection has a mistake", new TypeError("undefined is not a function")],
    ["something odd was thrown", "odd"],
  ])("but not when %s", (_, error) => {
    expect(isTransient(error)).toBe(false);
  });
});

test("an error is described without the values in it", () => {
  const error = databaseError("23505", { table: "members", constraint: "members_pkey" });
  expect(describeError(error)).toBe("database error 23505, table members, constraint members_pkey");
  expect(describeError(new SyntaxError("Unexpected token in ada@example.com"))).not.toContain(
    "ada",
  );
  expect(describeError("ada")).toBe("an unknown error");
});

describe("a group that meets trouble which passes", () => {
  let log: EventLog;
  beforeAll(async () => {
    log = await openLog();
  });
  afterAll(() => log.close());

  test("waits and goes on by itself; it has not stopped", async () => {
    const decode = vi
      .fn<Codec["decode"]>(log.codec.decode)
      .mockRejectedValueOnce(new EventStoreUnavailable("away"))
      .mockRejectedValueOnce(databaseError("57P03"));
    const codec = { ...log.codec, decode };
    const group = createProjectionGroup({ ...log.parts, codec, projection: directory });
    group.start();
    const position = await log.write(userStream(id(2)), registered(ada));
    expect(await group.waitFor(position, patience)).toBe(true);
    expect(decode).toHaveBeenCalledTimes(3);
    expect((await group.status()).failure).toBeUndefined();
    await group.stop();
  });
});

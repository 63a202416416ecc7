/** A group continues by itself after transient errors; an event's error is stored without its content. */
import { DatabaseError } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import type { Codec } from "../../../src/eventstore/codec.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { describeError } from "../../../src/projections/engine/event-error.ts";
import { createFeed } from "../../../src/projections/engine/feed.ts";
import { createProjectionGroup } from "../../../src/projections/engine/group.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { patience } from "../../support/eventually.ts";
import { listSetAside } from "../../../src/projections/engine/set-aside.ts";
import { ada, registered } from "../../support/story.ts";

function databaseError(code: string, fields: Partial<DatabaseError> = {}): DatabaseError {
  return Object.assign(new DatabaseError("ada@example.com", 1, "error"), { code, ...fields });
}

test("the description of an error does not contain the event's values", () => {
  const error = databaseError("23505", { table: "members", constraint: "members_pkey" });
  expect(describeError(error)).toBe("database error 23505, table members, constraint members_pkey");
  expect(describeError(new SyntaxError("Unexpected token in ada@example.com"))).not.toContain(
    "ada",
  );
  expect(describeError("ada")).toBe("an unknown error");
});

describe("a group does not stop, but waits and continues by itself", () => {
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });
  afterEach(() => log.close());

  test("while the event store is unavailable or the server starts", async () => {
    const decode = vi
      .fn<Codec["decode"]>(log.codec.decode)
      .mockRejectedValueOnce(new EventStoreUnavailable("away"))
      .mockRejectedValueOnce(databaseError("57P03"));
    const codec = { ...log.codec, decode };
    const parts = { ...log.parts, codec };
    const feed = createFeed(parts);
    const group = createProjectionGroup({ ...parts, feed, projection: directory });
    group.start();
    const position = await log.write(userStream(id(2)), registered(ada));
    expect(await group.waitFor(position, patience)).toBe(true);
    expect(decode).toHaveBeenCalledTimes(3);
    expect((await group.status()).failure).toBeUndefined();
    await group.stop();
  });

  test.each([true, false])(
    "personal data is read only by who says so: %s",
    async (readsPersonal) => {
      const seen: unknown[] = [];
      const projection: Projection = {
        name: "reader",
        version: 1,
        tables: [],
        readsPersonal,
        apply: async (batch) => {
          for (const event of batch) seen.push("personal" in event && event.personal);
        },
      };
      const others = createProjectionGroup({ ...log.parts, projection: directory });
      const group = createProjectionGroup({ ...log.parts, projection });
      others.start();
      group.start();
      const position = await log.write(userStream(id(2)), registered(ada));
      expect(await others.waitFor(position, patience)).toBe(true);
      expect(await group.waitFor(position, patience)).toBe(true);
      const setAside = await listSetAside(log.parts.pool, "reader", 10);
      expect(setAside.map(({ eventType }) => eventType)).toEqual(
        readsPersonal ? [] : ["UserRegistered"],
      );
      expect(seen).toEqual(readsPersonal ? [ada] : []);
      await Promise.all([others.stop(), group.stop()]);
    },
  );

  test("while the server is read-only", async () => {
    let readOnly = 2;
    const refusals: unknown[] = [];
    const projection: Projection = {
      ...directory,
      async apply(batch, client, records) {
        readOnly -= 1;
        if (readOnly >= 0) await client.query("set transaction read only");
        await directory.apply(batch, client, records).catch((error: unknown) => {
          refusals.push(error);
          throw error;
        });
      },
    };
    const group = createProjectionGroup({ ...log.parts, projection });
    group.start();
    const position = await log.write(userStream(id(2)), registered(ada));
    expect(await group.waitFor(position, patience)).toBe(true);
    expect(refusals).toMatchObject([{ code: "25006" }, { code: "25006" }]);
    expect((await group.status()).failure).toBeUndefined();
    await group.stop();
  });
});

/** Several projections are rebuilt with one pass over the log, and their tables are those of single rebuilds. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memberStream, organizationStream, userStream } from "../../../src/domain/streams.ts";
import { createCodec, type Codec } from "../../../src/eventstore/codec.ts";
import type { EventStore, StoredRecord } from "../../../src/eventstore/port.ts";
import { passFor } from "../../../src/projections/engine/one-pass.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { rebuildAll } from "../../../src/projections/engine/rebuild-all.ts";
import { projections } from "../../../src/service/features.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { failingAt } from "../../support/poison.ts";
import {
  ada,
  bob,
  inviteAccepted,
  invited,
  memberFounded,
  organizationFounded,
  registered,
} from "../../support/story.ts";

const [organization, founder, member] = [id(100), id(2), id(3)];

describe("rebuilds with one pass", () => {
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
    await log.write(userStream(founder), registered(ada));
    await log.write(memberStream(organization, founder), memberFounded);
    await log.write(organizationStream(organization), organizationFounded(founder));
    await log.write(userStream(member), registered(bob));
    await log.write(memberStream(organization, member), invited(bob), inviteAccepted);
  });
  afterEach(() => log.close());

  async function dump(): Promise<unknown> {
    const found: Record<string, unknown> = {};
    for (const table of projections.flatMap(({ tables }) => tables)) {
      const { rows } = await log.database.pool.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`,
      );
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  }

  test("make the tables of single rebuilds, and decode once", async () => {
    for (const projection of projections) await rebuild({ ...log.parts, projection });
    const single = await dump();
    const decode = vi.fn<Codec["decode"]>(log.codec.decode);
    const results = await rebuildAll(
      { ...log.parts, codec: { ...log.codec, decode } },
      projections,
    );
    expect(results.map(({ status }) => status)).toEqual(projections.map(() => "fulfilled"));
    expect(await dump()).toEqual(single);
    expect(decode).toHaveBeenCalledOnce();
  });

  test("do not stop each other: one fails, the rest are rebuilt", async () => {
    const missing = Object.assign(new Error("a table is missing"), { code: "42P01" });
    const chosen = projections.map((projection) =>
      projection.name === "usage"
        ? {
            ...failingAt(projection, userStream(member), new Error("not this one")),
            setAside: () => Promise.reject(missing),
          }
        : projection,
    );
    const results = await rebuildAll(log.parts, chosen);
    const failed = chosen.filter((_, index) => results[index]?.status === "rejected");
    expect(failed.map(({ name }) => name)).toEqual(["usage"]);
  });
});

describe("a pass", () => {
  const batches = Array.from({ length: 20 }, (_, index): StoredRecord[] => [
    {
      position: BigInt(index + 1),
      stream: userStream(founder),
      revision: index,
      id: id(1_000 + index),
      type: "DefaultOrganizationChosen",
      data: JSON.stringify({ organizationId: organization }),
      metadata: JSON.stringify({ schemaVersion: 1 }),
    },
  ]);
  const codec = createCodec({
    forWriting: async () => undefined,
    forReading: async () => new Map(),
  });
  const started = vi.fn<() => void>();
  let read = 0;
  const store = {
    async *readAll() {
      started();
      for (const batch of batches) {
        read += 1;
        yield batch;
      }
    },
  } as unknown as EventStore;
  const all = batches.flat().map((record) => record.position);

  beforeEach(() => {
    started.mockClear();
    read = 0;
  });

  type Taken = ReturnType<ReturnType<typeof passFor>[number]["readAfter"]>;
  async function take(batchesOfOne: Taken): Promise<bigint[]> {
    const seen: bigint[] = [];
    for await (const { records, decoded } of batchesOfOne) {
      expect((await decoded).map(({ position }) => position)).toEqual([records[0]?.position]);
      seen.push(...records.map(({ position }) => position));
    }
    return seen;
  }

  test("gives every event to everybody, in order, and reads the log once", async () => {
    const takers = passFor(store, codec, [{}, {}, { readsPersonal: true }]);
    const taken = await Promise.all(takers.map(({ readAfter }) => take(readAfter(0n))));
    expect(taken).toEqual([all, all, all]);
    expect(started).toHaveBeenCalledOnce();
  });

  test("lets the fastest be only a few batches ahead, and waits for nobody who left", async () => {
    const [fast, slow] = passFor(store, codec, [{}, {}]);
    const slowBatches = slow?.readAfter(0n);
    await slowBatches?.next();
    const taking = fast && take(fast.readAfter(0n));
    for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    expect(read).toBeLessThan(12);
    slow?.leave();
    expect(await taking).toEqual(all);
  });

  test("is left by whoever begins again or reads from another position", async () => {
    const [one, other] = passFor(store, codec, [{}, {}]);
    const broken = one?.readAfter(0n);
    await broken?.next();
    await broken?.return(undefined);
    expect(one && (await take(one.readAfter(0n)))).toEqual(all);
    expect(other && (await take(other.readAfter(0n)))).toEqual(all);
    expect(started).toHaveBeenCalledTimes(2);
  });
});

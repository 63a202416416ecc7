/**
 * Measures how long after an append the `directory` shows it, at 500 appends per second: on the instance that
 * appends and folds, and on one that only hears of it.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { memberStream } from "../src/domain/streams.ts";
import { clientConfig, type Connection, createPool } from "../src/platform/database/pool.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { createCodec } from "../src/eventstore/codec.ts";
import type { Position } from "../src/eventstore/port.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createListener } from "../src/platform/database/listener.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { createLog } from "../src/platform/log.ts";
import { programVersion } from "../src/platform/program.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { createProjectionGroup } from "../src/projections/engine/group.ts";
import { createProcessParts } from "../src/projections/engine/process-parts.ts";
import type { Time } from "./load.ts";
import { withScratchDatabase } from "./scratch-database.ts";

export const appendsPerSecond = 500;

/**
 * @param where on the instance that appends and folds, or on another one
 * @returns milliseconds of each append after the warm-up
 */
export function measureLag(
  server: Connection,
  { seconds, warmUp }: Time,
  where: "folding" | "other",
): Promise<number[]> {
  return withScratchDatabase(server, async (connection) => {
    const folding = openOne(connection);
    folding.group.start();
    while (!(await folding.group.status()).isActive) await pause(10);
    const other = openOne(connection);
    other.group.start();
    const { group } = where === "folding" ? folding : other;
    const lags: number[] = [];
    const running: Promise<void>[] = [];

    async function one(isWarm: boolean): Promise<void> {
      const position = await append(folding);
      const appended = performance.now();
      if (!(await group.waitFor(position, 10_000))) throw new Error("an append was never shown");
      if (isWarm) lags.push(performance.now() - appended);
    }

    const began = performance.now();
    for (let sent = 0; sent < appendsPerSecond * (warmUp + seconds); sent += 1) {
      const due = began + (sent * 1000) / appendsPerSecond;
      const wait = due - performance.now();
      if (wait > 0) await pause(wait);
      running.push(one(sent >= appendsPerSecond * warmUp));
    }
    await Promise.all(running);
    if ((await other.group.status()).isActive) throw new Error("the other instance folded, too");
    await other.close();
    await folding.close();
    return lags;
  });
}

/** The stores and the projection of one instance. */
function openOne(connection: Connection) {
  const pool = createPool(connection);
  const listener = createListener(clientConfig(connection));
  const store = postgresEventStore(clientConfig(connection), undefined, listener);
  const codec = createCodec(createPersonKeys(pool, Buffer.alloc(32, 7)));
  const log = createLog("silent");
  const group = createProjectionGroup({
    projection: directory,
    connection,
    pool,
    store,
    codec,
    ...createProcessParts({ connection, pool, listener, store, codec, log }),
    log,
    program: programVersion,
    isKnownToAll: () => true,
  });
  return {
    store,
    codec,
    group,
    async close(): Promise<void> {
      await group.stop();
      await store.close();
      await listener.close();
      await pool.end();
    },
  };
}
type One = ReturnType<typeof openOne>;

async function append({ codec, store }: One): Promise<Position> {
  const [organizationId, userId] = [randomUUID(), randomUUID()];
  const stream = memberStream(organizationId, userId);
  const event: DomainEvent = { type: "MemberFounded", data: {}, personal: null };
  const metadata = {
    occurredAt: new Date().toISOString(),
    organizationId,
    subjectId: userId,
    actor: { userId, via: "SESSION" } as const,
    correlationId: "bench",
  };
  const records = await codec.encode(stream, [{ event, eventId: randomUUID(), metadata }]);
  return (await store.append(stream, "none", records)).position;
}

/** Measures how long after an append the `directory` shows it, at 500 appends per second. */
import { randomUUID } from "node:crypto";
import { memberStream } from "../src/domain/streams.ts";
import { clientConfig, type Connection, createPool } from "../src/platform/database/pool.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { createCodec } from "../src/eventstore/codec.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { createLog } from "../src/platform/log.ts";
import { programVersion } from "../src/platform/program.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { createFeed } from "../src/projections/engine/feed.ts";
import { createProjectionGroup } from "../src/projections/engine/group.ts";
import type { Row } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const perSecond = 500;

export function benchLag(server: Connection, seconds = 10): Promise<readonly Row[]> {
  return withScratchDatabase(server, async (connection) => {
    const pool = createPool(connection);
    const store = postgresEventStore(clientConfig(connection));
    const codec = createCodec(createPersonKeys(pool, Buffer.alloc(32, 7)));
    const parts = { projection: directory, connection, pool, store, codec };
    const log = createLog("silent");
    const group = createProjectionGroup({
      ...parts,
      feed: createFeed({ store, codec, log }),
      log,
      program: programVersion,
      isKnownToAll: () => true,
    });
    group.start();
    const lags: number[] = [];
    const running: Promise<void>[] = [];

    async function one(): Promise<void> {
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
      const { position } = await store.append(stream, "none", records);
      const appended = performance.now();
      await group.waitFor(position, 10_000);
      lags.push(performance.now() - appended);
    }

    const began = performance.now();
    for (let sent = 0; sent < perSecond * seconds; sent += 1) {
      const due = began + (sent * 1000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      running.push(one());
    }
    await Promise.all(running);
    await group.stop();
    await store.close();
    await pool.end();
    const sorted = lags.toSorted((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
    const name = `visible after append, p99 at ${perSecond} appends/s`;
    return [{ name, value: p99, unit: "ms", atMost: 20 }];
  });
}

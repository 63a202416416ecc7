/**
 * `npm run bench:fan-out -- [organizations] [tokens]`: one person in many organizations makes tokens. Prints
 * how long each projection folds that, and what memory it takes, alone and in a rebuild.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import {
  memberStream,
  organizationStream,
  tokenStream,
  userStream,
} from "../src/domain/streams.ts";
import { createCodec } from "../src/eventstore/codec.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { clientConfig, createPool } from "../src/platform/database/pool.ts";
import { audit } from "../src/projections/audit/audit.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { rebuild } from "../src/projections/engine/rebuild.ts";
import { usage } from "../src/projections/usage/usage.ts";
import { foldToEnd } from "./folding.ts";
import { line, type Row } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const organizations = Number(process.argv[2] ?? 2_000);
const tokens = Number(process.argv[3] ?? 200);

const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
const server = await startEmbedded(dataDir);
try {
  await withScratchDatabase(server.connection, async (connection) => {
    const pool = createPool(connection);
    const store = postgresEventStore(clientConfig(connection));
    const codec = createCodec(createPersonKeys(pool, randomBytes(32)));
    const parts = { connection, pool, store, codec };
    const userId = randomUUID();

    const write = async (stream: string, event: DomainEvent, organizationId?: string) => {
      const metadata = {
        occurredAt: new Date().toISOString(),
        organizationId,
        subjectId: userId,
        actor: { userId, via: "SESSION" },
        correlationId: "bench",
      } as const;
      const eventId = randomUUID();
      await store.append(
        stream,
        "none",
        await codec.encode(stream, [{ event, eventId, metadata }]),
      );
    };

    try {
      const email = "wide@example.com";
      const personal = { email, firstName: "W", lastName: "W" };
      await write(userStream(userId), { type: "UserRegistered", data: {}, personal });
      await inParallel(organizations, async () => {
        const id = randomUUID();
        const founder: DomainEvent = { type: "MemberFounded", data: {}, personal: { email } };
        await write(memberStream(id, userId), founder, id);
        const data = { founderId: userId, name: "Wide" };
        await write(organizationStream(id), { type: "OrganizationFounded", data }, id);
      });
      for (const projection of [directory, usage, audit]) await foldToEnd(parts, projection);
      await inParallel(tokens, async () => {
        const ends = "2030-01-01T00:00:00.000Z";
        const digest = randomBytes(32).toString("hex");
        const scopes = ["users:view"];
        const data = { userId, digest, scopes, expiresAt: ends, leaseExpiresAt: ends };
        const event: DomainEvent = { type: "TokenIssued", data, personal: { name: "t" } };
        await write(tokenStream(randomUUID()), event);
      });
      for (const projection of [directory, usage, audit]) {
        await report(`${projection.name}: folds`, () => foldToEnd(parts, projection));
      }
      for (const projection of [directory, audit]) {
        await report(`${projection.name}: rebuild`, () => rebuild({ ...parts, projection }));
      }
    } finally {
      await store.close();
      await pool.end();
    }
  });
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function inParallel(times: number, work: () => Promise<void>): Promise<void> {
  let left = times;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

async function report(name: string, work: () => Promise<unknown>): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const began = performance.now();
  await work();
  clearInterval(timer);
  const rows: Row[] = [
    { name, value: (performance.now() - began) / 1_000, unit: "s" },
    { name: `${name}, memory more than before`, value: (peak - before) / 2 ** 20, unit: "MiB" },
  ];
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}

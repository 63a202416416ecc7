/** Writes events directly through codec and event store, with predictable ids and times. */
import { randomBytes } from "node:crypto";
import pino from "pino";
import { categoryOf, idIn, membershipIn } from "../../src/domain/streams.ts";
import { type Catalogue, catalogue } from "../../src/domain/catalogue.ts";
import type { AnyEvent } from "../../src/domain/event.ts";
import { addMinutes } from "../../src/domain/time.ts";
import { createListener } from "../../src/platform/database/listener.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { type Codec, createCodec } from "../../src/eventstore/codec.ts";
import type { EventStore, Position } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import {
  createProcessParts,
  type ProcessParts,
} from "../../src/projections/engine/process-parts.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export const admin = id(1);

/** A readable UUID. */
export function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export interface EventLog {
  readonly database: TestDatabase;
  readonly store: EventStore;
  readonly codec: Codec;
  /** The same with another catalogue, for tests of two programs. */
  readonly codecOf: (known: Catalogue) => Codec;
  /** What a group or a rebuild needs besides its projection. */
  readonly parts: ProcessParts & {
    readonly connection: TestDatabase["connection"];
    readonly pool: TestDatabase["pool"];
    readonly store: EventStore;
    readonly codec: Codec;
    readonly log: pino.Logger;
    readonly program: string;
    readonly isKnownToAll: () => boolean;
  };
  /** Appends to a stream at any revision; each event is a minute later than the one before. */
  write(stream: string, ...events: readonly AnyEvent[]): Promise<Position>;
  close(): Promise<void>;
}

/**
 * @param known what the writing program knows
 * @param given a migrated database; a new one if left out
 */
export async function openLog(
  known: Catalogue = catalogue,
  given?: TestDatabase,
): Promise<EventLog> {
  const database = given ?? (await createTestDatabase());
  const { connection, pool } = database;
  const listener = createListener(clientConfig(connection));
  const store = postgresEventStore(clientConfig(connection), undefined, listener);
  const keys = createPersonKeys(pool, randomBytes(32));
  const codecOf = (other: Catalogue): Codec => createCodec(keys, other);
  const codec = codecOf(known);
  const silent = pino({ level: "silent" });
  let written = 0;
  return {
    database,
    store,
    codec,
    codecOf,
    parts: {
      connection,
      pool,
      store,
      codec,
      ...createProcessParts({ connection, pool, listener, store, codec, log: silent }),
      log: silent,
      program: "1.0.0",
      isKnownToAll: () => true,
    },
    async write(stream, ...events) {
      const toWrite = events.map((event) => {
        written += 1;
        return {
          event,
          eventId: id(900_000_000 + written),
          metadata: {
            occurredAt: addMinutes("2026-01-01T00:00:00.000Z", written),
            subjectId: subjectOf(stream),
            actor: { userId: admin, via: "SESSION" as const },
            correlationId: id(0),
          },
        };
      });
      const { position } = await store.append(stream, "any", await codec.encode(stream, toWrite));
      return position;
    },
    async close() {
      await store.close();
      await listener.close();
      await database.drop();
    },
  };
}

/** The user whom a stream's events are about. A test's token belongs to the user of the same number. */
function subjectOf(stream: string): string | undefined {
  switch (categoryOf(stream)) {
    case "user":
      return idIn(stream);
    case "member":
      return membershipIn(stream).userId;
    case "token":
      return userOfToken(idIn(stream));
    default:
      return undefined;
  }
}

/** A token's id ends with its user's number, after its own number. */
function userOfToken(tokenId: string): string {
  return id(Number(tokenId.slice(-3)));
}

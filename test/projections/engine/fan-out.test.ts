/**
 * People in 2,000 organizations: what a read model holds in memory must not grow with the organizations that
 * an event concerns. Counts rows, not bytes.
 */
import type { ClientBase } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import {
  memberStream,
  organizationStream,
  sessionStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../../src/domain/streams.ts";
import type { RecordedEvent } from "../../../src/eventstore/codec.ts";
import type { StoredRecord } from "../../../src/eventstore/port.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { changes } from "../../../src/projections/changes/changes.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { maxSliceRows } from "../../../src/projections/engine/fold-in-memory.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { usage } from "../../../src/projections/usage/usage.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { batches } from "../../support/directory-tables.ts";
import { id } from "../../support/event-log.ts";
import {
  ada,
  memberFounded,
  organizationFounded,
  registered,
  solutionRegistered,
} from "../../support/story.ts";

const organizations = Array.from({ length: 2_000 }, (_, index) => id(10_000 + index));
const neighbour = id(99);

let database: TestDatabase;
let session: DatabaseSession;
beforeAll(async () => {
  database = await createTestDatabase();
  session = await openDatabaseSession(database.connection);
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

let position = 0n;

function recorded(
  stream: string,
  event: DomainEvent,
  about: { readonly organizationId?: string; readonly subjectId?: string },
  revision = 0,
): RecordedEvent {
  position += 1n;
  return {
    ...event,
    eventId: id(500_000_000 + Number(position)),
    stream,
    revision,
    position,
    schemaVersion: 1,
    metadata: {
      occurredAt: "2026-01-01T00:00:00.000Z",
      actor: { userId: about.subjectId ?? id(1), via: "SESSION" },
      correlationId: id(0),
      ...about,
    },
  };
}

function stored({ eventId, type, data, stream, revision, ...event }: RecordedEvent): StoredRecord {
  const metadata = JSON.stringify({ schemaVersion: 1, ...event.metadata });
  const own = { stream, revision, position: event.position };
  return { id: eventId, type, data: JSON.stringify(data), metadata, ...own };
}

/** The persons join all organizations. */
function founding(persons: readonly string[]): RecordedEvent[] {
  return [
    ...persons.map((subjectId) => recorded(userStream(subjectId), registered(ada), { subjectId })),
    ...[...organizations, neighbour].flatMap((organizationId) => [
      ...persons.map((subjectId) =>
        recorded(memberStream(organizationId, subjectId), memberFounded, {
          organizationId,
          subjectId,
        }),
      ),
      recorded(organizationStream(organizationId), organizationFounded(persons[0] ?? ""), {
        organizationId,
      }),
    ]),
  ];
}

/** Each person acts in ways that concern all of their organizations; between them, a neighbour acts. */
function busy(persons: readonly string[], times: number): RecordedEvent[] {
  return Array.from({ length: times }, (_, time) => time).flatMap((time) =>
    persons.flatMap((subjectId, index) => {
      const number = 1_000_000 + time * 1_000 + index;
      const token: DomainEvent = {
        type: "TokenIssued",
        data: {
          userId: subjectId,
          digest: String(number).padStart(64, "0"),
          scopes: ["users:view"],
          expiresAt: "2026-06-01T00:00:00.000Z",
          leaseExpiresAt: "2026-06-01T00:00:00.000Z",
        },
        personal: { name: "t" },
      };
      const solution = solutionRegistered(neighbour, subjectId, `s ${number}`);
      return [
        recorded(
          sessionStream(id(number)),
          { type: "UserLoggedIn", data: { method: "CODE" } },
          { subjectId },
        ),
        recorded(tokenStream(id(number)), token, { subjectId }),
        recorded(
          userStream(subjectId),
          { type: "ProfileChanged", data: {}, personal: { firstName: `Ada ${time}` } },
          { subjectId },
          time + 1,
        ),
        recorded(solutionStream(id(2_000_000 + number)), solution, { organizationId: neighbour }),
      ];
    }),
  );
}

/** What statements take to the database or bring back. */
interface Traffic {
  readonly name: string;
  readonly rows: number;
}

/** Notes how many rows each statement has, in its parameters or its result. */
function watched(client: ClientBase): { client: ClientBase; traffic: Traffic[] } {
  const traffic: Traffic[] = [];
  const query = async (config: { name?: string; values?: unknown[] }, values?: unknown[]) => {
    const given = config.values?.[0];
    const sent = Array.isArray(given) ? given.length : 0;
    const result = await (values === undefined
      ? client.query(config as never)
      : client.query(config as never, values));
    const { rows = [] } = result as { rows?: unknown[] };
    traffic.push({ name: config.name ?? "", rows: Math.max(sent, rows.length) });
    return result;
  };
  return {
    client: new Proxy(client, {
      get: (target, key) => (key === "query" ? query : Reflect.get(target, key)),
    }),
    traffic,
  };
}

async function applyAll(
  projection: Projection,
  events: readonly RecordedEvent[],
  client: ClientBase,
) {
  for (const batch of batches(events, [500]))
    await projection.apply(batch, client, batch.map(stored));
}

describe("no read model takes memory by the organizations of a person", () => {
  test("audit holds at most 2,000 entries at once, and every log gets its entries", async () => {
    const person = id(7);
    await applyAll(audit, founding([person]), session.client);
    const { client, traffic } = watched(session.client);
    await applyAll(audit, busy([person], 4), client);
    const most = Math.max(...traffic.map(({ rows }) => rows));
    expect(most).toBeLessThanOrEqual(2_001);
    const { rows } = await session.client.query(
      `select size, count(*)::integer as logs from audit_logs
       where organization_id <> $1 group by size`,
      [neighbour],
    );
    expect(rows).toEqual([{ size: 2 + 3 * 4, logs: organizations.length }]);
    const others = await session.client.query(
      "select size from audit_logs where organization_id = $1",
      [neighbour],
    );
    expect(others.rows).toEqual([{ size: 2 + 4 * 4 }]);
  });

  test.each([directory, usage, changes])(
    "$name loads and writes bounded numbers of rows at once",
    async (projection) => {
      const persons = Array.from({ length: 12 }, (_, index) => id(20 + index));
      await applyAll(projection, founding(persons), session.client);
      const { client, traffic } = watched(session.client);
      await applyAll(projection, busy(persons, 2), client);
      const most = Math.max(...traffic.map(({ rows }) => rows));
      expect(most).toBeLessThanOrEqual(maxSliceRows);
      // Rows are released between slices: never more than those of two slices are loaded in a row.
      let held = 0;
      for (const { name, rows } of traffic) {
        held = name.startsWith("write") ? 0 : held + rows;
        expect(held).toBeLessThanOrEqual(2 * maxSliceRows + 100);
      }
    },
  );
});

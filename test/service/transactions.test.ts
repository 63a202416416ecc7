/**
 * What a lone command and a service that nobody uses cost the database, in transactions as PostgreSQL counts
 * them. A connection reports its count when it ends, so a service is started, used and stopped, and another
 * one that is not used is subtracted.
 */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMusterClient, unwrap } from "../../clients/typescript/src/index.ts";
import type { Services } from "../../src/commands/kit/context.ts";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import type { DomainEvent } from "../../src/domain/catalogue.ts";
import { memberStream, userStream } from "../../src/domain/streams.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { createLog } from "../../src/platform/log.ts";
import { bootstrap } from "../../src/service/bootstrap.ts";
import { startService } from "../../src/service/service.ts";
import { createTestDatabase, databaseUrl, type TestDatabase } from "../support/database.ts";
import { id } from "../support/event-log.ts";
import { eventually } from "../support/eventually.ts";
import { masterKey, unlimited } from "../support/services.ts";
import { ada, inviteAccepted, registered } from "../support/story.ts";

type Service = Awaited<ReturnType<typeof startService>>;

/** Long enough that everything has been folded and each job has run once. */
const settled = 2_600;

let database: TestDatabase;
let token: string;
let member: { readonly organizationId: string; readonly userId: string };
/** Of a service that is started and stopped without being used. */
let unused: number;
/** The bound of a second in which nobody does anything. */
const idle = 2;
/** The bound of one role change, of few: what the first ones prepare has its share. */
const bar = 12;

beforeAll(async () => {
  database = await createTestDatabase();
  await whileRunning(async ({ services }) => {
    const founding = { email: "olga@example.com", organization: "Acme" };
    const { userId: ownerId, organizationId } = await bootstrap(services, founding);
    token = (await openSession(services, ownerId, crypto.randomUUID())).sessionToken;
    member = { organizationId, userId: id(2) };
    const write = writerOf(services, organizationId, ownerId);
    await write(userStream(id(2)), registered(ada));
    await write(
      memberStream(organizationId, id(2)),
      { type: "MemberInvited", data: { role: "USER", grantedBy: ownerId }, personal: ada },
      inviteAccepted,
    );
  });
  // Everything is folded by the first one.
  await whileRunning(() => delay(settled));
  unused = await whileRunning(() => delay(settled));
});

afterAll(() => database.drop());

function writerOf({ codec, store }: Services, organizationId: string, actorId: string) {
  return async (stream: string, ...events: readonly DomainEvent[]): Promise<void> => {
    const metadata = {
      occurredAt: "2026-01-01T00:00:00.000Z",
      organizationId,
      subjectId: id(2),
      actor: { userId: actorId, via: "SESSION" as const },
      correlationId: id(0),
    };
    const toWrite = events.map((event) => ({ event, eventId: crypto.randomUUID(), metadata }));
    await store.append(stream, "none", await codec.encode(stream, toWrite));
  };
}

/** @returns the transactions from before the start until after the end */
async function whileRunning(work: (service: Service) => Promise<unknown>): Promise<number> {
  const before = await committed();
  const config = loadConfig({
    ...unlimited,
    PORT: "0",
    DATABASE_URL: databaseUrl(database.connection),
    MUSTER_MASTER_KEY: masterKey.toString("base64"),
  });
  const service = await startService({ config, log: createLog("silent") });
  await work(service);
  await service.stop();
  return (await committed()) - before;
}

/** A connection that has ended may report a moment later. */
async function committed(): Promise<number> {
  const { database: name } = database.connection as { readonly database: string };
  await eventually(async () => {
    const { rows } = await database.administer(
      "select 1 from pg_stat_activity where datname = $1",
      [name],
    );
    return rows.length === 0;
  }, "the service's connections have ended");
  const { rows } = await database.administer(
    "select xact_commit::int as count from pg_stat_database where datname = $1",
    [name],
  );
  return rows[0].count;
}

/** On a busy machine a start may still be at work when it is counted: the least of three counts. */
async function leastOf(count: () => Promise<number>, bound: number): Promise<number> {
  let least = Infinity;
  for (let tries = 0; tries < 3 && least >= bound; tries += 1) {
    least = Math.min(least, await count());
  }
  return least;
}

test("a service that nobody uses", async () => {
  // Everything but what is done every half a minute is done in it.
  const seconds = 10;
  const perSecond = async (): Promise<number> =>
    ((await whileRunning(() => delay(settled + seconds * 1000))) - unused) / seconds;
  expect(await leastOf(perSecond, idle)).toBeLessThan(idle);
});

test("a lone role change", async () => {
  expect(await leastOf(perRoleChange, bar)).toBeLessThan(bar);
});

async function perRoleChange(): Promise<number> {
  const times = 20;
  let seconds = 0;
  const used = await whileRunning(async ({ url }) => {
    await delay(settled);
    const client = createMusterClient({ baseUrl: url, token });
    const began = performance.now();
    for (let time = 0; time < times; time += 1) {
      const params = { path: member };
      const body = { userRole: time % 2 === 0 ? ("ADMIN" as const) : ("USER" as const) };
      await unwrap(
        client.PATCH("/v1/organizations/{organizationId}/members/{userId}", { params, body }),
      );
    }
    seconds = (performance.now() - began) / 1000;
  });
  // What follows the clock takes part in more of them on a slow machine.
  return (used - unused - idle * seconds) / times;
}

/**
 * Measures a rebuild of the directory from a realistic log: people are invited, accept, gain and lose roles
 * and solutions, and use tokens. A quarter of the events have sealed personal data.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import {
  emailStream,
  memberStream,
  organizationStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../src/domain/streams.ts";
import { clientConfig, type Connection } from "../src/platform/database/pool.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { addMinutes } from "../src/domain/time.ts";
import { type Codec, createCodec } from "../src/eventstore/codec.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { rebuild } from "../src/projections/engine/rebuild.ts";
import type { Row } from "./row.ts";

const appendsAtOnce = 64;
const peoplePerOrganization = 250;
const solutionsPerOrganization = 12;

/** @param pool like `connection`, of a migrated database without events */
export async function benchRebuild(
  connection: Connection,
  pool: pg.Pool,
  people = 20_000,
): Promise<Row[]> {
  const masterKey = randomBytes(32);
  const store = postgresEventStore(clientConfig(connection));
  try {
    await writeLog(store, createCodec(createPersonKeys(pool, masterKey)), people);
    const events = Number(await store.lastPosition());
    // A new codec, because a new process has no keys in memory either.
    const codec = createCodec(createPersonKeys(pool, masterKey));
    globalThis.gc?.();
    const memoryBefore = process.memoryUsage().rss;
    let peakMemory = memoryBefore;
    const began = performance.now();
    await rebuild({
      projection: directory,
      connection,
      store,
      codec,
      onProgress: () => {
        peakMemory = Math.max(peakMemory, process.memoryUsage().rss);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    return [
      { name: "rebuild the directory", value: events / seconds, unit: "events/s", bar: 60_000 },
      { name: "events in the log", value: events, unit: "events" },
      {
        name: "memory used by the rebuild",
        value: (peakMemory - memoryBefore) / 2 ** 20,
        unit: "MiB",
      },
    ];
  } finally {
    await store.close();
  }
}

interface Member {
  readonly organizationId: string;
  readonly userId: string;
  readonly tokenId: string;
  readonly solutions: readonly string[];
}

/** First everybody joins, organization by organization; then their later events follow, interleaved. */
async function writeLog(store: EventStore, codec: Codec, people: number): Promise<void> {
  let minutes = 0;
  const append = async (stream: string, subjectId: string, ...events: DomainEvent[]) => {
    minutes += 1;
    const metadata = {
      occurredAt: addMinutes("2025-01-01T00:00:00.000Z", minutes),
      subjectId,
      actor: { userId: subjectId, role: "ADMIN", via: "SESSION" as const },
      correlationId: randomUUID(),
    };
    const written = events.map((event) => ({ event, eventId: randomUUID(), metadata }));
    await store.append(stream, "any", await codec.encode(stream, written));
  };
  const members: Member[] = [];
  await inParallel(people / peoplePerOrganization, 8, async () => {
    members.push(...(await join(append)));
  });
  await inParallel(members.length * 4, appendsAtOnce, async (index) => {
    const member = members[(index * 7919) % members.length];
    if (member) await change(append, member, index % 4);
  });
}

type Append = (stream: string, subjectId: string, ...events: DomainEvent[]) => Promise<void>;

async function join(append: Append): Promise<Member[]> {
  const organizationId = randomUUID();
  const founderId = randomUUID();
  await register(append, founderId);
  await append(memberStream(organizationId, founderId), founderId, {
    type: "MemberFounded",
    data: {},
    personal: null,
  });
  await append(
    organizationStream(organizationId),
    founderId,
    { type: "OrganizationFounded", data: { founderId, name: "An organization" } },
    { type: "OwnershipGranted", data: { userId: founderId, ownership: 0 } },
  );
  const solutions = Array.from({ length: solutionsPerOrganization }, () => randomUUID());
  for (const solutionId of solutions) {
    await append(solutionStream(solutionId), founderId, {
      type: "SolutionRegistered",
      data: { organizationId, ownerId: founderId, name: "crm", title: "A solution" },
    });
  }
  const members: Member[] = [];
  await inParallel(peoplePerOrganization, 8, async (index) => {
    const userId = randomUUID();
    const person = await register(append, userId);
    const stream = memberStream(organizationId, userId);
    const sendingId = randomUUID();
    const own = [0, 1].map((step) => solutions[(index + step) % solutions.length] ?? "");
    const at = "2025-01-01T00:00:00.000Z";
    await append(
      stream,
      userId,
      { type: "MemberInvited", data: { role: "USER", grantedBy: founderId }, personal: person },
      {
        type: "InviteIssued",
        data: {
          sendingId,
          digest: createHash("sha256").update(sendingId).digest("hex"),
          language: "en",
          issuedAt: at,
          expiresAt: addMinutes(at, 20_160),
        },
      },
      ...own.map((solutionId): DomainEvent => ({
        type: "SolutionAssigned",
        data: { solutionId, role: "USER" },
      })),
    );
    await append(stream, userId, { type: "InviteEmailSent", data: { sendingId, sentAt: at } });
    await append(stream, userId, { type: "InviteAccepted", data: { acceptedAt: at } });
    members.push({ organizationId, userId, tokenId: randomUUID(), solutions: own });
  });
  return members;
}

async function register(append: Append, userId: string) {
  const person = {
    email: `${userId}@example.com`,
    firstName: "Grace",
    lastName: userId.slice(0, 8),
  };
  await append(emailStream(createHash("sha256").update(userId).digest("hex")), userId, {
    type: "EmailClaimed",
    data: { userId },
  });
  await append(userStream(userId), userId, {
    type: "UserRegistered",
    data: {},
    personal: person,
  });
  return person;
}

async function change(append: Append, member: Member, kind: number): Promise<void> {
  const { organizationId, userId, tokenId, solutions } = member;
  const stream = memberStream(organizationId, userId);
  const at = "2025-06-01T00:00:00.000Z";
  switch (kind) {
    case 0:
      return append(stream, userId, {
        type: "OrgRoleChanged",
        data: { from: "USER", to: "CREATOR", grantedBy: userId },
      });
    case 1:
      return append(userStream(userId), userId, {
        type: "ProfileChanged",
        data: {},
        personal: { lastName: "Hopper" },
      });
    case 2:
      return append(stream, userId, {
        type: "SolutionRoleChanged",
        data: { solutionId: solutions[0] ?? "", from: "USER", to: "EDITOR" },
      });
    default:
      return append(
        tokenStream(tokenId),
        userId,
        {
          type: "TokenIssued",
          data: {
            userId,
            digest: createHash("sha256").update(tokenId).digest("hex"),
            scopes: ["users:view"],
            expiresAt: addMinutes(at, 262_800),
            leaseExpiresAt: addMinutes(at, 20_160),
          },
          personal: { name: "laptop" },
        },
        {
          type: "TokenUsed",
          data: { usedAt: at, recordedAt: at, leaseExpiresAt: addMinutes(at, 20_160) },
        },
      );
  }
}

async function inParallel(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

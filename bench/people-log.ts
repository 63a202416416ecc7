/**
 * Writes a realistic log: people are invited, accept, gain roles and solutions, change their names, and use
 * tokens. That makes 13 events a person. A quarter of the events have sealed personal data.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  emailStream,
  memberStream,
  organizationStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../src/domain/streams.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { addMinutes } from "../src/domain/time.ts";
import type { Codec } from "../src/eventstore/codec.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { inParallel } from "./in-parallel.ts";

const appendsAtOnce = 64;
export const peoplePerOrganization = 250;
/** The founder's, the solutions' and the organization's are few beside them. */
export const eventsOfPerson = 13;
const solutionsPerOrganization = 12;

interface Member {
  readonly organizationId: string;
  readonly userId: string;
  readonly tokenId: string;
  readonly solutions: readonly string[];
}

/**
 * First everybody joins, organization by organization; then their later events follow, interleaved.
 * @param people a multiple of 250
 */
export async function writePeopleLog(
  store: Pick<EventStore, "append">,
  codec: Codec,
  people: number,
): Promise<void> {
  let minutes = 0;
  const append: Append = async (stream, organizationId, subjectId, ...events) => {
    minutes += 1;
    const metadata = {
      ...(organizationId === undefined ? {} : { organizationId }),
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
    if (member) await change(append, member, (index + Math.floor(index / members.length)) % 4);
  });
}

/** @param organizationId undefined in a person's own streams */
type Append = (
  stream: string,
  organizationId: string | undefined,
  subjectId: string,
  ...events: DomainEvent[]
) => Promise<void>;

async function join(append: Append): Promise<Member[]> {
  const organizationId = randomUUID();
  const founderId = randomUUID();
  await register(append, founderId);
  await append(memberStream(organizationId, founderId), organizationId, founderId, {
    type: "MemberFounded",
    data: {},
    personal: null,
  });
  await append(
    organizationStream(organizationId),
    organizationId,
    founderId,
    { type: "OrganizationFounded", data: { founderId, name: "An organization" } },
    { type: "OwnershipGranted", data: { userId: founderId, ownership: 0 } },
  );
  const solutions = Array.from({ length: solutionsPerOrganization }, () => randomUUID());
  for (const solutionId of solutions) {
    await append(solutionStream(solutionId), organizationId, founderId, {
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
      organizationId,
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
    await append(stream, organizationId, userId, {
      type: "InviteEmailSent",
      data: { sendingId, sentAt: at },
    });
    await append(stream, organizationId, userId, {
      type: "InviteAccepted",
      data: { acceptedAt: at },
    });
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
  await append(emailStream(createHash("sha256").update(userId).digest("hex")), undefined, userId, {
    type: "EmailClaimed",
    data: { userId },
  });
  await append(userStream(userId), undefined, userId, {
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
      return append(stream, organizationId, userId, {
        type: "OrgRoleChanged",
        data: { from: "USER", to: "CREATOR", grantedBy: userId },
      });
    case 1:
      return append(userStream(userId), undefined, userId, {
        type: "ProfileChanged",
        data: {},
        personal: { lastName: "Hopper" },
      });
    case 2:
      return append(stream, organizationId, userId, {
        type: "SolutionRoleChanged",
        data: { solutionId: solutions[0] ?? "", from: "USER", to: "EDITOR" },
      });
    default:
      return append(
        tokenStream(tokenId),
        undefined,
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

/** Many organizations with members, written into an event store, and tokens to call with. */
import { randomUUID } from "node:crypto";
import { digestOf, newSecret } from "../src/commands/kit/secrets.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { defaultTemplate } from "../src/domain/organization/invite-template.ts";
import { permissions } from "../src/domain/rights.ts";
import {
  memberStream,
  organizationStream,
  tokenStream,
  userStream,
} from "../src/domain/streams.ts";
import { addMinutes } from "../src/domain/time.ts";
import type { Stores } from "../src/service/stores.ts";
import { inParallel } from "./in-parallel.ts";

export interface Person {
  readonly userId: string;
  /** The secret of a token. */
  readonly token: string;
}

export interface Tenant {
  readonly organizationId: string;
  readonly owner: Person;
  readonly memberIds: readonly string[];
  /** Some of the members. */
  readonly people: readonly Person[];
}

/** How many members each organization has, besides the owner, and what those with a token are. */
export interface Population {
  readonly sizes: readonly number[];
  readonly role: "USER" | "ADMIN";
}

export const ordinary: Population = { sizes: Array.from({ length: 40 }, () => 250), role: "USER" };
const peopleEach = 25;
const appendsAtOnce = 64;

export function writeTenants(
  { store, codec }: Pick<Stores, "store" | "codec">,
  { sizes, role }: Population,
): Promise<Tenant[]> {
  const at = new Date().toISOString();

  async function append(
    stream: string,
    organizationId: string | undefined,
    [actorId, subjectId]: readonly [actor: string, subject: string],
    ...events: readonly DomainEvent[]
  ): Promise<void> {
    const metadata = {
      occurredAt: at,
      ...(organizationId === undefined ? {} : { organizationId }),
      subjectId,
      actor: { userId: actorId, role: "OWNER", via: "SESSION" } as const,
      correlationId: "bench",
    };
    const written = events.map((event) => ({ event, eventId: randomUUID(), metadata }));
    await store.append(stream, "none", await codec.encode(stream, written));
  }

  async function register(firstName: string, lastName: string, by?: string) {
    const userId = randomUUID();
    const personal = { email: `${userId}@example.com`, firstName, lastName };
    await append(userStream(userId), undefined, [by ?? userId, userId], {
      type: "UserRegistered",
      data: {},
      personal,
    });
    return { userId, personal };
  }

  async function giveToken(userId: string): Promise<Person> {
    const tokenId = randomUUID();
    const token = newSecret("token");
    const until = addMinutes(at, 10_080);
    await append(tokenStream(tokenId), undefined, [userId, userId], {
      type: "TokenIssued",
      data: {
        userId,
        digest: digestOf(token),
        scopes: [...permissions],
        expiresAt: until,
        leaseExpiresAt: until,
      },
      personal: { name: "bench" },
    });
    return { userId, token };
  }

  async function found(number: number): Promise<Tenant> {
    const organizationId = randomUUID();
    // The last in the list of members: using a token changes what it shows of the owner.
    const { userId, personal } = await register("Zoe", `Zimmer ${number}`);
    await append(memberStream(organizationId, userId), organizationId, [userId, userId], {
      type: "MemberFounded",
      data: {},
      personal: { email: personal.email },
    });
    await append(
      organizationStream(organizationId),
      organizationId,
      [userId, userId],
      { type: "OrganizationFounded", data: { founderId: userId, name: `Tenant ${number}` } },
      { type: "OwnershipGranted", data: { userId, ownership: 0 } },
      { type: "InviteTemplateSaved", data: defaultTemplate },
    );
    const join = async (index: number): Promise<string> => {
      const member = await register(`Name${index % 97}`, `Family${index}`, userId);
      await append(
        memberStream(organizationId, member.userId),
        organizationId,
        [userId, member.userId],
        {
          type: "MemberInvited",
          data: { role: index < peopleEach ? role : "USER", grantedBy: userId },
          personal: member.personal,
        },
        { type: "InviteAccepted", data: { acceptedAt: at } },
      );
      return member.userId;
    };
    const memberIds = await inParallel(sizes[number] ?? 0, appendsAtOnce, join);
    const people = await Promise.all(memberIds.slice(0, peopleEach).map(giveToken));
    return { organizationId, owner: await giveToken(userId), memberIds, people };
  }

  return inParallel(sizes.length, 1, found);
}

/** One item of each list, then the next of each: neighbours belong to different organizations. */
export function inTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

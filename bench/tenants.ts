/** Many organizations with members, written into an event store, and tokens to call with. */
import { randomUUID } from "node:crypto";
import { digestOf, newSecret } from "../src/commands/kit/secrets.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { defaultTemplate } from "../src/domain/organization/invite-template.ts";
import { permissions } from "../src/domain/rights.ts";
import {
  memberStream,
  organizationStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../src/domain/streams.ts";
import { addMinutes } from "../src/domain/time.ts";
import type { EventStore } from "../src/eventstore/port.ts";
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
  readonly solutionIds: readonly string[];
  /** Who is a member of many of the organizations, if this is one of them. */
  readonly guest: Person | undefined;
}

/** How many members each organization has, besides the owner, and what those with a token are. */
export interface Population {
  readonly sizes: readonly number[];
  readonly role: "USER" | "ADMIN";
  /**
   * So many solutions in each organization. Then members differ, so that every filter finds some: a third has
   * a solution, a tenth are creators, 2 in 100 are invited or disabled.
   */
  readonly solutions?: number;
  /** So many members of each have a token; 25 unless given. */
  readonly people?: number;
  /** One more person is a member of so many of the organizations. */
  readonly guestIn?: number;
}

export const ordinary: Population = { sizes: Array.from({ length: 40 }, () => 250), role: "USER" };
const peopleEach = 25;
/** In each; of all together fewer than may wait for answers of EventStoreDB. */
const appendsAtOnce = 100;
const foundedAtOnce = 8;

export async function writeTenants(
  { store, codec }: Pick<Stores, "codec"> & { readonly store: Pick<EventStore, "append"> },
  { sizes, role, solutions = 0, people: withToken = peopleEach, guestIn = 0 }: Population,
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

  async function register(
    firstName: string,
    lastName: string,
    by?: string,
    userId: string = randomUUID(),
  ): Promise<Registered> {
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
    const solutionIds = Array.from({ length: solutions }, () => randomUUID());
    const ownerOfSolutions = randomUUID();
    for (const solutionId of solutionIds) {
      await append(solutionStream(solutionId), organizationId, [userId, userId], {
        type: "SolutionRegistered",
        data: { organizationId, ownerId: ownerOfSolutions, name: "crm", title: "A solution" },
      });
    }
    const add = (member: Registered, ...events: readonly DomainEvent[]) =>
      append(
        memberStream(organizationId, member.userId),
        organizationId,
        [userId, member.userId],
        ...events,
      );
    const invited = (member: Registered, given: Population["role"] | "CREATOR"): DomainEvent => ({
      type: "MemberInvited",
      data: { role: given, grantedBy: userId },
      personal: member.personal,
    });
    const join = async (index: number): Promise<string> => {
      const id = index === 0 ? ownerOfSolutions : randomUUID();
      const member = await register(`Name${index % 97}`, `Family${index}`, userId, id);
      const differs = solutions > 0 && index >= withToken;
      await add(
        member,
        invited(member, differs ? roleAt(index, role) : index < withToken ? role : "USER"),
        ...(differs && index % 100 === 98 ? [] : [accepted]),
        ...(differs && index % 100 === 99 ? [disabled] : []),
        ...assigned(index),
      );
      return member.userId;
    };
    /** The first owns all solutions. */
    const assigned = (index: number): DomainEvent[] =>
      (index === 0 ? solutionIds : solutionIds.slice(...oneOf(index, solutions))).map(
        (solutionId) => ({
          type: "SolutionAssigned",
          data: { solutionId, role: index === 0 ? "OWNER" : "USER" },
        }),
      );
    if (number < guestIn && guest) await add(guest, invited(guest, "USER"), accepted);
    const memberIds = await inParallel(sizes[number] ?? 0, appendsAtOnce, join);
    const people = await Promise.all(memberIds.slice(0, withToken).map(giveToken));
    const owner = await giveToken(userId);
    const guestHere = number < guestIn ? guest : undefined;
    return { organizationId, owner, memberIds, people, solutionIds, guest: guestHere };
  }

  const accepted: DomainEvent = { type: "InviteAccepted", data: { acceptedAt: at } };
  const registered = guestIn > 0 ? await register("Guest", "Everywhere") : undefined;
  const guest = registered && { ...registered, ...(await giveToken(registered.userId)) };
  return inParallel(sizes.length, foundedAtOnce, found);
}

interface Registered {
  readonly userId: string;
  readonly personal: {
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
  };
}

const disabled: DomainEvent = { type: "MemberDisabled", data: {} };

/** What the members are where they differ. */
export function roleAt(index: number, first: Population["role"]): Population["role"] | "CREATOR" {
  if (index < peopleEach) return first;
  return index % 10 === 3 ? "CREATOR" : "USER";
}

/** Where the solution of a member is in the list of all: every third has one. */
function oneOf(index: number, solutions: number): readonly [number, number] {
  if (index % 3 !== 0 || solutions === 0) return [0, 0];
  const place = (index / 3) % solutions;
  return [place, place + 1];
}

/** One item of each list, then the next of each: neighbours belong to different organizations. */
export function inTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

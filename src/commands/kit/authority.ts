/**
 * Asks the streams whether the rights on which a command acts still hold, right before it appends: the
 * read model may be behind (docs/decisions/0017-authority.md).
 */
import { fold } from "../../domain/decider.ts";
import { memberDecider } from "../../domain/member/decider.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import type { MemberState } from "../../domain/member/state.ts";
import type { LostRight } from "../../domain/lost-right.ts";
import { type Permission, reach } from "../../domain/rights.ts";
import { isAbove } from "../../domain/roles.ts";
import { memberStream, organizationStream, userStream } from "../../domain/streams.ts";
import type { EventStore, StreamEnd } from "../../eventstore/port.ts";
import { type Authority, forbidden } from "./authorize.ts";
import type { Services } from "./context.ts";
import { notFound, RejectedError } from "./rejected-error.ts";

type Asked = Pick<Services, "store" | "codec">;

/** The refusal of a command whose caller lost the right while it ran. */
export class RightLost extends RejectedError {}

/**
 * Usually this reads three last events at once, unless they were read ahead. It reads the member's stream
 * only if the read model did not show all of it.
 * @throws RightLost `not-found` if the membership, the person or the organization has ended;
 * `forbidden` if the rights became less
 */
export async function requireAuthority(
  services: Asked,
  authority: Authority,
  ends: Promise<StreamEnds> = endsForAuthority(services.store, authority),
): Promise<void> {
  const { organizationId, userId, revision } = authority;
  const [member, person, organization] = await ends;
  const isOver =
    member === undefined ||
    person?.type === "PersonalDataErased" ||
    organization?.type === "OrganizationDeleted";
  if (isOver) throw ended();
  if (member.revision === revision) return;
  const stream = memberStream(organizationId, userId);
  const events = await services.codec.decode(
    await services.store.readStream(stream),
    memberDecider,
  );
  // What a removal ended stays ended, even if the person is a member again by now.
  const wasRemoved = events.some((event) => {
    return event.revision > revision && event.type === "MemberRemoved";
  });
  if (wasRemoved) throw ended();
  // Safe cast: the codec checks that a stream holds only events of its category.
  requireStill(authority, fold(memberDecider, events as readonly unknown[] as MemberEvent[]));
}

export type StreamEnds = readonly (StreamEnd | undefined)[];

/** The ends of the caller's membership, of the caller and of the organization. */
export function endsForAuthority(
  store: Pick<EventStore, "endsOf">,
  { organizationId, userId }: Pick<Authority, "organizationId" | "userId">,
): Promise<StreamEnds> {
  return store.endsOf([
    memberStream(organizationId, userId),
    userStream(userId),
    organizationStream(organizationId),
  ]);
}

/** @throws RightLost unless the member may still do what they were allowed to do */
function requireStill(
  { role, permission, solutions = new Map() }: Authority,
  now: Pick<MemberState, "status" | "role" | "solutions">,
): void {
  if (now.status !== "ACTIVE") throw ended();
  if (permission !== undefined && reach(permission, now.role) === "none") {
    throw new RightLost("forbidden", forbidden(now.role).detail);
  }
  const isLess =
    isAbove(role, now.role) || [...solutions].some(([id, seen]) => now.solutions[id] !== seen);
  if (!isLess) return;
  const detail = "Your role was changed while this was being done. Try again.";
  throw new RightLost("forbidden", detail);
}

function ended(): RightLost {
  const { code, detail } = notFound("organization");
  return new RightLost(code, detail);
}

/** What a person is in an organization, according to the streams. */
export async function standingInStreams(
  { store, codec }: Asked,
  organizationId: string,
  userId: string,
): Promise<Pick<LostRight, "status"> & Pick<MemberState, "role">> {
  const [records, [person, organization]] = await Promise.all([
    store.readStream(memberStream(organizationId, userId)),
    store.endsOf([userStream(userId), organizationStream(organizationId)]),
  ]);
  const events = await codec.decode(records, memberDecider);
  // Safe cast: the codec checks that a stream holds only events of its category.
  const { status, role } = fold(memberDecider, events as readonly unknown[] as MemberEvent[]);
  if (person?.type === "PersonalDataErased") return { status: "ERASED", role };
  return { status: organization?.type === "OrganizationDeleted" ? "REMOVED" : status, role };
}

/**
 * Asks the streams whether a person still has the permission on which something was begun in their name.
 * @returns what they are instead, if they lost it
 */
export async function lostRightTo(
  services: Asked,
  permission: Permission,
  organizationId: string,
  userId: string,
): Promise<LostRight | undefined> {
  const { status, role } = await standingInStreams(services, organizationId, userId);
  if (status !== "ACTIVE") return { userId, status };
  return reach(permission, role) === "none" ? { userId, status, role } : undefined;
}

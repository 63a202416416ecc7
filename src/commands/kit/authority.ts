/**
 * Asks the streams whether the rights on which a command acts still hold, right before it appends: the
 * read model may be behind (docs/decisions/0017-authority.md).
 */
import { fold } from "../../domain/decider.ts";
import { memberDecider } from "../../domain/member/decider.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import type { MemberState } from "../../domain/member/state.ts";
import { reach } from "../../domain/rights.ts";
import { isAbove } from "../../domain/roles.ts";
import { memberStream, organizationStream, userStream } from "../../domain/streams.ts";
import { type Authority, forbidden } from "./authorize.ts";
import type { Services } from "./context.ts";
import { notFound, RejectedError } from "./rejected-error.ts";

type Asked = Pick<Services, "store" | "codec">;

/**
 * Usually this reads three last events at once. It reads the member's stream only if the read model did
 * not show all of it.
 * @throws RejectedError `not-found` if the membership, the person or the organization has ended;
 * `forbidden` if the rights became less
 */
export async function requireAuthority(services: Asked, authority: Authority): Promise<void> {
  const { organizationId, userId, revision } = authority;
  const stream = memberStream(organizationId, userId);
  const [member, person, organization] = await services.store.endsOf([
    stream,
    userStream(userId),
    organizationStream(organizationId),
  ]);
  const isOver =
    member === undefined ||
    person?.type === "PersonalDataErased" ||
    organization?.type === "OrganizationDeleted";
  if (isOver) throw notFound("organization");
  if (member.revision === revision) return;
  const events = await services.codec.decode(await services.store.readStream(stream));
  // Safe cast: the codec checks that a stream holds only events of its category.
  requireStill(authority, fold(memberDecider, events as readonly unknown[] as MemberEvent[]));
}

/** @throws RejectedError unless the member may still do what they were allowed to do */
export function requireStill(
  { role, permission, solutions = new Map() }: Authority,
  now: Pick<MemberState, "status" | "role" | "solutions">,
): void {
  if (now.status !== "ACTIVE") throw notFound("organization");
  if (permission !== undefined && reach(permission, now.role) === "none") throw forbidden(now.role);
  const isLess =
    isAbove(role, now.role) || [...solutions].some(([id, seen]) => now.solutions[id] !== seen);
  if (!isLess) return;
  const detail = "Your role was changed while this was being done. Try again.";
  throw new RejectedError("forbidden", detail);
}

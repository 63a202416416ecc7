/**
 * EraseUser: a person is forgotten. What says so is one event; what follows from it can be begun again
 * until nothing is left (finishErasure), so a crash between two steps loses none of them.
 *
 * The order: every ownership is let go first, which is refused where it was the last one; then the event,
 * while the person is still a member, so that it stands in the logs of their organizations; then the
 * memberships end, the address is free, all that is kept of the person goes, and last their key.
 */
import type { Actor } from "../eventstore/codec.ts";
import { destroyKey, personStrings, purge } from "../erasure/purge.ts";
import {
  beginErasure,
  type ErasedMembership,
  erasureDone,
  listMemberships,
  listTokenIds,
  withdrawErasure,
} from "../erasure/rows.ts";
import { actorOf, requireSession } from "./authorize.ts";
import { change, load, rehearse } from "./change.ts";
import { changeMember } from "./change-member.ts";
import type { Done, Run } from "./context.ts";
import { notFound, Refused } from "./refused.ts";
import {
  emailTarget,
  memberTarget,
  organizationTarget,
  tokenTarget,
  userTarget,
} from "./targets.ts";
import { furthest, visible } from "./visible.ts";

/** Erases the caller. @throws Refused `last-owner` where an organization would be without one */
export async function eraseCaller(run: Run): Promise<Done> {
  const { caller } = run;
  requireSession(caller);
  // A session that came of an invitation proves a link in a mail, and is for one organization.
  if (caller.organizationId !== undefined) {
    throw new Refused("session-required", "This session is for one organization; sign in first.");
  }
  return eraseUser(run, caller.userId, actorOf(caller));
}

/** The same at an operator's word. */
export async function eraseUser(run: Run, userId: string, actor: Actor): Promise<Done> {
  const { services } = run;
  const { state } = await load(run, userTarget(userId));
  if (!state.registered || state.erased) throw notFound("user");
  const memberships = await listMemberships(services.pool, userId);
  for (const membership of memberships) {
    const revocation = revocationOf(userId, membership);
    if (revocation === undefined) continue;
    await rehearse(run, organizationTarget(membership.organizationId, userId), revocation);
  }
  await beginErasure(services.pool, userId, run.at);
  for (const membership of memberships) {
    const command = revocationOf(userId, membership);
    if (command === undefined) continue;
    const target = organizationTarget(membership.organizationId, userId);
    await change(run, target, { command, actor }).catch(async (error: unknown) => {
      // Another owner was faster to go since it was asked above.
      if (error instanceof Refused) await withdrawErasure(services.pool, userId);
      throw error;
    });
  }
  for (const tokenId of await listTokenIds(services.pool, userId)) {
    const command = { type: "DeleteToken", userId } as const;
    await change(run, tokenTarget(tokenId, userId), { command, actor });
  }
  const erased = await change(run, userTarget(userId), { command: { type: "EraseUser" }, actor });
  const finished = await finishErasure(run, userId, actor, memberships);
  return visible(services, { position: furthest(erased.position, finished) });
}

function revocationOf(userId: string, { ownership }: ErasedMembership) {
  if (ownership === undefined) return undefined;
  return { type: "RevokeOwnership", userId, ownership, reason: { kind: "REMOVED" } } as const;
}

/** All that follows from the event; whatever was done before is found done. */
export async function finishErasure(
  run: Run,
  userId: string,
  actor: Actor,
  memberships: readonly ErasedMembership[],
): Promise<bigint> {
  const { services } = run;
  let position = 0n;
  for (const { organizationId } of memberships) {
    const ended = await endMembership(run, actor, { organizationId, userId });
    position = furthest(position, ended);
  }
  const person = await personStrings(services, userId);
  if (person.email !== undefined) {
    const released = await change(run, emailTarget(services.keys, person.email), {
      command: { type: "ReleaseEmail", userId },
      actor,
    });
    position = furthest(position, released.position);
  }
  // What is visible still shows the person: only then is what they left behind purged.
  await visible(services, { position: furthest(position, await services.store.lastPosition()) });
  await purge(services, person);
  await destroyKey(services, userId);
  await erasureDone(services.pool, userId, run.at);
  return position;
}

/** Where it has not ended already. */
async function endMembership(
  run: Run,
  actor: Actor,
  of: { readonly organizationId: string; readonly userId: string },
): Promise<bigint> {
  const { state } = await load(run, memberTarget(of.organizationId, of.userId));
  if (state.status === "NONE" || state.status === "REMOVED") return 0n;
  const by = { userId: actor.userId, role: "SYSTEM" } as const;
  return (await changeMember(run, actor, of, { type: "RemoveMember", by })).position;
}

/** Goes on with an erasure that was cut off; one that never came to its event is none. */
export async function resumeErasure(run: Run, userId: string, actor: Actor): Promise<void> {
  const { state } = await load(run, userTarget(userId));
  if (!state.erased) return withdrawErasure(run.services.pool, userId);
  await finishErasure(run, userId, actor, await listMemberships(run.services.pool, userId));
}

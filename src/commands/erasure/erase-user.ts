/**
 * EraseUser: a person is forgotten. What says so is one event; what follows from it can be begun again
 * until nothing is left (finishErasure), so a crash between two steps loses none of them.
 *
 * The order: every ownership is let go first, which is refused where it was the last one; then tokens end,
 * and the event follows, while the person is still a member, so that it stands in the logs of their
 * organizations; then sessions and memberships end, the address is free, all that is kept of the person goes, and with it their
 * key. What others had decided before may be written until then: so all of it is looked for once more when
 * nothing can be sealed any longer, and the event is said again, at which read models forget again.
 */
import type { Actor } from "../../eventstore/codec.ts";
import { destroyKey, purge } from "./purge.ts";
import { type PersonStrings, personStrings } from "./person.ts";
import {
  beginErasure,
  erasureDone,
  isAlone,
  listOrganizations,
  listScheduled,
  listTokenIds,
  withdrawErasure,
} from "./rows.ts";
import { actorOf, requireSession } from "../kit/authorize.ts";
import { change, load, rehearse } from "../kit/change.ts";
import { changeMember } from "../kit/change-member.ts";
import type { Done, Run } from "../kit/context.ts";
import { notFound, Refused } from "../kit/refused.ts";
import {
  emailTarget,
  memberTarget,
  notificationTarget,
  organizationTarget,
  tokenTarget,
  userTarget,
} from "../kit/targets.ts";
import { furthest, visible } from "../kit/visible.ts";

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

/** The same at an operator's word; for somebody who was erased before, all is done that is left to do. */
export async function eraseUser(run: Run, userId: string, actor: Actor): Promise<Done> {
  const { services } = run;
  await allVisible(run);
  const { state } = await load(run, userTarget(userId));
  if (!state.registered) throw notFound("user");
  if (state.erased) return { position: await finishErasure(run, userId, actor) };
  const ownerships = await ownershipsOf(run, userId);
  for (const { organizationId, command } of ownerships) {
    await rehearse(run, organizationTarget(organizationId, userId), command);
  }
  await beginErasure(services.pool, userId, run.at);
  for (const { organizationId, command } of ownerships) {
    const target = organizationTarget(organizationId, userId);
    await change(run, target, { command, actor }).catch(async (error: unknown) => {
      // Another owner was faster to go since it was asked above.
      if (error instanceof Refused) await withdrawErasure(services.pool, userId);
      throw error;
    });
  }
  await endTokens(run, userId, actor);
  const erased = await change(run, userTarget(userId), { command: { type: "EraseUser" }, actor });
  const finished = await finishErasure(run, userId, actor);
  return visible(services, { position: furthest(erased.position, finished) });
}

/** What read models say must be what is: who is forgotten here would be left over there. */
async function allVisible({ services }: Run): Promise<void> {
  await visible(services, { position: await services.store.lastPosition() });
}

/** The organizations that the person owns, and how each ownership is let go. */
async function ownershipsOf(run: Run, userId: string) {
  const found = [];
  for (const organizationId of await standingOrganizations(run, userId)) {
    const { state } = await load(run, memberTarget(organizationId, userId));
    if (state.ownership === undefined) continue;
    const reason = { kind: "REMOVED" } as const;
    const { ownership } = state;
    const command = { type: "RevokeOwnership", userId, ownership, reason } as const;
    found.push({ organizationId, command });
  }
  return found;
}

/** Those that the person is a member of; without any whose founding was cut off, which nobody sees. */
async function standingOrganizations(run: Run, userId: string): Promise<string[]> {
  const standing: string[] = [];
  for (const organizationId of await listOrganizations(run.services.pool, userId)) {
    const { state } = await load(run, organizationTarget(organizationId, userId));
    if (state.founded && !state.deleted) standing.push(organizationId);
  }
  return standing;
}

/** All that follows from the event; whatever was done before is found done. */
export async function finishErasure(run: Run, userId: string, actor: Actor): Promise<bigint> {
  const { services } = run;
  await beginErasure(services.pool, userId, run.at);
  const person = await personStrings(services, userId);
  await endAll(run, userId, actor);
  if (person.email !== undefined) {
    const command = { type: "ReleaseEmail", userId } as const;
    await change(run, emailTarget(services.keys, person.email), { command, actor });
  }
  // What is visible still shows the person: only then is what they left behind purged.
  await allVisible(run);
  await purge(services, person);
  await destroyKey(services, userId);
  const position = await forgetAgain(run, person, actor);
  await erasureDone(services.pool, userId, services.clock().toISOString());
  return position;
}

/** What was written about the person since they were looked for; nothing more can be sealed for them. */
export async function forgetAgain(run: Run, person: PersonStrings, actor: Actor): Promise<bigint> {
  const { services } = run;
  const { userId } = person;
  await endAll(run, userId, actor);
  const command = { type: "EraseAgain" } as const;
  const { position } = await change(run, userTarget(userId), { command, actor });
  await allVisible(run);
  await purge(services, person);
  return position;
}

/** Sessions, tokens, notifications to come, memberships: whatever of the person could still do something. */
async function endAll(run: Run, userId: string, actor: Actor): Promise<void> {
  const { services } = run;
  await services.pool.query("delete from sessions where user_id = $1", [userId]);
  await allVisible(run);
  await endTokens(run, userId, actor);
  for (const { organizationId, notificationId } of await listScheduled(services.pool, userId)) {
    const target = notificationTarget(organizationId, notificationId, userId);
    const command = { type: "CancelNotification" } as const;
    await change(run, target, { command, actor }).catch((error: unknown) => {
      // It went out meanwhile.
      if (!(error instanceof Refused)) throw error;
    });
  }
  for (const organizationId of await standingOrganizations(run, userId)) {
    await endMembership(run, actor, { organizationId, userId });
  }
}

async function endTokens(run: Run, userId: string, actor: Actor): Promise<void> {
  for (const tokenId of await listTokenIds(run.services.pool, userId)) {
    const command = { type: "DeleteToken", userId } as const;
    await change(run, tokenTarget(tokenId, userId), { command, actor });
  }
}

/** Where it has not ended already. */
async function endMembership(
  run: Run,
  actor: Actor,
  of: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  const { state } = await load(run, memberTarget(of.organizationId, of.userId));
  if (state.status === "NONE" || state.status === "REMOVED") return;
  const by = { userId: actor.userId, role: "SYSTEM" } as const;
  await changeMember(run, actor, of, { type: "RemoveMember", by }).catch(async (error: unknown) => {
    // Made the last owner since the ownerships were let go. What tells who they were goes all the same.
    if (!(error instanceof Refused) || error.code !== "last-owner") throw error;
    if (await isAlone(run.services.pool, of)) {
      const target = organizationTarget(of.organizationId, of.userId);
      await change(run, target, { command: { type: "DeleteOrganization" }, actor });
      return;
    }
    run.services.log.error(
      of,
      "a person was made the last owner of an organization while they were erased: make somebody else an owner",
    );
  });
}

/** Goes on with an erasure that was cut off: forward, for part of it may be done. */
export async function resumeErasure(run: Run, userId: string, actor: Actor): Promise<void> {
  try {
    await eraseUser(run, userId, actor);
  } catch (error) {
    // What would end now as it began then: not at all.
    if (!(error instanceof Refused) || !refusals.has(error.code)) throw error;
    await withdrawErasure(run.services.pool, userId);
  }
}

const refusals: ReadonlySet<string> = new Set(["not-found", "last-owner"]);

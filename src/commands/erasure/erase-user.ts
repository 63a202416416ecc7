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
  listErasableOrganizations,
  listScheduled,
  listTokenIds,
  withdrawErasure,
} from "./rows.ts";
import { actorOf, requireFullSession } from "../kit/authorize.ts";
import { change, load, dryRun } from "../kit/change.ts";
import { changeMember } from "../kit/change-member.ts";
import { type CommandContext, type CommandResult, withoutIfMatch } from "../kit/context.ts";
import { notFound, RejectedError } from "../kit/rejected-error.ts";
import {
  emailTarget,
  memberTarget,
  notificationTarget,
  organizationTarget,
  tokenTarget,
  userTarget,
} from "../kit/stream-targets.ts";
import { furthest, waitUntilVisible } from "../kit/wait-until-visible.ts";

/** Erases the caller. @throws RejectedError `last-owner` where an organization would be without one */
export async function eraseCaller(context: CommandContext): Promise<CommandResult> {
  requireFullSession(context);
  return eraseUser(withoutIfMatch(context), context.caller.userId, actorOf(context));
}

/** The same at an operator's word; for somebody who was erased before, all is done that is left to do. */
export async function eraseUser(
  context: CommandContext,
  userId: string,
  actor: Actor,
): Promise<CommandResult> {
  const { services } = context;
  await allVisible(context);
  const { state } = await load(context, userTarget(userId));
  if (!state.registered) throw notFound("user");
  if (state.erased) return { position: await finishErasure(context, userId, actor) };
  const ownerships = await ownershipsOf(context, userId);
  for (const { organizationId, command } of ownerships) {
    await dryRun(context, organizationTarget(organizationId, userId), command);
  }
  await beginErasure(services.pool, userId, context.at);
  for (const { organizationId, command } of ownerships) {
    const target = organizationTarget(organizationId, userId);
    await change(context, target, { command, actor }).catch(async (error: unknown) => {
      // Another owner was faster to go since it was asked above.
      if (error instanceof RejectedError) await withdrawErasure(services.pool, userId);
      throw error;
    });
  }
  await endTokens(context, userId, actor);
  const erased = await change(context, userTarget(userId), {
    command: { type: "EraseUser" },
    actor,
  });
  const finished = await finishErasure(context, userId, actor);
  return { position: furthest(erased.position, finished) };
}

/** What read models say must be what is: who is forgotten here would be left over there. */
async function allVisible({ services }: CommandContext): Promise<void> {
  await waitUntilVisible(services.directory, await services.store.lastPosition());
}

/** The organizations that the person owns, and how each ownership is let go. */
async function ownershipsOf(context: CommandContext, userId: string) {
  const found = [];
  for (const organizationId of await standingOrganizations(context, userId)) {
    const { state } = await load(context, memberTarget(organizationId, userId));
    if (state.ownership === undefined) continue;
    const reason = { kind: "REMOVED" } as const;
    const { ownership } = state;
    const command = { type: "RevokeOwnership", userId, ownership, reason } as const;
    found.push({ organizationId, command });
  }
  return found;
}

/** Those that the person is a member of; without any whose founding was cut off, which nobody sees. */
async function standingOrganizations(context: CommandContext, userId: string): Promise<string[]> {
  const standing: string[] = [];
  for (const organizationId of await listErasableOrganizations(context.services.pool, userId)) {
    const { state } = await load(context, organizationTarget(organizationId, userId));
    if (state.founded && !state.deleted) standing.push(organizationId);
  }
  return standing;
}

/** All that follows from the event; whatever was done before is found done. */
export async function finishErasure(
  context: CommandContext,
  userId: string,
  actor: Actor,
): Promise<bigint> {
  const { services } = context;
  await beginErasure(services.pool, userId, context.at);
  const person = await personStrings(services, userId);
  await endAll(context, userId, actor);
  if (person.email !== undefined) {
    const command = { type: "ReleaseEmail", userId } as const;
    await change(context, emailTarget(services.keys, person.email), { command, actor });
  }
  // What is visible still shows the person: only then is what they left behind purged.
  await allVisible(context);
  await purge(services, person);
  await destroyKey(services, userId);
  const position = await forgetAgain(context, person, actor);
  await erasureDone(services.pool, userId, services.clock().toISOString());
  return position;
}

/** What was written about the person since they were looked for; nothing more can be sealed for them. */
export async function forgetAgain(
  context: CommandContext,
  person: PersonStrings,
  actor: Actor,
): Promise<bigint> {
  const { services } = context;
  const { userId } = person;
  await endAll(context, userId, actor);
  const command = { type: "EraseAgain" } as const;
  const { position } = await change(context, userTarget(userId), { command, actor });
  await allVisible(context);
  await purge(services, person);
  return position;
}

/** Sessions, tokens, notifications to come, memberships: whatever of the person could still do something. */
async function endAll(context: CommandContext, userId: string, actor: Actor): Promise<void> {
  const { services } = context;
  await services.pool.query("delete from sessions where user_id = $1", [userId]);
  await allVisible(context);
  await endTokens(context, userId, actor);
  for (const { organizationId, notificationId } of await listScheduled(services.pool, userId)) {
    const target = notificationTarget(organizationId, notificationId, userId);
    const command = { type: "CancelNotification" } as const;
    await change(context, target, { command, actor }).catch((error: unknown) => {
      // It went out meanwhile.
      if (!(error instanceof RejectedError)) throw error;
    });
  }
  for (const organizationId of await standingOrganizations(context, userId)) {
    await endMembership(context, actor, { organizationId, userId });
  }
}

async function endTokens(context: CommandContext, userId: string, actor: Actor): Promise<void> {
  for (const tokenId of await listTokenIds(context.services.pool, userId)) {
    const command = { type: "DeleteToken", userId } as const;
    await change(context, tokenTarget(tokenId, userId), { command, actor });
  }
}

/** Where it has not ended already. */
async function endMembership(
  context: CommandContext,
  actor: Actor,
  membership: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  const { state } = await load(context, memberTarget(membership.organizationId, membership.userId));
  if (state.status === "NONE" || state.status === "REMOVED") return;
  const by = { userId: actor.userId, role: "SYSTEM" } as const;
  await changeMember(context, actor, membership, { type: "RemoveMember", by }).catch(
    async (error: unknown) => {
      // Made the last owner since the ownerships were let go. What tells who they were goes all the same.
      if (!(error instanceof RejectedError) || error.code !== "last-owner") throw error;
      if (await isAlone(context.services.pool, membership)) {
        const target = organizationTarget(membership.organizationId, membership.userId);
        await change(context, target, { command: { type: "DeleteOrganization" }, actor });
        return;
      }
      context.services.log.error(
        membership,
        "a person was made the last owner of an organization while they were erased: make somebody else an owner",
      );
    },
  );
}

/** Goes on with an erasure that was cut off: forward, for part of it may be done. */
export async function resumeErasure(
  context: CommandContext,
  userId: string,
  actor: Actor,
): Promise<void> {
  try {
    await eraseUser(context, userId, actor);
  } catch (error) {
    // What would end now as it began then: not at all.
    if (!(error instanceof RejectedError) || !refusals.has(error.code)) throw error;
    await withdrawErasure(context.services.pool, userId);
  }
}

const refusals: ReadonlySet<string> = new Set(["not-found", "last-owner"]);

/**
 * EraseUser: erases a person. docs/decisions/0013-erasure.md gives the steps and the reasons for their
 * order. The steps after the event can be repeated (finishErasure), so a crash loses none of them.
 */
import type { ErasureOrder } from "../../domain/user/decider.ts";
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
import { change, dryRun, load } from "../kit/change.ts";
import { requireRevision } from "../kit/conditions.ts";
import { changeMember, revokeOwnership } from "../kit/change-member.ts";
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
import { audit } from "../../projections/audit/audit.ts";
import { notifications } from "../../projections/notifications/notifications.ts";
import { furthest, readMilliseconds, waitUntilVisible } from "../kit/wait-until-visible.ts";

/** Erases the caller. @throws RejectedError `last-owner` if an organization would have no owner left */
export async function eraseCaller(context: CommandContext): Promise<CommandResult> {
  requireFullSession(context);
  return eraseUser(context, context.caller.userId, actorOf(context));
}

/** Erases a user on the order of an operator. For an erased user it finishes what is left to do. */
export async function eraseUser(
  request: CommandContext,
  userId: string,
  actor: Actor,
  order: ErasureOrder = {},
): Promise<CommandResult> {
  const context = withoutIfMatch(request);
  const { services } = context;
  await allVisible(context);
  const { state, events } = await load(context, userTarget(userId));
  if (!state.registered) throw notFound("user");
  if (state.erased) return { position: await finishErasure(context, userId, actor, order) };
  // Before the first step, because the erasure must not stop halfway.
  requireRevision(request, events.at(-1)?.revision);
  const ownerships = await ownershipsOf(context, userId);
  for (const { organizationId, command } of ownerships) {
    await dryRun(context, organizationTarget(organizationId, userId), command);
  }
  await beginErasure(services.pool, userId, context.at);
  for (const { organizationId, command } of ownerships) {
    await revokeOwnership(context, actor, organizationId, command).catch(async (error: unknown) => {
      // Another owner has left since the dry run, so this is now the last one.
      if (error instanceof RejectedError) await withdrawErasure(services.pool, userId);
      throw error;
    });
  }
  await endTokens(context, userId, actor);
  const erased = await change(context, userTarget(userId), {
    command: { type: "EraseUser", order },
    actor,
  });
  const finished = await finishErasure(context, userId, actor);
  return { position: furthest(erased.position, finished) };
}

/** Waits for the read models, because the erasure finds what to delete by them. */
async function allVisible({ services }: CommandContext): Promise<void> {
  const position = await services.store.lastPosition();
  const detail = `Reads do not show everything up to position ${position} yet. Nothing was erased.`;
  await waitUntilVisible(services.directory, position, detail);
  await Promise.all(
    // One that has stopped must not keep anybody from being erased: the repair deletes what it shows later.
    [notifications, audit].map((projection) =>
      services.readModel(projection).waitFor(position, readMilliseconds),
    ),
  );
  if (!services.directory.hasSetAside()) return;
  throw new RejectedError(
    "set-aside",
    "Nobody can be erased while an organization or a person is set aside: what is to be erased is not known. An operator must repair it.",
  );
}

/** The organizations that the person owns, each with the command that revokes the ownership. */
async function ownershipsOf(context: CommandContext, userId: string) {
  const ownerships = [];
  for (const organizationId of await existingOrganizations(context, userId)) {
    const { state } = await load(context, memberTarget(organizationId, userId));
    if (state.ownership === undefined) continue;
    const reason = { kind: "REMOVED" } as const;
    const { ownership } = state;
    const command = { type: "RevokeOwnership", userId, ownership, reason } as const;
    ownerships.push({ organizationId, command });
  }
  return ownerships;
}

/** The person's organizations, without those that are deleted or whose founding crashed halfway. */
async function existingOrganizations(context: CommandContext, userId: string): Promise<string[]> {
  const existing: string[] = [];
  for (const organizationId of await listErasableOrganizations(context.services.pool, userId)) {
    const { state } = await load(context, organizationTarget(organizationId, userId));
    if (state.founded && !state.deleted) existing.push(organizationId);
  }
  return existing;
}

/** Every step after the event. Repeating it does no harm. */
async function finishErasure(
  context: CommandContext,
  userId: string,
  actor: Actor,
  order: ErasureOrder = {},
): Promise<bigint> {
  const { services } = context;
  await beginErasure(services.pool, userId, context.at);
  const person = await personStrings(services, userId);
  await endAll(context, userId, actor);
  if (person.email !== undefined) {
    const command = { type: "ReleaseEmail", userId } as const;
    await change(context, emailTarget(services.keys, person.email), { command, actor });
  }
  // The read models must contain everything about the person before it is purged.
  await allVisible(context);
  await purge(services, person);
  await destroyKey(services, userId);
  const position = await forgetAgain(context, person, actor, order);
  await erasureDone(services.pool, userId, services.clock().toISOString());
  return position;
}

/**
 * Deletes what was written while the erasure ran. The key is gone, so nothing new can be sealed. It changes
 * the same streams once more, so it has ids of its own.
 */
export async function forgetAgain(
  request: CommandContext,
  person: PersonStrings,
  actor: Actor,
  order: ErasureOrder = {},
): Promise<bigint> {
  const context = { ...request, ids: request.ids.part("again") };
  const { services } = context;
  const { userId } = person;
  await endAll(context, userId, actor);
  const command = { type: "EraseAgain", order } as const;
  const { position } = await change(context, userTarget(userId), { command, actor });
  await allVisible(context);
  await purge(services, person);
  return position;
}

/** Ends the person's sessions, tokens, scheduled notifications and memberships. */
async function endAll(context: CommandContext, userId: string, actor: Actor): Promise<void> {
  const { services } = context;
  await services.pool.query("delete from sessions where user_id = $1", [userId]);
  await allVisible(context);
  await endTokens(context, userId, actor);
  for (const { organizationId, notificationId } of await listScheduled(services.pool, userId)) {
    const target = notificationTarget(organizationId, notificationId, userId);
    const command = { type: "CancelNotification" } as const;
    await change(context, target, { command, actor }).catch((error: unknown) => {
      // It has been sent in the meantime.
      if (!(error instanceof RejectedError)) throw error;
    });
  }
  for (const organizationId of await existingOrganizations(context, userId)) {
    await endMembership(context, actor, { organizationId, userId });
  }
}

async function endTokens(context: CommandContext, userId: string, actor: Actor): Promise<void> {
  for (const tokenId of await listTokenIds(context.services.pool, userId)) {
    const command = { type: "DeleteToken", userId } as const;
    await change(context, tokenTarget(tokenId, userId), { command, actor });
  }
}

async function endMembership(
  context: CommandContext,
  actor: Actor,
  membership: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  const { state } = await load(context, memberTarget(membership.organizationId, membership.userId));
  if (state.status === "NONE" || state.status === "REMOVED") return;
  const by = { userId: actor.userId, role: "SYSTEM" } as const;
  await changeMember(context, { actor }, membership, { type: "RemoveMember", by }).catch(
    async (error: unknown) => {
      if (!(error instanceof RejectedError)) throw error;
      // Somebody, such as another erasure of the person, has removed them since.
      if (error.code === "not-found") return;
      // They became the last owner after their ownerships were revoked. The erasure goes on.
      if (error.code !== "last-owner") throw error;
      if (await isAlone(context.services.pool, membership)) {
        const target = organizationTarget(membership.organizationId, membership.userId);
        await change(context, target, { command: { type: "DeleteOrganization" }, actor });
        return;
      }
      context.services.log.error(
        membership,
        "an erased person became the last owner of an organization; make another member an owner",
      );
    },
  );
}

/** Continues an unfinished erasure. It goes forward, because part of it may already be done. */
export async function resumeErasure(context: CommandContext, userId: string, actor: Actor) {
  try {
    await eraseUser(context, userId, actor);
  } catch (error) {
    // It is refused now, before its event: withdraw the request.
    if (!(error instanceof RejectedError) || !refusals.has(error.code)) throw error;
    await withdrawErasure(context.services.pool, userId);
  }
}

const refusals: ReadonlySet<string> = new Set(["not-found", "last-owner"]);

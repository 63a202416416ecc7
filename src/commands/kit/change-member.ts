/**
 * Changes a membership with the ownership guard (docs/decisions/0003-the-ownership-guard.md).
 * The guard revokes an ownership *before* the member's event ends it, and grants one *after* the
 * member's event begins it. So every owner in the guard is a real one, even after a crash in between.
 */
import type { MemberCommand } from "../../domain/member/commands.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import type { MemberState } from "../../domain/member/state.ts";
import type { OrganizationCommand } from "../../domain/organization/decider.ts";
import type { Actor } from "../../eventstore/codec.ts";
import { change, type Changed, dryRun, load, type Step, type StreamChange } from "./change.ts";
import { type CommandContext, withoutIfMatch } from "./context.ts";
import { RejectedError } from "./rejected-error.ts";
import { memberTarget, organizationTarget } from "./stream-targets.ts";
import { furthest } from "./wait-until-visible.ts";

export interface Membership {
  readonly organizationId: string;
  readonly userId: string;
}

/** Who changes the membership, on which rights, and because of which event; what is known of it. */
type By = Pick<
  StreamChange<MemberState, unknown, MemberEvent>,
  "actor" | "authority" | "causationId" | "isCompletion" | "known" | "ends"
>;

/** @param by who acts; with `authority`, the streams are asked for their rights before the append */
export async function changeMember(
  context: CommandContext,
  by: By,
  membership: Membership,
  command: MemberCommand | ((state: MemberState) => Promise<MemberCommand>),
): Promise<Changed<MemberState, MemberEvent>> {
  const { actor } = by;
  const target = memberTarget(membership.organizationId, membership.userId);
  const beforeAppend = async (step: Step<MemberState, MemberEvent>): Promise<void> => {
    await requireRoomForOwner(context, membership, step);
    await revokeWhatEnds(context, actor, membership, step);
  };
  const member = await change(context, target, { ...by, command, beforeAppend });
  const { before, after, events, lastEventId: causationId } = member;
  const isOver = after.ownership === undefined;
  // Without new events, an earlier try may have crashed before its grant, so it is granted now.
  if (isOver || (events.length > 0 && before.ownership === after.ownership)) return member;
  const granted = await grantOwnership(
    context,
    { actor, causationId },
    membership,
    after.ownership,
  );
  return { ...member, position: furthest(member.position, granted) };
}

/** Records in the guard an ownership that the member's stream has begun. */
export async function grantOwnership(
  context: CommandContext,
  by: Pick<By, "actor" | "causationId">,
  { organizationId, userId }: Membership,
  ownership: number,
): Promise<bigint> {
  const guard = organizationTarget(organizationId, userId);
  const command = { type: "GrantOwnership", userId, ownership } as const;
  const wanted = { ...by, command, isCompletion: true };
  return (await change(withoutIfMatch(context), guard, wanted)).position;
}

/** The guard must have room for an ownership before the member's stream begins it. */
async function requireRoomForOwner(
  context: CommandContext,
  { organizationId, userId }: Membership,
  { before, after }: Step<MemberState, MemberEvent>,
): Promise<void> {
  // A founder's organization does not exist yet.
  if (after.ownership === undefined || after.ownership === before.ownership) return;
  if (before.status === "NONE") return;
  const guard = organizationTarget(organizationId, userId);
  const command = { type: "GrantOwnership", userId, ownership: after.ownership } as const;
  await dryRun(context, guard, command);
  const { state } = await load(context, guard);
  const atMost = context.services.limits.ownersPerOrganization;
  if (Object.keys(state.guarded).length < atMost) return;
  const detail = `An organization has at most ${atMost} owners (ownersPerOrganization). Make another owner an admin first.`;
  throw new RejectedError("limit-reached", detail);
}

async function revokeWhatEnds(
  context: CommandContext,
  actor: Actor,
  { organizationId, userId }: Membership,
  { before, after, events }: Step<MemberState, MemberEvent>,
): Promise<void> {
  if (before.ownership === undefined || after.ownership === before.ownership) return;
  const reason = reasonIn(events);
  const command = { type: "RevokeOwnership", userId, ownership: before.ownership, reason } as const;
  await revokeOwnership(context, actor, organizationId, command);
}

/**
 * A command that is tried again may find another ownership than the one that it has revoked. So each
 * revocation has ids of its own, and is not taken for the other.
 */
export async function revokeOwnership(
  context: CommandContext,
  actor: Actor,
  organizationId: string,
  command: Extract<OrganizationCommand, { type: "RevokeOwnership" }>,
): Promise<void> {
  const ids = context.ids.part(`ownership ${command.ownership}`);
  const guard = organizationTarget(organizationId, command.userId);
  await change(withoutIfMatch({ ...context, ids }), guard, { command, actor });
}

type Reason = Extract<OrganizationCommand, { type: "RevokeOwnership" }>["reason"];

function reasonIn(events: readonly MemberEvent[]): Reason {
  for (const event of events) {
    if (event.type === "OrgRoleChanged") return { kind: "ROLE_CHANGED", role: event.data.to };
    if (event.type === "MemberDisabled") return { kind: "DISABLED" };
    if (event.type === "MemberRemoved") return { kind: "REMOVED" };
  }
  throw new Error(`none of ${events.map(({ type }) => type).join(", ")} ends an ownership`);
}

/**
 * Enforces the limits of members and open invitations under any concurrency. An invitation first takes a seat: a row that all
 * instances see. Members and seats are counted together under a lock. The row is deleted when the member
 * is visible, and expires if the process crashes.
 */
import { transaction } from "../../platform/database/pool.ts";
import type { Limits } from "../../domain/budgets.ts";
import { addMinutes } from "../../domain/time.ts";
import type { Membership } from "../kit/change-member.ts";
import type { CommandContext } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";

/** A seat expires after this time, which is longer than any command takes. */
const heldMinutes = 2;

/** Farther from both limits than any instances can invite at once, so nothing need be counted exactly. */
const farSeats = 10_000;

/**
 * Runs the work while it holds a seat for the person, unless the organization is far from its limits.
 * @param memberLimit the organization's own limit
 * @throws RejectedError `member-limit` or `limit-reached` if no seat is free and the person is not a member
 *   yet
 */
export async function withSeat<Result>(
  context: CommandContext,
  membership: Membership,
  memberLimit: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (await isFar(context, membership.organizationId, memberLimit)) return work();
  await takeSeat(context, membership, memberLimit);
  try {
    const result = await work();
    await leaveSeat(context, membership);
    return result;
  } catch (error) {
    // After other errors the member may have been written, so the seat is left to expire.
    if (error instanceof RejectedError && !error.isTransient) await leaveSeat(context, membership);
    throw error;
  }
}

async function takeSeat(
  context: CommandContext,
  { organizationId, userId }: Membership,
  memberLimit: number | undefined,
): Promise<void> {
  const { pool, limits } = context.services;
  await transaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `seats ${organizationId}`,
    ]);
    const { rows } = await client.query<Taken>(
      `select exists (select from members where organization_id = $1 and user_id = $2) as "isKnown",
              member_count as members,
              (select count(*) from seats s
               where s.organization_id = $1 and s.user_id <> $2 and s.taken_at > $3
                 and not exists (select from members m
                   where m.organization_id = $1 and m.user_id = s.user_id))::integer as seats,
              (select count(*) from members
               where organization_id = $1 and status = 'INVITED')::integer as pending
       from organizations where organization_id = $1`,
      [organizationId, userId, addMinutes(context.at, -heldMinutes)],
    );
    const { isKnown, members, seats, pending } = rows[0] ?? nobody;
    const counted = { members: members + seats, pending: pending + seats };
    // A person who is a member or has a seat does not need another.
    const refusal = isKnown ? undefined : refusalFor(counted, memberLimit, limits);
    if (refusal !== undefined) throw refusal;
    await client.query(
      `insert into seats (organization_id, user_id, taken_at) values ($1, $2, $3)
       on conflict (organization_id, user_id) do update set taken_at = excluded.taken_at`,
      [organizationId, userId, context.at],
    );
  });
}

interface Taken {
  readonly isKnown: boolean;
  readonly members: number;
  readonly seats: number;
  readonly pending: number;
}

const nobody: Taken = { isKnown: false, members: 0, seats: 0, pending: 0 };

async function leaveSeat({ services }: CommandContext, { organizationId, userId }: Membership) {
  const text = "delete from seats where organization_id = $1 and user_id = $2";
  await services.pool.query(text, [organizationId, userId]);
}

/** Members of any status, and those who have not accepted yet. */
interface SeatCounts {
  readonly members: number;
  readonly pending: number;
}

/** Why one more member is refused; undefined if there is room. */
export function refusalFor(
  { members, pending }: SeatCounts,
  memberLimit: number | undefined,
  { membersPerOrganization, pendingInvitations }: Limits,
): RejectedError | undefined {
  if (memberLimit !== undefined && members >= memberLimit) {
    return new RejectedError("member-limit", `The limit of ${memberLimit} members is reached.`);
  }
  if (members >= membersPerOrganization) {
    const detail = `An organization has at most ${membersPerOrganization} members (membersPerOrganization). Remove members first.`;
    return new RejectedError("limit-reached", detail);
  }
  if (pending < pendingInvitations) return undefined;
  const detail = `An organization has at most ${pendingInvitations} open invitations (pendingInvitations). Wait until some are accepted, or remove invited members.`;
  return new RejectedError("limit-reached", detail);
}

/** What the read model shows, without the seats that are taken. */
export async function countSeats({ services: { pool } }: CommandContext, organizationId: string) {
  const { rows } = await pool.query<SeatCounts>({
    name: "count seats",
    text: `select member_count as members,
                  (select count(*) from members
                   where organization_id = $1 and status = 'INVITED')::integer as pending
           from organizations where organization_id = $1`,
    values: [organizationId],
  });
  return rows[0] ?? { members: 0, pending: 0 };
}

async function isFar(
  context: CommandContext,
  organizationId: string,
  memberLimit = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const { membersPerOrganization, pendingInvitations } = context.services.limits;
  const { members, pending } = await countSeats(context, organizationId);
  const free = Math.min(memberLimit, membersPerOrganization) - members;
  return Math.min(free, pendingInvitations - pending) > farSeats;
}

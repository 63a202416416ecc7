/**
 * Enforces the member limit under any concurrency. An invitation first takes a seat: a row that all
 * instances see. Members and seats are counted together under a lock. The row is deleted when the member
 * is visible, and expires if the process crashes.
 */
import { transaction } from "../../platform/database/pool.ts";
import { addMinutes } from "../../domain/time.ts";
import { countMembers } from "../../projections/directory/queries/organizations.ts";
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
  membership: { readonly organizationId: string; readonly userId: string },
  memberLimit: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const { limits, pool } = context.services;
  const lowest = Math.min(
    memberLimit ?? Number.POSITIVE_INFINITY,
    limits.membersPerOrganization,
    limits.pendingInvitations,
  );
  const members = await countMembers(pool, membership.organizationId);
  if (lowest - members > farSeats) return work();
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
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
  memberLimit: number | undefined,
): Promise<void> {
  const { pool, limits } = context.services;
  const { membersPerOrganization, pendingInvitations } = limits;
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
    // A person who is a member or has a seat does not need another.
    if (!isKnown) {
      const taken = members + seats;
      if (memberLimit !== undefined && taken >= memberLimit) throw memberLimitReached(memberLimit);
      if (taken >= membersPerOrganization) {
        const detail = `An organization has at most ${membersPerOrganization} members (membersPerOrganization). Remove members first.`;
        throw new RejectedError("limit-reached", detail);
      }
      if (pending + seats >= pendingInvitations) {
        const detail = `An organization has at most ${pendingInvitations} open invitations (pendingInvitations). Wait until some are accepted, or remove invited members.`;
        throw new RejectedError("limit-reached", detail);
      }
    }
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

async function leaveSeat(
  { services }: CommandContext,
  membership: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  await services.pool.query("delete from seats where organization_id = $1 and user_id = $2", [
    membership.organizationId,
    membership.userId,
  ]);
}

/** The free seats according to the member count alone, for a dry run. */
export async function freeSeats(
  { services }: CommandContext,
  organizationId: string,
  limit: number | undefined,
): Promise<number> {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, limit - (await countMembers(services.pool, organizationId)));
}

export function memberLimitReached(limit: number | undefined): RejectedError {
  return new RejectedError("member-limit", `The limit of ${limit} members is reached.`);
}

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

/**
 * Runs the work while it holds a seat for the person, if the organization has a limit.
 * @throws RejectedError `member-limit` if no seat is free and the person is not a member yet
 */
export async function withSeat<Result>(
  context: CommandContext,
  membership: { readonly organizationId: string; readonly userId: string },
  limit: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (limit === undefined) return work();
  await takeSeat(context, membership, limit);
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
  limit: number,
): Promise<void> {
  const isTaken = await transaction(context.services.pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `seats ${organizationId}`,
    ]);
    // A person who is a member or has a seat does not need another.
    const { rowCount } = await client.query(
      `insert into seats (organization_id, user_id, taken_at)
       select $1, $2, $3
       where exists (select from members where organization_id = $1 and user_id = $2)
          or (select member_count from organizations where organization_id = $1)
             + (select count(*) from seats s
                where s.organization_id = $1 and s.user_id <> $2 and s.taken_at > $4
                  and not exists (select from members m
                    where m.organization_id = $1 and m.user_id = s.user_id)) < $5
       on conflict (organization_id, user_id) do update set taken_at = excluded.taken_at`,
      [organizationId, userId, context.at, addMinutes(context.at, -heldMinutes), limit],
    );
    return rowCount === 1;
  });
  if (isTaken) return;
  throw memberLimitReached(limit);
}

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

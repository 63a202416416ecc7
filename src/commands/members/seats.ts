/**
 * The member limit, kept under any concurrency. Before an invitation is written its place is taken in a
 * row that all instances see; members and such rows are counted together under a lock. The row goes once
 * the member is visible, and by itself where its process fell.
 */
import { transaction } from "../../platform/database/pool.ts";
import { addMinutes } from "../../domain/time.ts";
import { countMembers } from "../../projections/directory/queries/organizations.ts";
import type { CommandContext } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";

/** Longer than any command takes. */
const heldMinutes = 2;

/**
 * Runs the work with a place for the person, where the organization has a limit.
 * @throws RejectedError `member-limit` where no place is left for one who is no member yet
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
    // Anything else may have been written all the same: its row goes by itself.
    if (error instanceof RejectedError && !error.isTemporary) await leaveSeat(context, membership);
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
    // Who is a member, or has a place already, takes none.
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

/** Places that are left, as far as the members tell; for a dry run. */
export async function freeSeats(
  { services }: CommandContext,
  organizationId: string,
  limit: number | undefined,
): Promise<number> {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, limit - (await countMembers(services.pool, organizationId)));
}

export function memberLimitReached(limit: number | undefined): RejectedError {
  return new RejectedError("member-limit", `The organization has its ${limit} members already.`);
}

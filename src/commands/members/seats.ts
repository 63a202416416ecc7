/**
 * Enforces the limits of members and open invitations under any concurrency. An invitation first takes a
 * seat: a row that all instances see. Members and seats are counted together under a lock. The row is
 * deleted when the member is visible, and expires if the process crashes. Seats that are asked for at the
 * same time are taken together.
 */
import type pg from "pg";
import { givenArray, givenArrays } from "../../platform/database/given-array.ts";
import { groupedRead } from "../../platform/group-reads.ts";
import { transaction } from "../../platform/database/pool.ts";
import type { Limits } from "../../domain/budgets.ts";
import { addMinutes } from "../../domain/time.ts";
import type { Membership } from "../kit/change-member.ts";
import type { CommandContext, CommandResult } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { waitUntilShown } from "../kit/wait-until-visible.ts";
import type { InviteRules, SeatCounts } from "./sending.ts";

/** A seat expires after this time, which is longer than any command takes. */
const heldMinutes = 2;

/** Farther from both limits than any instances can invite at once, so nothing need be counted exactly. */
const farSeats = 10_000;

/**
 * Runs the work while it holds a seat for the person, unless the organization is far from its limits.
 * @throws RejectedError `member-limit` or `limit-reached` if no seat is free and the person is not a member
 *   yet
 */
export async function withSeat<Result extends CommandResult>(
  context: CommandContext,
  membership: Membership,
  rules: InviteRules,
  work: () => Promise<Result>,
): Promise<Result> {
  const { pool, limits, directory } = context.services;
  const { memberLimit } = rules.settings;
  if (isFar(rules, limits)) return work();
  const { refusal } = await takeSeat(pool, { ...membership, memberLimit, limits, at: context.at });
  if (refusal !== undefined) throw refusal;
  try {
    const result = await work();
    // The seat is kept until the directory counts the member.
    await waitUntilShown(directory, result.position);
    await leaveSeat(pool, membership);
    return result;
  } catch (error) {
    // After other errors the member may have been written, so the seat is left to expire.
    if (error instanceof RejectedError && !error.isTransient) await leaveSeat(pool, membership);
    throw error;
  }
}

function isFar(
  {
    settings: { memberLimit = Number.POSITIVE_INFINITY },
    seats: { members, pending },
  }: InviteRules,
  { membersPerOrganization, pendingInvitations }: Limits,
): boolean {
  const free = Math.min(memberLimit, membersPerOrganization) - members;
  return Math.min(free, pendingInvitations - pending) > farSeats;
}

interface Asked extends Membership {
  /** The organization's own limit. */
  readonly memberLimit: number | undefined;
  readonly limits: Limits;
  /** RFC 3339: now. */
  readonly at: string;
}

/** Takes the seats of a group in one transaction, each as if it came after the one before. */
const takeSeat = groupedRead((pool: pg.Pool, asked: readonly Asked[]) =>
  transaction(pool, async (client) => {
    await lockSeats(client, asked);
    const found = await countSeats(client, asked);
    /** By organization: how many this group has taken so far. */
    const taken = new Map<string, number>();
    const seated = new Map<string, Asked>();
    const outcomes = asked.map((each, index) => {
      const { organizationId, userId, memberLimit, limits } = each;
      const { isMember, isSeated, members, seats, pending } = found[index] ?? nobody;
      const key = `${organizationId} ${userId}`;
      const before = taken.get(organizationId) ?? 0;
      // A person who is a member or has a seat does not need another.
      const needed = isMember || isSeated || seated.has(key) ? 0 : 1;
      const others = seats + before - (isMember ? 0 : 1 - needed);
      const counted = { members: members + others, pending: pending + others };
      const refusal = isMember ? undefined : refusalFor(counted, memberLimit, limits);
      if (refusal === undefined) {
        taken.set(organizationId, before + needed);
        seated.set(key, each);
      }
      return { refusal };
    });
    await keepSeats(client, [...seated.values()]);
    return outcomes;
  }),
);

async function lockSeats(client: pg.ClientBase, asked: readonly Asked[]): Promise<void> {
  const organizationIds = new Set(asked.map(({ organizationId }) => organizationId));
  await client.query({
    name: "lock seats",
    text: "select pg_advisory_xact_lock(hashtextextended('seats ' || id, 0)) from unnest($1::text[]) id",
    // In one order, so that two groups never wait for each other.
    values: [[...organizationIds].toSorted()],
  });
}

interface Found extends SeatCounts {
  readonly isMember: boolean;
  readonly isSeated: boolean;
  /** Seats of all who are no members yet. */
  readonly seats: number;
}

const nobody: Found = { isMember: false, isSeated: false, members: 0, seats: 0, pending: 0 };

/** What the read model and the seats show for each who asks. */
async function countSeats(client: pg.ClientBase, asked: readonly Asked[]) {
  const { rows } = await client.query<Found>({
    name: "count seats",
    // "limit 1" has members looked up one by one. For `exists`, PostgreSQL reads all while they are few, and
    // keeps that plan when they are many.
    text: `with open_seats as materialized (
             select s.organization_id, s.user_id from seats s
             left join lateral (select true as is_there from members m
               where m.organization_id = s.organization_id and m.user_id = s.user_id limit 1) m on true
             where s.organization_id = any(${givenArray(1, "uuid")}) and s.taken_at > $3
               and m.is_there is null
           ), counted as materialized (
             select o.organization_id, o.member_count as members,
                    (select count(*) from open_seats s
                     where s.organization_id = o.organization_id)::integer as seats,
                    (select count(*) from members m
                     where m.organization_id = o.organization_id and m.status = 'INVITED')::integer as pending
             from organizations o where o.organization_id = any(${givenArray(1, "uuid")})
           )
           select coalesce(c.members, 0) as members, coalesce(c.seats, 0) as seats,
                  coalesce(c.pending, 0) as pending,
                  m.is_there is not null as "isMember",
                  exists (select from open_seats s where s.organization_id = w.organization_id
                            and s.user_id = w.user_id) as "isSeated"
           from unnest(${givenArrays(1, "uuid", "uuid")}) with ordinality as w(organization_id, user_id, place)
           left join counted c using (organization_id)
           left join lateral (select true as is_there from members m
             where m.organization_id = w.organization_id and m.user_id = w.user_id limit 1) m on true
           order by w.place`,
    values: [...columnsOf(asked), addMinutes(asked[0]?.at ?? "", -heldMinutes)],
  });
  return rows;
}

async function keepSeats(client: pg.ClientBase, seated: readonly Asked[]): Promise<void> {
  await client.query({
    name: "keep seats",
    text: `insert into seats (organization_id, user_id, taken_at)
           select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) order by 1, 2
           on conflict (organization_id, user_id) do update set taken_at = excluded.taken_at`,
    values: [...columnsOf(seated), seated.map(({ at }) => at)],
  });
}

const leaveSeat = groupedRead(async (pool: pg.Pool, left: readonly Membership[]) => {
  await pool.query({
    name: "leave seats",
    // In one order, so that two instances which leave or keep seats of the same people never deadlock.
    text: `with leaving as materialized (
             select s.organization_id, s.user_id from seats s
             join unnest(${givenArrays(1, "uuid", "uuid")}) as w(organization_id, user_id)
               using (organization_id, user_id)
             order by s.organization_id, s.user_id for update of s
           )
           delete from seats s using leaving w
           where s.organization_id = w.organization_id and s.user_id = w.user_id`,
    values: columnsOf(left),
  });
  return left.map(() => undefined);
});

const columnsOf = (memberships: readonly Membership[]) => [
  memberships.map(({ organizationId }) => organizationId),
  memberships.map(({ userId }) => userId),
];

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

/**
 * Budgets of what exists, such as the tokens of a person, under any concurrency. A command first takes a
 * place: a row that all instances see. Places and what the read model shows are counted together under a
 * lock. The row is deleted when the result is visible, and expires if the process crashes.
 */
import type { BudgetName } from "../../domain/budgets.ts";
import { addMinutes } from "../../domain/time.ts";
import { transaction } from "../../platform/database/pool.ts";
import type { CommandContext, CommandResult } from "./context.ts";
import { RejectedError } from "./rejected-error.ts";
import { waitUntilVisible } from "./wait-until-visible.ts";

/** A place expires after this time, which is longer than any command takes. */
const heldMinutes = 2;

interface Place {
  readonly budget: BudgetName;
  /** A user or an organization. */
  readonly holder: string;
  /** The id of what is to be made. */
  readonly thing: string;
  /** Selects the ids of what counts. $2 is the holder, $4 now. */
  readonly counted: string;
  /** Says how to make room, as a sentence. */
  readonly advice: string;
}

/**
 * Runs the work while it holds a place, and returns when the result is visible.
 * @throws RejectedError `limit-reached` if no place is free
 */
export async function withPlace<Result extends CommandResult>(
  context: CommandContext,
  place: Place,
  work: () => Promise<Result>,
): Promise<Result> {
  await takePlace(context, place);
  try {
    const result = await work();
    const { directory, readModel } = context.services;
    const { position, shownIn } = result;
    await waitUntilVisible(shownIn === undefined ? directory : readModel(shownIn), position);
    await leavePlace(context, place);
    return result;
  } catch (error) {
    // After other errors the thing may have been written, so the place is left to expire.
    if (error instanceof RejectedError && !error.isTransient) await leavePlace(context, place);
    throw error;
  }
}

async function takePlace(
  { services: { pool, limits }, at }: CommandContext,
  { budget, holder, thing, counted, advice }: Place,
): Promise<void> {
  const limit = limits[budget];
  const isTaken = await transaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `${budget} ${holder}`,
    ]);
    // The union counts a thing once that is visible and still has its place.
    const { rowCount } = await client.query(
      `insert into budget_places (budget, holder, thing, taken_at)
       select $1, $2::uuid, $3::uuid, $4::timestamptz
       where (select count(*) from (
                select thing from budget_places
                where budget = $1 and holder = $2::uuid and taken_at > $5
                union ${counted}
              ) used where thing <> $3::uuid) < $6
       on conflict (budget, holder, thing) do update set taken_at = excluded.taken_at`,
      [budget, holder, thing, at, addMinutes(at, -heldMinutes), limit],
    );
    return rowCount === 1;
  });
  if (isTaken) return;
  throw new RejectedError("limit-reached", `The budget ${budget} of ${limit} is full. ${advice}`);
}

async function leavePlace({ services }: CommandContext, { budget, holder, thing }: Place) {
  await services.pool.query(
    "delete from budget_places where budget = $1 and holder = $2 and thing = $3",
    [budget, holder, thing],
  );
}

/**
 * Budgets of an hour or a day, counted for all instances in one row per holder. Taking is one statement, so
 * parallel requests never take more than there is.
 */
import type pg from "pg";
import type { BudgetName, Limits } from "../../domain/budgets.ts";
import { addSeconds } from "../../domain/time.ts";
import { RejectedError } from "./rejected-error.ts";

type Period = "hour" | "day";

const seconds: Readonly<Record<Period, number>> = { hour: 3_600, day: 86_400 };

interface BudgetUse {
  readonly budget: BudgetName;
  /** A user, an organization, or both joined by a dot. */
  readonly holder: string;
  readonly period: Period;
  readonly amount: number;
}

/** A command context, or the part of it that counting needs. */
interface Counting {
  readonly services: { readonly pool: pg.Pool; readonly limits: Limits };
  /** RFC 3339: now. */
  readonly at: string;
}

/** @throws RejectedError `limit-reached` with the end of the period; then nothing was taken */
export async function takeBudget({ services: { pool, limits }, at }: Counting, use: BudgetUse) {
  const { budget, period, amount } = use;
  const limit = limits[budget];
  const start = startOf(period, at);
  if (amount <= limit && (await take(pool, use, start, limit))) return;
  const retryAt = addSeconds(start, seconds[period]);
  const detail = `The budget ${budget} of ${limit} per ${period} is used up. Try again after ${retryAt}.`;
  throw new RejectedError("limit-reached", detail, { retryAt });
}

async function take(
  pool: pg.Pool,
  { budget, holder, amount }: BudgetUse,
  start: string,
  limit: number,
): Promise<boolean> {
  // Clocks differ a little: an instance whose period is older counts in the newer one.
  const used = `case when b.period_start >= excluded.period_start then b.used else 0 end + excluded.used`;
  const { rowCount } = await pool.query({
    name: "take budget",
    text: `insert into budget_uses as b (budget, holder, period_start, used) values ($1, $2, $3, $4)
           on conflict (budget, holder) do update set
             period_start = greatest(b.period_start, excluded.period_start), used = ${used}
           where ${used} <= $5`,
    values: [budget, holder, start, amount, limit],
  });
  return rowCount === 1;
}

/** Takes from all of the budgets or from none. @throws RejectedError `limit-reached` */
export async function takeBudgets(counting: Counting, uses: readonly BudgetUse[]): Promise<void> {
  const taken: BudgetUse[] = [];
  try {
    for (const use of uses) {
      await takeBudget(counting, use);
      taken.push(use);
    }
  } catch (error) {
    for (const use of taken) await giveBudgetBack(counting, use);
    throw error;
  }
}

/** Gives back what was taken for something that was then refused. */
export async function giveBudgetBack(
  { services: { pool }, at }: Counting,
  { budget, holder, period, amount }: BudgetUse,
): Promise<void> {
  await pool.query({
    name: "give budget back",
    text: `update budget_uses set used = greatest(0, used - $4)
           where budget = $1 and holder = $2 and period_start = $3`,
    values: [budget, holder, startOf(period, at), amount],
  });
}

/** The start of the hour or the day (UTC). */
export function startOf(period: Period, at: string): string {
  const length = seconds[period] * 1_000;
  return new Date(Math.floor(Date.parse(at) / length) * length).toISOString();
}

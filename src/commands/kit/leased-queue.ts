/**
 * A queue that several instances share: each claims rows for a limited time, works on them and settles
 * them. If an instance crashes, its rows are due again when the claim ends, so work may be done twice.
 */
import type pg from "pg";
import type { QueryResultRow } from "pg";
import { givenArrays } from "../../platform/database/given-array.ts";
import { addMinutes } from "../../domain/time.ts";
import { groupedRead } from "../../platform/group-reads.ts";
import type { Services } from "./context.ts";
import type { Job } from "./job.ts";

/** `retryAfter`: the work may succeed later; wait at least this many minutes. */
export type Outcome = "done" | "failed" | { readonly retryAfter: number };

interface LeasedQueue<Row> {
  /** Claims due rows and counts the try. $1 is now, $2 the end of the claim, $3 the limit. */
  readonly claim: { readonly name: string; readonly text: string };
  readonly batchSize: number;
  readonly claimMinutes: number;
  /** Minutes to wait after each failed try. After one more try, the row has failed. */
  readonly pauses?: readonly number[];
  readonly work: (services: Services, row: Row) => Promise<Outcome>;
  /** Without `dueAt` the row is finished. Left out if a read model shows when rows are finished. */
  readonly settle?: (
    services: Services,
    row: Row,
    result: { readonly isDone: boolean; readonly dueAt: string | undefined },
  ) => Promise<unknown>;
  readonly afterBatch?: (services: Services, rows: readonly Row[]) => Promise<void>;
}

/**
 * A queue of a read model's rows. Their tries are kept in a table of their own, because a rebuild makes the
 * rows anew.
 * @param due selects the rows, with the tries as `t`; $1 is now and $3 the limit
 */
export function queueBeside<Row>(
  {
    rows,
    tries,
    id,
  }: { readonly rows: string; readonly tries: string; readonly id: keyof Row & string },
  due: string,
): Pick<LeasedQueue<Row>, "claim" | "settle"> {
  const settle = groupedRead(async (pool: pg.Pool, settled: readonly Settled[]) => {
    await pool.query({
      name: `settle ${rows}`,
      text: `update ${tries} set due_at = s.due_at
             from unnest(${givenArrays(1, "uuid", "timestamptz")}) as s(id, due_at) where ${id} = s.id`,
      values: [settled.map((each) => each.id), settled.map(({ dueAt }) => dueAt)],
    });
    return settled.map(() => undefined);
  });
  return {
    claim: {
      name: `claim ${rows}`,
      text: `with due as (
               select r.* from ${rows} r left join ${tries} t using (${id})
               where coalesce(t.due_at, '-infinity') <= $1 and ${due} limit $3
             ), claimed as (
               insert into ${tries} (${id}, tries, due_at) select ${id}, 1, $2 from due
               on conflict (${id}) do update
                 set tries = ${tries}.tries + 1, due_at = excluded.due_at
                 where ${tries}.due_at <= $1
               returning ${id}, tries
             )
             select due.*, claimed.tries from due join claimed using (${id})`,
    },
    settle: ({ pool }, row, { dueAt = "infinity" }) => settle(pool, { id: row[id], dueAt }),
  };
}

interface Settled {
  readonly id: unknown;
  readonly dueAt: string;
}

/** When a batch fails, the rows after it are due all the same. */
const retrySeconds = 5;

/** A job that works on rows until none is due. */
export function queueJob<Row extends QueryResultRow & { readonly tries?: number }>({
  name,
  seconds,
  wakeOn,
  ...queue
}: Omit<Job, "run"> & LeasedQueue<Row>) {
  const run = (services: Services): Promise<void> => processQueue(services, queue);
  return { name, seconds, retrySeconds, run, ...(wakeOn && { wakeOn }) };
}

async function processQueue<Row extends QueryResultRow & { readonly tries?: number }>(
  services: Services,
  { claim, batchSize, claimMinutes, pauses, work, settle, afterBatch }: LeasedQueue<Row>,
): Promise<void> {
  const inMinutes = (minutes: number) => addMinutes(services.clock().toISOString(), minutes);
  for (;;) {
    const values = [inMinutes(0), inMinutes(claimMinutes), batchSize];
    const { rows } = await services.pool.query<Row>({ ...claim, values });
    await Promise.all(
      rows.map(async (row) => {
        const outcome = await work(services, row);
        const pause = typeof outcome === "string" ? undefined : pauses?.[(row.tries ?? 1) - 1];
        const least = typeof outcome === "string" ? 0 : outcome.retryAfter;
        const dueAt = pause === undefined ? undefined : inMinutes(Math.max(pause, least));
        await settle?.(services, row, { isDone: outcome === "done", dueAt });
      }),
    );
    await afterBatch?.(services, rows);
    if (rows.length < batchSize) return;
  }
}

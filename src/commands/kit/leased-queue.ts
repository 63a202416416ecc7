/**
 * A queue that several instances work on together: rows are taken on under a lease, worked on and
 * settled. A row whose instance crashed is due again when its lease ends, so work may be done twice.
 */
import type { QueryResultRow } from "pg";
import { addMinutes } from "../../domain/time.ts";
import type { Services } from "./context.ts";

/** `retryAfter`: it may succeed later; the least number of minutes to wait. */
export type Outcome = "done" | "failed" | { readonly retryAfter: number };
export type Settlement = "done" | "failed" | { readonly dueAt: string };

export interface LeasedQueue<Row extends { readonly tries?: number }> {
  /** Leases due rows and counts the try. $1 is now, $2 the end of the lease, $3 the most rows. */
  readonly claim: { readonly name: string; readonly text: string };
  readonly batchSize: number;
  readonly leaseMinutes: number;
  /** Minutes to wait after the first, second, ... try; after the last one it has failed. */
  readonly pauses?: readonly number[];
  readonly work: (services: Services, row: Row) => Promise<Outcome>;
  /** Left out where the read model shows that the work is done. */
  readonly settle?: (services: Services, row: Row, settlement: Settlement) => Promise<void>;
  readonly afterBatch?: (services: Services, rows: readonly Row[]) => Promise<void>;
}

/** Works on rows until no more are due. */
export async function workOff<Row extends QueryResultRow & { readonly tries?: number }>(
  services: Services,
  queue: LeasedQueue<Row>,
): Promise<void> {
  const { claim, batchSize, leaseMinutes, work, settle, afterBatch } = queue;
  for (;;) {
    const now = services.clock().toISOString();
    const values = [now, addMinutes(now, leaseMinutes), batchSize];
    const { rows } = await services.pool.query<Row>({ ...claim, values });
    await Promise.all(
      rows.map(async (row) => {
        const outcome = await work(services, row);
        await settle?.(services, row, settlementOf(services, queue, row, outcome));
      }),
    );
    await afterBatch?.(services, rows);
    if (rows.length < batchSize) return;
  }
}

function settlementOf<Row extends { readonly tries?: number }>(
  { clock }: Services,
  { pauses = [] }: LeasedQueue<Row>,
  { tries = 1 }: Row,
  outcome: Outcome,
): Settlement {
  if (typeof outcome === "string") return outcome;
  const pause = pauses[tries - 1];
  if (pause === undefined) return "failed";
  return { dueAt: addMinutes(clock().toISOString(), Math.max(pause, outcome.retryAfter)) };
}

/** Removes rows that are over: ended sessions, old idempotency keys, changes told long ago. */
import type { Services } from "./commands/context.ts";
import { pruneChanges } from "./projections/changes/queries.ts";

/** Deleted at once, so that no statement takes long. */
const batchSize = 1000;

export async function tidy({ pool, clock }: Pick<Services, "pool" | "clock">): Promise<void> {
  const now = clock().toISOString();
  await pool.query(
    `delete from sessions where digest in (
       select digest from sessions
       where last_seen_at + make_interval(mins => idle_minutes) < $1::timestamptz - interval '1 day'
       limit $2)`,
    [now, batchSize],
  );
  await pool.query(
    `delete from idempotency_keys where ctid in (
       select ctid from idempotency_keys
       where created_at < $1::timestamptz - interval '24 hours' limit $2)`,
    [now, batchSize],
  );
  await pruneChanges(pool, now);
}

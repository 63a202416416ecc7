/** Removes operational rows that are over. */
import { dropOldPartitions } from "./logs/partitions.ts";
import type { Services } from "./commands/context.ts";
import { pruneChanges } from "./projections/changes/queries.ts";

/** Deleted at once, so that no statement takes long. */
const batchSize = 1000;

export async function tidy({ pool, clock }: Pick<Services, "pool" | "clock">): Promise<void> {
  const now = clock().toISOString();
  await dropOldPartitions(pool, now);
  // Kept for an hour beyond their end: they tell how many were asked for.
  await pool.query(
    `delete from sign_in_codes where code_id in (
       select code_id from sign_in_codes
       where expires_at < $1::timestamptz - interval '1 hour' limit $2)`,
    [now, batchSize],
  );
  await pool.query(
    `delete from mailings m where m.due_at = 'infinity'
       and not exists (select from outgoing_invitations o where o.sending_id = m.sending_id)`,
  );
  await pool.query("delete from seats where taken_at < $1::timestamptz - interval '1 hour'", [now]);
  await pool.query(
    `delete from idempotency_keys where ctid in (
       select ctid from idempotency_keys
       where created_at < $1::timestamptz - interval '24 hours' limit $2)`,
    [now, batchSize],
  );
  await pruneChanges(pool, now);
}

/** Deletes expired rows, and tells PostgreSQL of tables that have grown. */
import type pg from "pg";
import type { Services } from "../commands/kit/context.ts";
import type { Job } from "../commands/kit/job.ts";
import { isCredentialLeft } from "../commands/notifications/subscriptions.ts";
import { dropOldPartitions } from "../projections/logs/partitions.ts";
import { analyzeGrownTables } from "../projections/engine/grown-tables.ts";
import { pruneChanges } from "../projections/changes/queries.ts";

/** Small batches keep each statement short; one run deletes at most this many batches per table. */
const batchSize = 1000;
const maxBatches = 100;

/** Deletes the rows whose time lies further back than the age. */
const older = (table: string, time: string, age: string) =>
  `delete from ${table} where ctid in (
     select ctid from ${table} where ${time} < $2::timestamptz - interval '${age}' limit $1)`;

/** Delete expired rows. $1 is the batch size, $2 now. */
const deletions = [
  // Expired codes count for another hour towards the limit of requests.
  older("sign_in_codes", "expires_at", "1 hour"),
  // Clocks of instances differ, so a state stays used for a while after it has expired.
  older("used_sign_in_states", "expires_at", "1 hour"),
  older("idempotency_keys", "created_at", "24 hours"),
  older("seats", "taken_at", "1 hour"),
  older("budget_uses", "period_start", "2 days"),
  older("budget_places", "taken_at", "1 hour"),
  // Expired invitations cannot be accepted. A rebuild restores them, and the next run deletes them.
  `delete from outgoing_invitations where sending_id in (
     select sending_id from outgoing_invitations where expires_at < $2 limit $1)`,
  // The result of these pushes is recorded in events.
  `delete from pushes where ctid in (
     select ctid from pushes
     where status is not null and due_at < $2::timestamptz - interval '7 days' limit $1)`,
  `delete from push_subscriptions where subscription_id in (
     select s.subscription_id from push_subscriptions s
     where not ${isCredentialLeft("$2")} limit $1)`,
  `delete from dispatches where notification_id in (
     select d.notification_id from dispatches d join notifications n using (notification_id)
     where n.state in ('SENT', 'CANCELLED') and d.due_at < $2::timestamptz - interval '1 hour'
     limit $1)`,
];

/** Deletes settled mailings without an invitation. $1 is the batch size. */
const settledMailings = `delete from mailings where sending_id in (
     select sending_id from mailings m
     where m.due_at = 'infinity'
       and not exists (select from outgoing_invitations o where o.sending_id = m.sending_id)
     limit $1)`;

export async function tidy({ pool, clock }: Pick<Services, "pool" | "clock">): Promise<void> {
  const now = clock().toISOString();
  await dropOldPartitions(pool, now);
  for (const text of deletions) await deleteAll(pool, text, [now]);
  await deleteAll(pool, settledMailings, []);
  await pruneChanges(pool, now);
}

export const tidying: Job = { name: "tidying up", seconds: 600, run: tidy };

export const planningForGrowth: Job = {
  name: "analyzing tables that have grown",
  seconds: 10,
  run: ({ pool }) => analyzeGrownTables(pool),
};

async function deleteAll(pool: pg.Pool, text: string, more: readonly string[]): Promise<void> {
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const { rowCount } = await pool.query(text, [batchSize, ...more]);
    if ((rowCount ?? 0) < batchSize) return;
  }
}

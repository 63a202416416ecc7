/** Stores the devices that receive pushes; their endpoints and keys are sealed. */
import { createHash, createSecretKey } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { seal, unseal } from "../../eventstore/sealing.ts";
import type { PushTarget } from "../../platform/push/sender.ts";

const target = z.object({
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
});

export interface NewSubscription extends PushTarget {
  readonly subscriptionId: string;
  readonly userId: string;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * An endpoint belongs to one browser, so the last user to sign in there takes it over. Each statement
 * commits by itself and holds one row at most, so that parallel subscriptions cannot deadlock.
 */
export async function saveSubscription(
  pool: pg.Pool,
  key: Buffer,
  { subscriptionId, userId, at, endpoint, keys }: NewSubscription,
  atMost: number,
): Promise<void> {
  await pool.query({
    name: "save push subscription",
    text: `insert into push_subscriptions (subscription_id, user_id, endpoint_key, details, created_at)
           values ($1, $2, $3, $4, $5)
           on conflict (endpoint_key) do update set
             subscription_id = excluded.subscription_id, user_id = excluded.user_id,
             details = excluded.details, created_at = excluded.created_at`,
    values: [
      subscriptionId,
      userId,
      keyOf(endpoint),
      sealTarget(key, subscriptionId, { endpoint, keys }),
      at,
    ],
  });
  await pool.query({
    name: "drop oldest push subscriptions",
    text: `delete from push_subscriptions where subscription_id in (
             select subscription_id from push_subscriptions
             where user_id = $1 and subscription_id not in (
               select subscription_id from push_subscriptions where user_id = $1
               order by created_at desc, subscription_id desc limit $2)
             for update skip locked)`,
    values: [userId, atMost],
  });
}

/** @returns false if the user has no such device */
export async function deleteSubscription(
  pool: pg.Pool,
  userId: string,
  endpoint: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    "delete from push_subscriptions where endpoint_key = $1 and user_id = $2",
    [keyOf(endpoint), userId],
  );
  return rowCount === 1;
}

export function openTarget(key: Buffer, subscriptionId: string, box: string): PushTarget {
  const text = unseal(createSecretKey(key), context(subscriptionId), box).toString();
  return target.parse(JSON.parse(text));
}

function sealTarget(key: Buffer, subscriptionId: string, target: PushTarget): string {
  return seal(createSecretKey(key), context(subscriptionId), Buffer.from(JSON.stringify(target)));
}

function context(subscriptionId: string): string {
  return `push-subscription\n${subscriptionId}`;
}

function keyOf(endpoint: string): string {
  return createHash("sha256").update(endpoint).digest("hex");
}

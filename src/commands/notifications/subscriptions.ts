/**
 * Stores the devices that receive pushes; their endpoints and keys are sealed. A subscription belongs to the
 * credential that made it: it is narrowed like it and ends with it (docs/decisions/0019-proof.md).
 */
import { createHash, createSecretKey } from "node:crypto";
import type { InferResult } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { seal, unseal } from "../../eventstore/sealing.ts";
import type { PushTarget } from "../../platform/push/sender.ts";
import type { OwnScope } from "../../projections/engine/open-memberships.ts";
import { composed, type Page, type PageRequest } from "../../projections/engine/page.ts";
import { present, queriesOver, type RowOf } from "../../projections/engine/read-model.ts";
import { readPage } from "../../projections/engine/read-page.ts";
import type { Caller } from "../kit/context.ts";

const target = z.object({
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
});

interface NewSubscription extends PushTarget {
  readonly subscriptionId: string;
  readonly caller: Caller;
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
  { subscriptionId, caller, at, endpoint, keys }: NewSubscription,
  atMost: number,
): Promise<void> {
  const { userId, organizationId, sessionId, tokenId, endsAt } = caller;
  await pool.query({
    name: "save push subscription",
    text: `insert into push_subscriptions (subscription_id, user_id, endpoint_key, details, created_at,
             organization_id, session_id, token_id, ends_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (endpoint_key) do update set
             subscription_id = excluded.subscription_id, user_id = excluded.user_id,
             details = excluded.details, created_at = excluded.created_at,
             organization_id = excluded.organization_id, session_id = excluded.session_id,
             token_id = excluded.token_id, ends_at = excluded.ends_at`,
    values: [
      subscriptionId,
      userId,
      keyOf(endpoint),
      sealTarget(key, subscriptionId, { endpoint, keys }),
      at,
      organizationId,
      sessionId,
      tokenId,
      endsAt,
    ],
  });
  await pool.query({
    name: "drop oldest push subscriptions",
    text: `delete from push_subscriptions where subscription_id in (
             select subscription_id from push_subscriptions
             where user_id = $1 and organization_id is not distinct from $3
               and subscription_id not in (
                 select subscription_id from push_subscriptions
                 where user_id = $1 and organization_id is not distinct from $3
                 order by created_at desc, subscription_id desc limit $2)
             for update skip locked)`,
    values: [userId, atMost, organizationId],
  });
}

/** SQL: was the credential of the subscription `s` not ended by `now`? */
export const isCredentialLeft = (now: string): string => `(
  exists (select from sessions where sessions.session_id = s.session_id)
  or exists (select from tokens where tokens.token_id = s.token_id
               and tokens.deleted_at is null and tokens.expires_at > ${now}::timestamptz)
  or coalesce(s.ends_at > ${now}::timestamptz, false))`;

/** SQL: does the subscription `s` open no more than a credential for the organization, if there is one? */
const isWithin = (only: string): string => `(${only}::uuid is null or s.organization_id = ${only})`;

export const pushSubscription = z
  .object({
    subscriptionId: id,
    host: z.string().describe("The host of its push service."),
    createdAt: timestamp,
    organizationId: id.optional().describe("The only organization whose notifications it gets."),
  })
  .meta({ id: "ShownPushSubscription" });

const subscriptionQueries = queriesOver<{ push_subscriptions: RowOf<"push_subscriptions"> }>();

/** The caller's devices that get no more than the caller's credential shows, newest first. */
export async function listSubscriptions(
  pool: pg.Pool,
  key: Buffer,
  { own, now, ...page }: PageRequest & { readonly own: OwnScope; readonly now: string },
): Promise<Page<z.output<typeof pushSubscription>>> {
  const found = subscriptionQueries
    .selectFrom("push_subscriptions as s")
    .select(["s.subscription_id as subscriptionId", "s.details", "s.created_at as createdAt"])
    .select("s.organization_id as organizationId")
    .where("s.user_id", "=", own.userId)
    .where(composed<boolean>(({ add }) => isWithin(add(own.only))))
    .where(composed<boolean>(({ add }) => isCredentialLeft(add(now))));
  const shown = (row: InferResult<typeof found>[number]) => {
    const { details, ...item } = present(row);
    const { endpoint } = openTarget(key, item.subscriptionId, details);
    return { ...item, host: new URL(endpoint).host };
  };
  return readPage(pool, found, page, {
    by: ["s.created_at", "s.subscription_id"],
    direction: "desc",
    item: shown,
    cursor: (row) => [row.createdAt, row.subscriptionId],
  });
}

/** @returns false if the caller has no such device */
export async function deleteSubscription(
  pool: pg.Pool,
  own: OwnScope,
  device: { readonly endpoint: string } | { readonly subscriptionId: string },
): Promise<boolean> {
  const [column, value] =
    "endpoint" in device
      ? ["endpoint_key", keyOf(device.endpoint)]
      : ["subscription_id", device.subscriptionId];
  const { rowCount } = await pool.query(
    `delete from push_subscriptions s where ${column} = $1 and user_id = $2 and ${isWithin("$3")}`,
    [value, own.userId, own.only],
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

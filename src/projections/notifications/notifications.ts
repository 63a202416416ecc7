/** The projection `notifications`: requests, deliveries and readings. */
import type pg from "pg";
import { givenArrays } from "../../platform/database/given-array.ts";
import type { NotificationEvent } from "../../domain/notification/events.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf, idIn, readingIn } from "../../domain/streams.ts";
import type { Projection } from "../engine/projection.ts";
import { organizationInKey } from "../engine/set-aside.ts";

type Typed<Type extends NotificationEvent["type"]> = Extract<
  RecordedEvent<NotificationEvent>,
  { type: Type }
>;

export const notifications: Projection = {
  name: "notifications",
  version: 1,
  readsPersonal: true,
  tables: ["notifications", "notification_deliveries"],
  foldIndexes: ["notifications_of_sender", "notifications_by_sender"],

  async apply(batch, client) {
    const reads: Typed<"NotificationRead">[] = [];
    for (const event of batch) {
      if (event.type === "PersonalDataErased") await forget(idIn(event.stream), client);
      if (categoryOf(event.stream) !== "notification") continue;
      // Other events cover up to 500 recipients each; only readings come one by one and are batched here.
      if (event.type === "NotificationRead") reads.push(event);
      else await fold(event as RecordedEvent<NotificationEvent>, client);
    }
    if (reads.length > 0) await read(reads, client);
  },

  /** Nothing of an organization is shown or sent: a notification may have been cancelled. */
  async setAside(client, key, { type }) {
    const organizationId = organizationInKey(key);
    if (organizationId !== undefined) {
      await client.query({
        name: "set notifications aside",
        text: `with gone as (
                 delete from notifications where organization_id = $1::uuid
                 returning notification_id
               )
               delete from notification_deliveries d using gone
               where d.notification_id = gone.notification_id`,
        values: [organizationId],
      });
    } else if (type === "PersonalDataErased") await forget(idIn(key), client);
    return undefined;
  },
};

async function fold(event: RecordedEvent<NotificationEvent>, client: pg.ClientBase): Promise<void> {
  switch (event.type) {
    case "NotificationRequested":
      return request(event, client);
    case "NotificationCancelled":
      return setState("CANCELLED", event, client);
    case "NotificationSent":
      return setState("SENT", event, client);
    case "NotificationDelivered":
      return deliver(event, client);
    case "PushesRecorded":
      return recordPushes(event, client);
    case "NotificationRead":
  }
}

async function request(
  event: Typed<"NotificationRequested">,
  client: pg.ClientBase,
): Promise<void> {
  const { data, personal, metadata, revision } = event;
  await client.query({
    name: "notification requested",
    text: `insert into notifications values
             ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'SCHEDULED', 0, 0, 0, 0, $11, $11, $12)`,
    values: [
      idIn(event.stream),
      metadata.organizationId,
      metadata.subjectId,
      data.scope,
      data.solutionId,
      data.userIds && JSON.stringify(data.userIds),
      personal?.title,
      personal?.text,
      personal?.inputs && JSON.stringify(personal.inputs),
      data.startAt,
      metadata.occurredAt,
      revision,
    ],
  });
}

/** Erases what the person wrote. What they received was written by others, and stays. */
async function forget(userId: string, client: pg.ClientBase): Promise<void> {
  await client.query({
    name: "notifications forget",
    text: `update notifications set title = null, content = null, inputs = null
           where sender_id = $1`,
    values: [userId],
  });
}

async function setState(
  state: "CANCELLED" | "SENT",
  { stream, metadata, revision }: RecordedEvent,
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: "notification becomes",
    text: `update notifications set state = $2, updated_at = $3, revision = $4
           where notification_id = $1`,
    values: [idIn(stream), state, metadata.occurredAt, revision],
  });
}

async function deliver(
  { stream, data, metadata, revision }: Typed<"NotificationDelivered">,
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: "notification delivered",
    text: `with added as (
             insert into notification_deliveries (notification_id, user_id, organization_id, delivered_at)
             select $1, u, $2, $3 from unnest($4::uuid[]) u
             on conflict do nothing returning user_id
           )
           update notifications set state = 'SENDING', updated_at = $3, revision = $5,
             delivered = delivered + (select count(*) from added)
           where notification_id = $1`,
    values: [idIn(stream), metadata.organizationId, metadata.occurredAt, data.userIds, revision],
  });
}

/** A person counts as pushed once any of their devices took the push. */
async function recordPushes(
  { stream, data, revision }: Typed<"PushesRecorded">,
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: "pushes recorded",
    text: `with before as (
             select user_id, push from notification_deliveries
             where notification_id = $1 and user_id = any($2::uuid[] || $3::uuid[])
           ), changed as (
             update notification_deliveries d
             set push = case when d.user_id = any($2::uuid[]) then 'PUSHED' else 'FAILED' end
             from before
             where d.notification_id = $1 and d.user_id = before.user_id
               and (before.push is null or (before.push = 'FAILED' and d.user_id = any($2::uuid[])))
             returning d.push as now, before.push as was
           )
           update notifications set revision = $4,
             pushed = pushed + (select count(*) from changed where now = 'PUSHED'),
             push_failed = push_failed + (select count(*) from changed where now = 'FAILED')
               - (select count(*) from changed where was = 'FAILED')
           where notification_id = $1`,
    values: [idIn(stream), data.pushed, data.failed, revision],
  });
}

async function read(
  events: readonly Typed<"NotificationRead">[],
  client: pg.ClientBase,
): Promise<void> {
  const readings = events.map(({ stream }) => readingIn(stream));
  await client.query({
    name: "notifications read",
    // Each is looked up by itself. Only the leader of the projection writes these rows, so none moves meanwhile.
    text: `with changed as (
             update notification_deliveries d set read_at = r.read_at
             from unnest(${givenArrays(1, "uuid", "uuid", "timestamptz")}) as r(notification_id, user_id, read_at)
               join lateral (
                 select ctid from notification_deliveries unread
                 where unread.notification_id = r.notification_id and unread.user_id = r.user_id
                   and unread.read_at is null offset 0
               ) unread on true
             where d.ctid = unread.ctid
             returning d.notification_id
           )
           update notifications n set read = n.read + counted.count
           from (select notification_id, count(*) as count from changed group by notification_id) counted
           where n.notification_id = counted.notification_id`,
    values: [
      readings.map(({ notificationId }) => notificationId),
      readings.map(({ userId }) => userId),
      events.map(({ data }) => data.readAt),
    ],
  });
}

/**
 * The queries of an erasure, and its progress in the table `erasures`. Statements on that table are plain SQL,
 * because they write it or join many tables.
 */
import { sql } from "kysely";
import type pg from "pg";
import { queriesOver, type RowOf, rowsOf } from "../../projections/engine/read-model.ts";

const queries = queriesOver<{
  members: RowOf<"members">;
  organizations: RowOf<"organizations">;
  tokens: RowOf<"tokens">;
  notifications: RowOf<"notifications">;
  audit_roles: RowOf<"audit_roles">;
}>();

const membershipsOf = (userId: string) =>
  queries.selectFrom("members as m").where("m.user_id", "=", userId);

/** The organizations in which the person is a member, with any status. */
export async function listErasableOrganizations(pool: pg.Pool, userId: string): Promise<string[]> {
  const query = membershipsOf(userId).select("organization_id as id").orderBy("organization_id");
  return (await rowsOf(pool, query)).map(({ id }) => id);
}

/** For whom decides about an erasure: where the person is a member, as what. */
export async function listMemberships(
  pool: pg.Pool,
  userId: string,
): Promise<{ readonly organization: string; readonly role: string; readonly status: string }[]> {
  const query = membershipsOf(userId)
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .select(["o.name as organization", "m.role", "m.status"])
    .orderBy(sql`o.name collate "C"`)
    .orderBy("o.organization_id");
  return rowsOf(pool, query);
}

/** Is the organization without any other member, even an invited one? */
export async function isAlone(
  pool: pg.Pool,
  membership: { readonly organizationId: string; readonly userId: string },
): Promise<boolean> {
  const others = queries
    .selectFrom("members")
    .select("user_id")
    .where("organization_id", "=", membership.organizationId)
    .where("user_id", "<>", membership.userId);
  return (await rowsOf(pool, others.limit(1))).length === 0;
}

export async function listTokenIds(pool: pg.Pool, userId: string): Promise<string[]> {
  const query = queries
    .selectFrom("tokens")
    .select("token_id as id")
    .where("user_id", "=", userId)
    .where("deleted_at", "is", null)
    .orderBy("token_id");
  return (await rowsOf(pool, query)).map(({ id }) => id);
}

/** The person's notifications that are not sent yet. */
export async function listScheduled(
  pool: pg.Pool,
  userId: string,
): Promise<{ readonly organizationId: string; readonly notificationId: string }[]> {
  const query = queries
    .selectFrom("notifications")
    .select(["organization_id as organizationId", "notification_id as notificationId"])
    .where("sender_id", "=", userId)
    .where("state", "=", "SCHEDULED");
  return rowsOf(pool, query);
}

/** The organizations in which the person is or was a member, according to the audit. */
export async function formerOrganizations(pool: pg.Pool, userId: string): Promise<string[]> {
  const query = queries
    .selectFrom("audit_roles")
    .select("organization_id as id")
    .where("user_id", "=", userId)
    .union(membershipsOf(userId).select("organization_id as id"));
  return (await rowsOf(pool, query)).map(({ id }) => id);
}

export async function beginErasure(pool: pg.Pool, userId: string, at: string): Promise<void> {
  await pool.query(
    `insert into erasures (user_id, requested_at) values ($1, $2)
     on conflict (user_id) do update set requested_at = excluded.requested_at, done_at = null`,
    [userId, at],
  );
}

export async function erasureDone(pool: pg.Pool, userId: string, at: string): Promise<void> {
  await pool.query("update erasures set done_at = $2 where user_id = $1", [userId, at]);
}

/** For an erasure that is refused before its event. */
export async function withdrawErasure(pool: pg.Pool, userId: string): Promise<void> {
  await pool.query("delete from erasures where user_id = $1 and done_at is null", [userId]);
}

/** Erasures requested before `before` (RFC 3339) that are not done. */
export async function listUnfinishedErasures(pool: pg.Pool, before: string, limit: number) {
  const { rows } = await pool.query<{ user_id: string }>(
    `select user_id from erasures where done_at is null and requested_at < $1
     order by requested_at limit $2`,
    [before, limit],
  );
  return rows.map(({ user_id: userId }) => userId);
}

/**
 * People erased since `since` (RFC 3339) who have data again, written while they were erased. Not the
 * last owner of an organization with other members: that membership cannot end.
 */
export async function listNewData(pool: pg.Pool, since: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ user_id: string }>(
    `select user_id from erasures e where done_at >= $1 and (
       exists (select from members m join organizations using (organization_id)
               where m.user_id = e.user_id and (m.ownership is null or not exists (
                 select from members o
                 where o.organization_id = m.organization_id and o.user_id <> m.user_id)))
       or exists (select from tokens t where t.user_id = e.user_id and t.deleted_at is null)
       or exists (select from sessions s where s.user_id = e.user_id)
       or exists (select from push_subscriptions p where p.user_id = e.user_id)
       or exists (select from log_entries l where l.user_id = e.user_id)
       or exists (select from notifications n where n.sender_id = e.user_id
                  and (n.state = 'SCHEDULED' or n.title is not null or n.content is not null)))
     limit $2`,
    [since, limit],
  );
  return rows.map(({ user_id: userId }) => userId);
}

export async function listErased(pool: pg.Pool, since: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ user_id: string }>(
    "select user_id from erasures where done_at >= $1 order by done_at limit $2",
    [since, limit],
  );
  return rows.map(({ user_id: userId }) => userId);
}

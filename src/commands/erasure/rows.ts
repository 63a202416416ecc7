/** The queries of an erasure, and its progress in the table `erasures`. */
import type pg from "pg";

/** The organizations in which the person is a member, with any status. */
export async function listErasableOrganizations(pool: pg.Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ organization_id: string }>(
    "select organization_id from members where user_id = $1 order by organization_id",
    [userId],
  );
  return rows.map(({ organization_id: organizationId }) => organizationId);
}

/** For whom decides about an erasure: where the person is a member, as what. */
export async function listMemberships(
  pool: pg.Pool,
  userId: string,
): Promise<{ readonly organization: string; readonly role: string; readonly status: string }[]> {
  const { rows } = await pool.query<{ organization: string; role: string; status: string }>(
    `select o.name as organization, m.role, m.status
     from members m join organizations o using (organization_id)
     where m.user_id = $1 order by o.name, organization_id`,
    [userId],
  );
  return rows;
}

/** Is the organization without any other member, even an invited one? */
export async function isAlone(
  pool: pg.Pool,
  membership: { readonly organizationId: string; readonly userId: string },
): Promise<boolean> {
  const { rows } = await pool.query(
    "select from members where organization_id = $1 and user_id <> $2 limit 1",
    [membership.organizationId, membership.userId],
  );
  return rows.length === 0;
}

export async function listTokenIds(pool: pg.Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ token_id: string }>(
    "select token_id from tokens where user_id = $1 and deleted_at is null order by token_id",
    [userId],
  );
  return rows.map(({ token_id: tokenId }) => tokenId);
}

/** The person's notifications that are not sent yet. */
export async function listScheduled(
  pool: pg.Pool,
  userId: string,
): Promise<{ readonly organizationId: string; readonly notificationId: string }[]> {
  const { rows } = await pool.query<{ organization_id: string; notification_id: string }>(
    `select organization_id, notification_id from notifications
     where sender_id = $1 and state = 'SCHEDULED'`,
    [userId],
  );
  return rows.map((row) => ({
    organizationId: row.organization_id,
    notificationId: row.notification_id,
  }));
}

/** The organizations in which the person is or was a member, according to the audit. */
export async function formerOrganizations(pool: pg.Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ organization_id: string }>(
    `select organization_id from audit_roles where user_id = $1
     union select organization_id from members where user_id = $1`,
    [userId],
  );
  return rows.map(({ organization_id: organizationId }) => organizationId);
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

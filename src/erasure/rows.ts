/** What an erasure needs to know, and how far it has come: the table `erasures`. */
import type pg from "pg";

export interface ErasedMembership {
  readonly organizationId: string;
  /** Where the person is an active owner there: which ownership it is. */
  readonly ownership: number | undefined;
}

/** Everywhere where the person is a member, in any state. */
export async function listMemberships(pool: pg.Pool, userId: string): Promise<ErasedMembership[]> {
  const { rows } = await pool.query<{ organization_id: string; ownership: number | null }>(
    "select organization_id, ownership from members where user_id = $1 order by organization_id",
    [userId],
  );
  return rows.map(({ organization_id: organizationId, ownership }) => ({
    organizationId,
    ownership: ownership ?? undefined,
  }));
}

/** The person's tokens that were not deleted. */
export async function listTokenIds(pool: pg.Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ token_id: string }>(
    "select token_id from tokens where user_id = $1 and deleted_at is null order by token_id",
    [userId],
  );
  return rows.map(({ token_id: tokenId }) => tokenId);
}

/** Organizations that the person ever was a member of, as far as the audit tells. */
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
     on conflict (user_id) do update set requested_at = excluded.requested_at`,
    [userId, at],
  );
}

export async function erasureDone(pool: pg.Pool, userId: string, at: string): Promise<void> {
  await pool.query("update erasures set done_at = $2 where user_id = $1", [userId, at]);
}

/** It was refused, or never came to its event. */
export async function withdrawErasure(pool: pg.Pool, userId: string): Promise<void> {
  await pool.query("delete from erasures where user_id = $1 and done_at is null", [userId]);
}

/** Erasures that were begun before `before` (RFC 3339) and are not done. */
export async function listUnfinishedErasures(
  pool: pg.Pool,
  before: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ user_id: string }>(
    `select user_id from erasures where done_at is null and requested_at < $1
     order by requested_at limit $2`,
    [before, limit],
  );
  return rows.map(({ user_id: userId }) => userId);
}

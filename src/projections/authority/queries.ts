/** Queries of the stale grants. */
import type pg from "pg";

/** The revisions of a member's stream at which grants were found that may be stale. */
export async function staleRevisions(pool: pg.Pool, organizationId: string, userId: string) {
  const { rows } = await pool.query<{ revision: number }>({
    name: "stale grants of member",
    text: "select revision from stale_grants where organization_id = $1 and user_id = $2",
    values: [organizationId, userId],
  });
  return new Set(rows.map(({ revision }) => revision));
}

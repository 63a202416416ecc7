/** Queries of the stale grants. */
import type pg from "pg";
import { queriesOver, rowsOf } from "../engine/read-model.ts";
import type { StaleGrantRow } from "./rows.ts";

const authorityQueries = queriesOver<{ stale_grants: StaleGrantRow }>();

/** The revisions of a member's stream at which grants were found that may be stale. */
export async function staleRevisions(pool: pg.Pool, organizationId: string, userId: string) {
  const query = authorityQueries
    .selectFrom("stale_grants")
    .select("revision")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", userId);
  return new Set((await rowsOf(pool, query, "stale grants")).map(({ revision }) => revision));
}

/** Queries of the stale grants. */
import type pg from "pg";
import { type Given, prepared } from "../engine/prepared.ts";
import { queriesOver } from "../engine/read-model.ts";
import type { StaleGrantRow } from "./rows.ts";

const authorityQueries = queriesOver<{ stale_grants: StaleGrantRow }>();

/** The revisions of a member's stream at which grants were found that may be stale. */
export async function staleRevisions(pool: pg.Pool, organizationId: string, userId: string) {
  return new Set(
    (await readGrantsOf(pool, { organizationId, userId })).map(({ revision }) => revision),
  );
}

type OfMember = Given<{ readonly organizationId: string; readonly userId: string }>;

const readGrantsOf = prepared("stale grants", ({ organizationId, userId }: OfMember) =>
  authorityQueries
    .selectFrom("stale_grants")
    .select("revision")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", userId),
);

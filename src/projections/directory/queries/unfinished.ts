/** Reads steps that a crash interrupted between two streams, for the repair to finish. */
import type { NotNull } from "kysely";
import type pg from "pg";
import type { EndOfOwnership } from "../../../domain/organization/events.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { directoryQueries } from "../rows.ts";

interface Subject {
  readonly organizationId: string;
  readonly userId: string;
}

export type Unfinished =
  /** An ownership began, but the organization's guard has not recorded it. */
  | (Subject & { readonly kind: "GRANT"; readonly ownership: number; readonly causationId: string })
  /** The guard revoked an ownership, but the member's own event did not follow. */
  | (Subject & {
      readonly kind: "ENDING";
      readonly ownership: number;
      readonly reason: EndOfOwnership;
    })
  /** A solution was registered, but its first owner was not assigned. */
  | (Subject & { readonly kind: "FIRST_OWNER"; readonly solutionId: string });

/** Steps that were already open at `before` (RFC 3339), oldest first. */
export async function listUnfinished(
  pool: pg.Pool,
  before: string,
  limit: number,
): Promise<Unfinished[]> {
  const members = directoryQueries
    .selectFrom("members as m")
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .select(["m.organization_id as organizationId", "m.user_id as userId"])
    .select(["m.ownership", "m.unfinished"])
    .where("m.unfinished", "is not", null)
    .where("m.unfinished_since", "<", before)
    .orderBy("m.unfinished_since")
    .limit(limit)
    .$narrowType<{ ownership: NotNull; unfinished: NotNull }>();
  // A membership that began after the solution is not the one that was interrupted.
  const solutions = directoryQueries
    .selectFrom("solutions as s")
    .innerJoin("members as m", (join) =>
      join
        .onRef("m.organization_id", "=", "s.organization_id")
        .onRef("m.user_id", "=", "s.first_owner_id"),
    )
    .select(["s.organization_id as organizationId", "m.user_id as userId"])
    .select("s.solution_id as solutionId")
    .where("s.created_at", "<", before)
    .whereRef("m.created_at", "<=", "s.created_at")
    .orderBy("s.created_at")
    .limit(limit);
  const [steps, registered] = await Promise.all([rowsOf(pool, members), rowsOf(pool, solutions)]);
  return [
    ...steps.map(({ unfinished, ...step }): Unfinished => ({ ...step, ...unfinished })),
    ...registered.map((step): Unfinished => ({ kind: "FIRST_OWNER", ...step })),
  ];
}

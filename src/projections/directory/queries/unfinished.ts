/** Reads steps that a crash interrupted between two streams, for the repair to finish. */
import type pg from "pg";
import type { EndOfOwnership } from "../../../domain/organization/events.ts";
import type { UnfinishedStep } from "../rows.ts";

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
  const [members, solutions] = await Promise.all([
    pool.query<{
      organization_id: string;
      user_id: string;
      ownership: number;
      unfinished: UnfinishedStep;
    }>(
      `select m.organization_id, m.user_id, m.ownership, m.unfinished
       from members m join organizations o using (organization_id)
       where m.unfinished is not null and m.unfinished_since < $1
       order by m.unfinished_since limit $2`,
      [before, limit],
    ),
    // A membership that began after the solution is not the one that was interrupted.
    pool.query<{ organization_id: string; user_id: string; solution_id: string }>(
      `select s.organization_id, m.user_id, s.solution_id
       from solutions s
       join members m on m.organization_id = s.organization_id and m.user_id = s.first_owner_id
       where s.first_owner_id is not null and s.created_at < $1 and m.created_at <= s.created_at
       order by s.created_at limit $2`,
      [before, limit],
    ),
  ]);
  return [
    ...members.rows.map(
      ({
        organization_id: organizationId,
        user_id: userId,
        ownership,
        unfinished,
      }): Unfinished => ({
        organizationId,
        userId,
        ownership,
        ...unfinished,
      }),
    ),
    ...solutions.rows.map(
      ({
        organization_id: organizationId,
        user_id: userId,
        solution_id: solutionId,
      }): Unfinished => ({
        kind: "FIRST_OWNER",
        organizationId,
        userId,
        solutionId,
      }),
    ),
  ];
}

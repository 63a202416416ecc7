/** Finds the recipients of a notification: the members who are active when it is due. */
import type pg from "pg";

export interface RecipientQuery {
  readonly organizationId: string;
  /** Only members with a role in the solution other than `DENY`. */
  readonly solutionId?: string | undefined;
  /** Only these. */
  readonly userIds?: readonly string[] | undefined;
  /** Only those after this id. */
  readonly after: string;
  readonly limit: number;
}

/** User ids, in order. */
export async function listRecipients(pool: pg.Pool, query: RecipientQuery): Promise<string[]> {
  const { organizationId, solutionId, userIds, after, limit } = query;
  const { rows } = await pool.query<{ user_id: string }>({
    name: "recipients",
    text: `select m.user_id from members m join organizations o using (organization_id)
           where m.organization_id = $1 and m.status = 'ACTIVE'
             and ($2::uuid is null or m.user_id > $2)
             and ($3::text is null or (m.solutions ->> $3) <> 'DENY')
             and ($4::uuid[] is null or m.user_id = any($4))
           order by m.user_id limit $5`,
    values: [organizationId, after === "" ? null : after, solutionId, userIds, limit],
  });
  return rows.map(({ user_id: userId }) => userId);
}

/** Finds the recipients of a notification: the members who are active when it is due. */
import { sql } from "kysely";
import type pg from "pg";
import { rowsOf } from "../../engine/read-model.ts";
import { directoryQueries } from "../rows.ts";

interface RecipientQuery {
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
  let found = directoryQueries
    .selectFrom("members as m")
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .select("m.user_id as userId")
    .where("m.organization_id", "=", organizationId)
    .where("m.status", "=", "ACTIVE");
  if (after !== "") found = found.where("m.user_id", ">", after);
  if (solutionId !== undefined) {
    found = found.where(sql`m.solutions ->> ${solutionId}`, "<>", "DENY");
  }
  if (userIds !== undefined) {
    found = found.where("m.user_id", "=", ({ fn, val }) => fn.any(val(userIds)));
  }
  const rows = await rowsOf(pool, found.orderBy("m.user_id").limit(limit));
  return rows.map(({ userId }) => userId);
}

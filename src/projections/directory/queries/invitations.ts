/** Finds an invitation by its secret. */
import type pg from "pg";
import { organizationIsSetAside } from "./set-aside.ts";

export interface InvitationFound {
  readonly organizationId: string;
  readonly userId: string;
  readonly organizationName: string;
  readonly email: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  /** The language of the invitation that this secret belongs to. */
  readonly language: string;
  readonly expiresAt: string;
  /** Is the organization set aside? Then the rest may be out of date. */
  readonly isSetAside: boolean;
}

/** The invitation by the SHA-256 of its secret, even if it is no longer valid. */
export async function findInvitation(
  pool: pg.Pool,
  digest: string,
): Promise<InvitationFound | undefined> {
  const { rows } = await pool.query<{
    organization_id: string;
    user_id: string;
    organization_name: string | null;
    email: string | null;
    first_name: string | null;
    last_name: string | null;
    language: string;
    expires_at: string;
    is_set_aside: boolean;
  }>({
    name: "invitation-by-digest",
    text: `select i.organization_id, i.user_id, o.name as organization_name, m.email, m.first_name,
                  m.last_name, i.language, i.expires_at,
                  ${organizationIsSetAside("i.organization_id")} as is_set_aside
           from invitations i
           left join organizations o using (organization_id)
           left join members m using (organization_id, user_id)
           where i.digest = $1`,
    values: [digest],
  });
  const row = rows[0];
  if (row === undefined || (row.organization_name === null && !row.is_set_aside)) return undefined;
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    organizationName: row.organization_name ?? "",
    email: row.email ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    language: row.language,
    expiresAt: row.expires_at,
    isSetAside: row.is_set_aside,
  };
}

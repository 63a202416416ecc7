/** Finds an invitation by its secret. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { timestamp } from "../../../domain/primitives.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { directoryQueries } from "../rows.ts";
import { organizationIsSetAside } from "./set-aside.ts";

export const invitePreview = z
  .object({
    organizationName: z.string(),
    invitedBy: z
      .object({ name: z.string() })
      .optional()
      .describe("Who invites; absent if that person has left the organization."),
    email: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    language: z.string().describe("The language of the invitation that this secret belongs to."),
    expiresAt: timestamp,
  })
  .meta({ id: "InvitePreview" });
type InvitePreview = z.output<typeof invitePreview>;

export interface InvitationFound extends Omit<InvitePreview, "invitedBy"> {
  readonly organizationId: string;
  readonly userId: string;
  /** Is the organization set aside? Then the rest may be out of date. */
  readonly isSetAside: boolean;
}

/** The invitation by the SHA-256 of its secret, even if it is no longer valid. */
export async function findInvitation(
  pool: pg.Pool,
  digest: string,
): Promise<InvitationFound | undefined> {
  const found = (await readInvitationByDigest(pool, { digest })).map(present)[0];
  if (found === undefined) return undefined;
  const { organizationName = "" } = found;
  return organizationName !== "" || found.isSetAside ? { ...found, organizationName } : undefined;
}

type Wanted = Given<{ readonly digest: string }>;

const readInvitationByDigest = prepared("invitation by digest", ({ digest }: Wanted) =>
  directoryQueries
    .selectFrom("invitations as i")
    .leftJoin("organizations as o", "o.organization_id", "i.organization_id")
    .leftJoin("members as m", (join) =>
      join
        .onRef("m.organization_id", "=", "i.organization_id")
        .onRef("m.user_id", "=", "i.user_id"),
    )
    .select(["i.organization_id as organizationId", "i.user_id as userId", "i.language"])
    .select(["o.name as organizationName", "m.email", "m.first_name as firstName"])
    .select(["m.last_name as lastName", "i.expires_at as expiresAt"])
    .select(sql.raw<boolean>(organizationIsSetAside("i.organization_id")).as("isSetAside"))
    .where("i.digest", "=", digest),
);

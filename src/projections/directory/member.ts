/**
 * How a member is shown. What depends neither on the clock nor on the reader is kept with the member's row
 * as JSON, so that a list only puts texts together (docs/decisions/0033-lists.md). It has no names of
 * others, so that a rename rewrites no other rows.
 */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { serializerOf } from "../../platform/serializer.ts";
import { isStorable, storableJson } from "../engine/insert-rows.ts";
import { revision, stamps } from "../engine/page.ts";
import type { MemberRow } from "./rows.ts";

const invite = z
  .object({
    status: z
      .enum(["SENT", "FAILED", "PENDING", "ACCEPTED", "EXPIRED", "REVOKED"])
      .meta({ id: "InviteStatus" }),
    language: z.string().optional(),
    sentAt: timestamp.optional(),
    sentCount: z.int(),
    expiresAt: timestamp.optional(),
    failure: z.string().optional().describe("The mail server's error message."),
  })
  .meta({ id: "Invite" });

export const member = z
  .object({
    organizationId: id,
    userId: id,
    name: z.string().optional().describe("Absent, like the other names, if the person was erased."),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    email: z.string().optional(),
    userRole: organizationRole,
    userStatus: memberStatus,
    language: z.string().optional(),
    solutionCount: z.int(),
    solutions: z
      .record(z.string(), solutionRole)
      .describe("The member's role in each solution, by solution id."),
    invite: invite.optional(),
    lastActiveAt: timestamp.optional(),
    ...stamps,
    revision,
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof member>;

/** The solutions are not part of it: some readers do not see all, and deleting one changes every row. */
const lasting = member.omit({ solutionCount: true, solutions: true });
type Lasting = z.output<typeof lasting>;

/** The columns that it shows. */
export const lastingColumns = [
  "organization_id",
  "user_id",
  "name",
  "first_name",
  "last_name",
  "email",
  "role",
  "status",
  "language",
  "invite_status",
  "invite_sent_at",
  "invite_sent_count",
  "invite_expires_at",
  "invite_failure",
  "last_active_at",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
] as const satisfies (keyof MemberRow)[];

/** What of a member depends neither on the clock nor on the reader. */
export function lastingPart(row: Pick<MemberRow, (typeof lastingColumns)[number]>): Lasting {
  const language = row.language ?? undefined;
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    name: row.name ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    email: row.email ?? undefined,
    userRole: row.role,
    userStatus: row.status,
    language,
    invite:
      row.invite_status === null
        ? undefined
        : {
            status: row.invite_status,
            language,
            sentAt: row.invite_sent_at ?? undefined,
            sentCount: row.invite_sent_count,
            expiresAt: row.invite_expires_at ?? undefined,
            failure: row.invite_failure ?? undefined,
          },
    lastActiveAt: row.last_active_at ?? undefined,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    revision: row.revision,
  };
}

/** The first version of `directory` whose rows have the column `shown` as it is now. */
export const shownSince = 4;

const serialize = serializerOf(lasting);

/**
 * The same as JSON, for the column `shown`.
 * @throws Error, without the value, if a stored event holds one that does not fit
 */
export function lastingJson(row: Parameters<typeof lastingPart>[0]): string {
  const part = lastingPart(row);
  try {
    const json = serialize(part);
    return isStorable(json) ? json : serialize(JSON.parse(storableJson(part)) as Lasting);
  } catch {
    throw new Error("a member's row does not fit what the API shows of it");
  }
}

/** What is added when the member is read. */
interface Added extends Pick<Member, "solutionCount" | "solutions"> {
  /** Has the open invitation expired? */
  readonly hasExpired: boolean;
}

export function wholeMember(
  part: Lasting,
  { hasExpired, solutionCount, solutions }: Added,
): Member {
  return { ...(hasExpired ? expired(part) : part), solutionCount, solutions };
}

/** The same as JSON. */
export function wholeMemberJson(
  json: string,
  { hasExpired, solutionCount, solutions }: Added,
): string {
  const part = hasExpired ? JSON.stringify(expired(JSON.parse(json) as Lasting)) : json;
  return `${part.slice(0, -1)},"solutionCount":${solutionCount},"solutions":${JSON.stringify(solutions)}}`;
}

function expired({ invite, ...part }: Lasting): Lasting {
  return invite === undefined ? part : { ...part, invite: { ...invite, status: "EXPIRED" } };
}

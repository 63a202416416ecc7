/** Schemas of members, invitations and their filters. */
import { z } from "zod";
import { email, id, language, line, personName, text } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { flag, pageSchema, pageParameters, search, several } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";
import { member } from "../../projections/directory/member.ts";
import { memberSorts } from "../../projections/directory/queries/members.ts";

export const memberPage = pageSchema(member, "MemberPage");
export const singleMember = withPeople(member, "SingleMember");

export const newMember = z
  .strictObject({
    email,
    firstName: personName,
    lastName: personName,
    name: line(200).optional(),
    userRole: organizationRole.optional(),
    invite: z
      .strictObject({
        language: language.optional(),
        disabled: z.boolean().optional().describe("Adds the member without a mail."),
      })
      .optional(),
    solutions: z
      .array(z.strictObject({ solutionId: id, userRole: solutionRole.optional() }))
      .max(100)
      .optional(),
  })
  .meta({
    id: "NewMember",
    examples: [
      { email: "ada@example.com", firstName: "Ada", lastName: "Byron", userRole: "ADMIN" },
    ],
  });

export const rolePatch = z
  .strictObject({ userRole: organizationRole })
  .meta({ id: "MemberPatch", examples: [{ userRole: "CREATOR" }] });

export const resend = z
  .strictObject({ language: language.optional() })
  .meta({ id: "ResendInvite" });

/** The filters for members of organizations and of solutions. */
export function memberFilters<Role extends z.ZodType>(role: Role) {
  return {
    search: search.describe("Matches any part of the name or e-mail address, ignoring case."),
    userIds: several(id, "Only these users."),
    emails: several(email, "Only these addresses."),
    includeRoles: several(role, "Only these roles."),
    excludeRoles: several(role, "Not these roles."),
    status: several(memberStatus, "Only these statuses."),
    solutionIds: several(id, "Only members assigned to any of these solutions."),
    withoutSolutions: flag.describe("Only members without solutions."),
  };
}

export const memberQuery = z.strictObject({
  ...memberFilters(organizationRole),
  sort: z
    .enum(
      memberSorts,
      "must be name, email, createdAt, lastActiveAt or role, with a leading - for descending order",
    )
    .default("name"),
  ...pageParameters,
});

const secret = text(200)
  .min(1, "must not be empty")
  .describe("The secret in the invitation's link.");

export const inviteToken = z.strictObject({ token: secret }).meta({ id: "InviteToken" });

export const acceptance = z
  .strictObject({
    token: secret,
    firstName: personName.optional(),
    lastName: personName.optional(),
  })
  .meta({ id: "InviteAcceptance" });

/** Events of `member-{organizationId}.{userId}`: a membership, which may end and begin again. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { lostRight } from "../lost-right.ts";
import { digest, email, id, language, line, personName, timestamp } from "../primitives.ts";
import { organizationRole, solutionRole } from "../roles.ts";

/** The system took a grant back: who had given it, and what they were by then. */
const takenBack = lostRight.optional();

const solution = { solutionId: id };

export const memberEvents = defineEvents({
  MemberFounded: {
    version: 2,
    summary: "The founder of an organization became its first owner.",
    /** Otherwise the organization's log would not say who the founder is. */
    personal: z.strictObject({ email }),
  },
  MemberInvited: {
    summary: "A person was invited, or added without mailing; they get the role when they accept.",
    data: z.strictObject({
      role: organizationRole,
      /** Who granted the role. Their right to do so is checked again on acceptance. */
      grantedBy: id,
    }),
    /** As the inviter wrote it; after acceptance the person's own profile is shown. */
    personal: z.strictObject({
      email,
      firstName: personName,
      lastName: personName,
      name: line(200).optional(),
    }),
  },
  InviteIssued: {
    summary: "An invitation with a new secret is to be mailed; earlier secrets are void.",
    data: z.strictObject({
      sendingId: id,
      digest,
      language,
      issuedAt: timestamp,
      expiresAt: timestamp,
      /** Who sent it again, and thereby granted the role anew. */
      grantedBy: id.optional(),
    }),
  },
  InviteEmailSent: {
    summary: "The mail server took the invitation.",
    data: z.strictObject({ sendingId: id, sentAt: timestamp }),
  },
  InviteEmailFailed: {
    summary: "The invitation could not be mailed.",
    data: z.strictObject({ sendingId: id, failedAt: timestamp }),
    /** The mail server's answer; it may contain the address. */
    personal: z.strictObject({ reason: line(1000) }),
  },
  InviteRevoked: {
    summary: "The open invitation was revoked.",
    data: z.strictObject({ takenBack }),
  },
  InviteAccepted: {
    summary: "The invited person accepted and became an active member.",
    data: z.strictObject({ acceptedAt: timestamp }),
  },
  OrgRoleChanged: {
    summary: "A member's organization role changed.",
    data: z.strictObject({
      from: organizationRole,
      to: organizationRole,
      grantedBy: id,
      takenBack,
    }),
  },
  MemberDisabled: {
    summary: "A member's access to the organization was switched off.",
    data: z.strictObject({ takenBack }),
  },
  MemberEnabled: {
    summary: "A member's access was switched on again.",
  },
  MemberRemoved: {
    summary: "The membership ended, and with it all solution assignments.",
    data: z.strictObject({ takenBack }),
  },
  SolutionAssigned: {
    summary: "A member was given a solution.",
    data: z.strictObject({ ...solution, role: solutionRole }),
  },
  SolutionRoleChanged: {
    summary: "A member's role in a solution changed.",
    data: z.strictObject({ ...solution, from: solutionRole, to: solutionRole, takenBack }),
  },
  SolutionUnassigned: {
    summary: "A solution was taken from a member, or they set it aside themselves.",
    data: z.strictObject({
      ...solution,
      role: solutionRole,
      /** The member took it off their own profile, and may take it back with the same role. */
      setAside: z.literal(true).optional(),
      takenBack,
    }),
  },
});

export type MemberEvent = EventIn<typeof memberEvents>;

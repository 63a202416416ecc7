/** The commands of a membership. Times are RFC 3339. The caller makes ids and digests. */
import type { CommandIn } from "../decider.ts";
import type { EndOfOwnership } from "../organization/events.ts";
import type { LostRight } from "../lost-right.ts";
import type { MemberEvent } from "./events.ts";
import type { MemberState } from "./state.ts";
import type { OrganizationRole, SolutionRole } from "../roles.ts";

/** The actor, with the role that counts for "never above yourself". */
export interface By {
  readonly userId: string;
  readonly role: OrganizationRole | "SYSTEM";
}

/** One mailing of an invitation. */
export interface Sending {
  readonly sendingId: string;
  readonly digest: string;
  readonly language: string;
  readonly expiresAt: string;
}

export interface SolutionChange {
  readonly solutionId: string;
  /** The new role; undefined unassigns the solution. */
  readonly role: SolutionRole | undefined;
  /** The role with which the actor acts in this solution. */
  readonly authority: SolutionRole | "SYSTEM" | undefined;
}

export type MemberCommand = CommandIn<{
  FoundMember: { email: string };
  InviteUser: {
    by: By;
    role: OrganizationRole;
    person: NonNullable<Extract<MemberEvent, { type: "MemberInvited" }>["personal"]>;
    /** Languages for which the organization has an invite template. */
    languages: readonly string[];
    /** If undefined, the member is added without a mail. */
    sending: Sending | undefined;
    solutions: readonly SolutionChange[];
    /** The most solutions of a member. */
    atMost?: number;
    at: string;
  };
  ResendInvite: { by: By; languages: readonly string[]; sending: Sending; at: string };
  RevokeInvite: { by: By; at: string };
  RecordInviteSending: {
    sendingId: string;
    at: string;
    /** Undefined if the mail was sent. */
    failure: string | undefined;
  };
  AcceptInvite: {
    digest: string;
    /** The granter's current role; undefined if they are no longer an active member. */
    granter: OrganizationRole | "SYSTEM" | undefined;
    at: string;
  };
  ChangeOrgRole: { by: By; role: OrganizationRole };
  DisableMember: { by: By };
  EnableMember: { by: By };
  RemoveMember: { by: By };
  /** Finishes a revocation in the organization's stream (docs/decisions/0003-the-ownership-guard.md). */
  FinishEnding: { ownership: number; reason: EndOfOwnership };
  /** Takes stale grants back (take-back.ts). `rightful` is the membership without them. */
  TakeBack: { rightful: MemberState; takenBack: LostRight };
  ChangeSolutions: {
    changes: readonly SolutionChange[];
    /** The most solutions of a member; left out to complete what was decided before. */
    atMost?: number;
  };
  /** Members send these two for their own profile. */
  SetSolutionAside: { solutionId: string };
  TakeSolutionBack: { solutionId: string };
}>;

/** The commands of a membership. Times are RFC 3339. The caller makes ids and digests. */
import type { EndOfOwnership } from "../organization/events.ts";
import type { LostRight } from "../lost-right.ts";
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

export type MemberCommand =
  | { readonly type: "FoundMember"; readonly email: string }
  | {
      readonly type: "InviteUser";
      readonly by: By;
      readonly role: OrganizationRole;
      readonly person: {
        readonly email: string;
        readonly firstName: string;
        readonly lastName: string;
        readonly name?: string;
      };
      /** Languages for which the organization has an invite template. */
      readonly languages: readonly string[];
      /** If undefined, the member is added without a mail. */
      readonly sending: Sending | undefined;
      readonly solutions: readonly SolutionChange[];
      /** The most solutions of a member. */
      readonly atMost?: number;
      readonly at: string;
    }
  | {
      readonly type: "ResendInvite";
      readonly by: By;
      readonly languages: readonly string[];
      readonly sending: Sending;
      readonly at: string;
    }
  | { readonly type: "RevokeInvite"; readonly by: By; readonly at: string }
  | {
      readonly type: "RecordInviteSending";
      readonly sendingId: string;
      readonly at: string;
      /** Undefined if the mail was sent. */
      readonly failure: string | undefined;
    }
  | {
      readonly type: "AcceptInvite";
      readonly digest: string;
      /** The granter's current role; undefined if they are no longer an active member. */
      readonly granter: OrganizationRole | "SYSTEM" | undefined;
      readonly at: string;
    }
  | { readonly type: "ChangeOrgRole"; readonly by: By; readonly role: OrganizationRole }
  | { readonly type: "DisableMember"; readonly by: By }
  | { readonly type: "EnableMember"; readonly by: By }
  | { readonly type: "RemoveMember"; readonly by: By }
  /** Finishes a revocation in the organization's stream (docs/decisions/0003-the-ownership-guard.md). */
  | {
      readonly type: "FinishEnding";
      readonly ownership: number;
      readonly reason: EndOfOwnership;
    }
  /** Takes stale grants back (take-back.ts). `rightful` is the membership without them. */
  | {
      readonly type: "TakeBack";
      readonly rightful: MemberState;
      readonly takenBack: LostRight;
    }
  | {
      readonly type: "ChangeSolutions";
      readonly changes: readonly SolutionChange[];
      /** The most solutions of a member; left out to complete what was decided before. */
      readonly atMost?: number;
    }
  /** Members send these two for their own profile. */
  | { readonly type: "SetSolutionAside"; readonly solutionId: string }
  | { readonly type: "TakeSolutionBack"; readonly solutionId: string };

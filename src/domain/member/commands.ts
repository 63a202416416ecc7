/** What can be asked of a membership. Times are RFC 3339; ids and digests are made outside. */
import type { EndOfOwnership } from "../organization/events.ts";
import type { OrganizationRole, SolutionRole } from "../roles.ts";

/** Who asks, with the rank that counts for "never above yourself". */
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
  /** The role to have; undefined takes the solution away. */
  readonly role: SolutionRole | undefined;
  /** The rank with which the actor acts in this solution. */
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
      /** Undefined adds the member without mailing. */
      readonly sending: Sending | undefined;
      readonly solutions: readonly SolutionChange[];
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
      /** Undefined where it was sent. */
      readonly failure: string | undefined;
    }
  | {
      readonly type: "AcceptInvite";
      readonly digest: string;
      /** What the one who answers for the role is now in the organization; undefined: nothing any more. */
      readonly granter: OrganizationRole | "SYSTEM" | undefined;
      readonly at: string;
    }
  | { readonly type: "ChangeOrgRole"; readonly by: By; readonly role: OrganizationRole }
  | { readonly type: "DisableMember"; readonly by: By }
  | { readonly type: "EnableMember"; readonly by: By }
  | { readonly type: "RemoveMember"; readonly by: By }
  /** Finishes what a revocation in the organization's stream announced (design.md, "The last owner"). */
  | {
      readonly type: "FinishEnding";
      readonly ownership: number;
      readonly reason: EndOfOwnership;
    }
  | { readonly type: "ChangeSolutions"; readonly changes: readonly SolutionChange[] }
  /** The member's own: takes a solution off their profile, or takes back what they set aside. */
  | { readonly type: "SetSolutionAside"; readonly solutionId: string }
  | { readonly type: "TakeSolutionBack"; readonly solutionId: string };

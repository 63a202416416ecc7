/** A membership's state, folded from its stream. */
import { budgets } from "../budgets.ts";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../roles.ts";
import type { MemberEvent } from "./events.ts";

/** An invitation. Its secret is stored nowhere, only the digest. */
interface Invitation {
  readonly sendingId: string;
  readonly digest: string;
  readonly expiresAt: string;
  /** The recorded result of mailing it. */
  readonly mail: "UNKNOWN" | "SENT" | "FAILED";
}

export interface MemberState {
  readonly status: MemberStatus | "NONE" | "REMOVED";
  readonly role: OrganizationRole;
  /** Who granted the role; checked again on acceptance. */
  readonly grantedBy: string | undefined;
  /**
   * The revision of the event that made this member an active owner, while they are one. It identifies
   * the ownership in the organization's guard.
   */
  readonly ownership: number | undefined;
  /** The invitation that can be accepted. */
  readonly invitation: Invitation | undefined;
  /** Digests of earlier secrets, and why each is void. */
  readonly voided: Readonly<Record<string, "used" | "replaced" | "revoked">>;
  /** Times of the latest sendings, newest last, for the sending limit. */
  readonly issuedAt: readonly string[];
  readonly solutions: Readonly<Record<string, SolutionRole>>;
  /** Solutions that the member took off their own profile, with the role to restore. */
  readonly setAside: Readonly<Record<string, SolutionRole>>;
  /** Revision of the next event. */
  readonly nextRevision: number;
}

/** The sending limit per member. */
export const sendingsPerHour = budgets.invitationsPerMemberAndHour.limit;

export const initial: MemberState = {
  status: "NONE",
  role: "USER",
  grantedBy: undefined,
  ownership: undefined,
  invitation: undefined,
  voided: {},
  issuedAt: [],
  solutions: {},
  setAside: {},
  nextRevision: 0,
};

export function evolve(state: MemberState, event: MemberEvent): MemberState {
  const next = { ...apply(state, event), nextRevision: state.nextRevision + 1 };
  const isOwner = next.status === "ACTIVE" && next.role === "OWNER";
  const ownership = isOwner ? (state.ownership ?? state.nextRevision) : undefined;
  return { ...next, ownership };
}

function apply(state: MemberState, event: MemberEvent): MemberState {
  switch (event.type) {
    case "MemberFounded":
      return { ...state, status: "ACTIVE", role: "OWNER" };
    case "MemberInvited": {
      const { role, grantedBy } = event.data;
      return {
        ...voidInvitation(state, "replaced"),
        status: "INVITED",
        role,
        grantedBy,
        solutions: {},
        setAside: {},
      };
    }
    case "InviteIssued": {
      const { sendingId, digest, expiresAt, issuedAt, grantedBy = state.grantedBy } = event.data;
      return {
        ...voidInvitation(state, "replaced"),
        grantedBy,
        invitation: { sendingId, digest, expiresAt, mail: "UNKNOWN" },
        issuedAt: [...state.issuedAt, issuedAt].slice(-sendingsPerHour),
      };
    }
    case "InviteEmailSent":
      return mailed(state, event.data.sendingId, "SENT");
    case "InviteEmailFailed":
      return mailed(state, event.data.sendingId, "FAILED");
    case "InviteRevoked":
      return voidInvitation(state, "revoked");
    case "InviteAccepted":
      return { ...voidInvitation(state, "used"), status: "ACTIVE" };
    case "OrgRoleChanged":
      return { ...state, role: event.data.to, grantedBy: event.data.grantedBy };
    case "MemberDisabled":
      return { ...state, status: "DISABLED" };
    case "MemberEnabled":
      return { ...state, status: "ACTIVE" };
    case "MemberRemoved":
      return {
        ...voidInvitation(state, "revoked"),
        status: "REMOVED",
        role: "USER",
        solutions: {},
        setAside: {},
      };
    case "SolutionAssigned":
      return withSolution(state, event.data.solutionId, event.data.role);
    case "SolutionRoleChanged":
      return withSolution(state, event.data.solutionId, event.data.to);
    case "SolutionUnassigned":
      return event.data.setAside
        ? settingAside(state, event.data)
        : withSolution(state, event.data.solutionId, undefined);
  }
}

function voidInvitation(state: MemberState, why: "used" | "replaced" | "revoked"): MemberState {
  if (state.invitation === undefined) return state;
  const voided = { ...state.voided, [state.invitation.digest]: why };
  return { ...state, invitation: undefined, voided };
}

function mailed(state: MemberState, sendingId: string, mail: "SENT" | "FAILED"): MemberState {
  const { invitation } = state;
  return invitation?.sendingId === sendingId
    ? { ...state, invitation: { ...invitation, mail } }
    : state;
}

function withSolution(state: MemberState, id: string, role: SolutionRole | undefined): MemberState {
  const { [id]: _, ...others } = state.solutions;
  const { [id]: __, ...setAside } = state.setAside;
  return { ...state, setAside, solutions: role === undefined ? others : { ...others, [id]: role } };
}

function settingAside(
  state: MemberState,
  { solutionId, role }: { readonly solutionId: string; readonly role: SolutionRole },
): MemberState {
  const taken = withSolution(state, solutionId, undefined);
  return { ...taken, setAside: { ...taken.setAside, [solutionId]: role } };
}

/** Decides the commands of a membership: its status, its roles and its solutions. */
import { type Decider, type Rejection, reject } from "../decider.ts";
import type { EndOfOwnership } from "../organization/events.ts";
import { systemId } from "../primitives.ts";
import { neverAbove } from "../rights.ts";
import type { OrganizationRole } from "../roles.ts";
import { changeSolutions, setSolutionAside, takeSolutionBack } from "./change-solutions.ts";
import type { MemberCommand } from "./commands.ts";
import type { MemberEvent } from "./events.ts";
import { acceptInvite, invite, issueInvite } from "./invitation.ts";
import { takeBack } from "./take-back.ts";
import { evolve, initial, type MemberState } from "./state.ts";

export const memberDecider: Decider<MemberState, MemberCommand, MemberEvent> = {
  initial,
  evolve,
  decide,
};

type Outcome = readonly MemberEvent[] | Rejection;

function decide(command: MemberCommand, state: MemberState): Outcome {
  if (command.type === "FoundMember") {
    return state.status === "NONE"
      ? [{ type: "MemberFounded", data: {}, personal: { email: command.email } }]
      : reject("already-a-member", "The founder is a member already.");
  }
  if (command.type === "InviteUser") return invite(command, state);
  // Before the status check: even after removal, the holder of a void secret learns why it is void.
  if (command.type === "AcceptInvite") return acceptInvite(command, state);
  if (command.type === "TakeBack") return takeBack(state, command.rightful, command.takenBack);
  if (state.status === "NONE" || state.status === "REMOVED") {
    return reject("not-found", "There is no such member.");
  }
  switch (command.type) {
    case "ResendInvite":
      return neverAbove(command.by.role, state.role) ?? issueInvite(command, state);
    case "RevokeInvite":
      return neverAbove(command.by.role, state.role) ?? revokeInvite(state, command.at);
    case "RecordInviteSending":
      return recordSending(command, state);
    case "ChangeOrgRole": {
      const { by, role } = command;
      const above = neverAbove(by.role, state.role, role);
      if (above) return above;
      if (role === state.role) return [];
      return [
        { type: "OrgRoleChanged", data: { from: state.role, to: role, grantedBy: by.userId } },
      ];
    }
    case "DisableMember":
      return neverAbove(command.by.role, state.role) ?? disable(state);
    case "EnableMember":
      return neverAbove(command.by.role, state.role) ?? enable(state);
    case "RemoveMember":
      return neverAbove(command.by.role, state.role) ?? [{ type: "MemberRemoved", data: {} }];
    case "FinishEnding":
      return command.ownership === state.ownership ? end(command.reason, state.role) : [];
    case "ChangeSolutions":
      return changeSolutions(command.changes, state, command.atMost);
    case "SetSolutionAside":
      return setSolutionAside(command.solutionId, state);
    case "TakeSolutionBack":
      return takeSolutionBack(command.solutionId, state);
  }
}

function end(reason: EndOfOwnership, role: OrganizationRole): readonly MemberEvent[] {
  switch (reason.kind) {
    case "ROLE_CHANGED":
      return [
        { type: "OrgRoleChanged", data: { from: role, to: reason.role, grantedBy: systemId } },
      ];
    case "DISABLED":
      return [{ type: "MemberDisabled", data: {} }];
    case "REMOVED":
      return [{ type: "MemberRemoved", data: {} }];
  }
}

function disable(state: MemberState): Outcome {
  switch (state.status) {
    case "ACTIVE":
      return [{ type: "MemberDisabled", data: {} }];
    case "DISABLED":
      return reject("member-disabled", "The member is disabled already.");
    default:
      return reject("not-active", "The member has not accepted the invitation; revoke it instead.");
  }
}

function enable(state: MemberState): Outcome {
  switch (state.status) {
    case "DISABLED":
      return [{ type: "MemberEnabled", data: {} }];
    case "ACTIVE":
      return reject("already-active", "The member is active already.");
    default:
      return reject("not-active", "The member has not accepted the invitation yet.");
  }
}

function revokeInvite(state: MemberState, at: string): Outcome {
  const { invitation } = state;
  return invitation === undefined || invitation.expiresAt <= at
    ? reject("not-invited", "There is no open invitation to revoke.")
    : [{ type: "InviteRevoked", data: {} }];
}

function recordSending(
  command: Extract<MemberCommand, { type: "RecordInviteSending" }>,
  state: MemberState,
): Outcome {
  const { sendingId, at, failure } = command;
  // The invitation was replaced, accepted or removed meanwhile: the result no longer matters.
  if (state.invitation?.sendingId !== sendingId || state.invitation.mail === "SENT") return [];
  // Only the first failure is recorded; later ones add nothing.
  if (failure !== undefined && state.invitation.mail === "FAILED") return [];
  return failure === undefined
    ? [{ type: "InviteEmailSent", data: { sendingId, sentAt: at } }]
    : [
        {
          type: "InviteEmailFailed",
          data: { sendingId, failedAt: at },
          personal: { reason: failure },
        },
      ];
}

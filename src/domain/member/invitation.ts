/** Inviting, sending again, accepting (domain.md, "Inviting"). */
import { type Rejection, reject } from "../decider.ts";
import { neverAbove, reach } from "../rights.ts";
import { isAbove } from "../roles.ts";
import { addMinutes } from "../time.ts";
import { changeSolutions } from "./change-solutions.ts";
import type { MemberCommand, Sending } from "./commands.ts";
import type { MemberEvent } from "./events.ts";
import { type MemberState, sendingsPerHour } from "./state.ts";

type Outcome = readonly MemberEvent[] | Rejection;
type Command<Type extends MemberCommand["type"]> = Extract<MemberCommand, { type: Type }>;

/** A revoked or expired invitation does not block a new one; an open one, or a membership, does. */
export function invite(command: Command<"InviteUser">, state: MemberState): Outcome {
  const { by, role, person, languages, sending, solutions, at } = command;
  const above = neverAbove(by.role, role, ...(state.status === "INVITED" ? [state.role] : []));
  if (above) return above;
  if (!isFree(state, at)) {
    return reject("already-a-member", "This person is a member or has an open invitation.");
  }
  const refused = templateMissing(languages, sending) ?? tooMany(sending && state, at);
  if (refused) return refused;
  const assigned = changeSolutions(solutions, { solutions: {}, setAside: {} });
  if (!Array.isArray(assigned)) return assigned;
  return [
    { type: "MemberInvited", data: { role, grantedBy: by.userId }, personal: person },
    ...(sending ? [issued(sending, at)] : []),
    ...assigned,
  ];
}

/** Sends an open, failed, expired or revoked invitation again, with a new secret. */
export function issueInvite(command: Command<"ResendInvite">, state: MemberState): Outcome {
  const { by, languages, sending, at } = command;
  if (state.status === "ACTIVE") {
    return reject("already-active", "The member has accepted the invitation already.");
  }
  if (state.status === "DISABLED") return reject("member-disabled", "The member is disabled.");
  return (
    templateMissing(languages, sending) ?? tooMany(state, at) ?? [issued(sending, at, by.userId)]
  );
}

/** Accepts by the secret's digest; what a void secret was is told only to who holds it. */
export function acceptInvite(command: Command<"AcceptInvite">, state: MemberState): Outcome {
  const { digest, granter, at } = command;
  switch (state.voided[digest]) {
    case "used":
      return reject("invite-used", "The invitation was accepted already.");
    case "replaced":
      return reject("invite-replaced", "A newer invitation was sent; use that one.");
    case "revoked":
      return reject("invite-revoked", "The invitation was revoked.");
    case undefined:
  }
  const { invitation } = state;
  if (invitation?.digest !== digest) return reject("not-found", "There is no such invitation.");
  if (invitation.expiresAt <= at) {
    return reject("invite-expired", "The invitation has expired; ask for a new one.");
  }
  // The system (a founding, a bootstrap) may grant anything; a person only what they still may.
  const isEntitled =
    granter !== undefined &&
    (granter === "SYSTEM" ||
      (reach("users:manage", granter) === "all" && !isAbove(state.role, granter)));
  if (!isEntitled) {
    return reject(
      "inviter-not-entitled",
      "Who invited you may no longer grant this role; ask for a new invitation.",
    );
  }
  return [{ type: "InviteAccepted", data: { acceptedAt: at } }];
}

function isFree(state: MemberState, at: string): boolean {
  switch (state.status) {
    case "NONE":
    case "REMOVED":
      return true;
    case "INVITED": {
      const wasSent = state.issuedAt.length > 0;
      const isOpen = state.invitation !== undefined && at < state.invitation.expiresAt;
      return wasSent && !isOpen;
    }
    default:
      return false;
  }
}

function templateMissing(
  languages: readonly string[],
  sending: Sending | undefined,
): Rejection | undefined {
  if (languages.length === 0) {
    return reject("invite-template-missing", "Save an invite template in one language first.");
  }
  if (sending && !languages.includes(sending.language)) {
    return reject(
      "invite-template-missing",
      `There is no invite template for ${sending.language}.`,
    );
  }
  return undefined;
}

/** At most five sendings per member in an hour; each gives the way back to the first one. */
function tooMany(state: MemberState | undefined, at: string): Rejection | undefined {
  const oldest = state?.issuedAt[0];
  if (state === undefined || oldest === undefined || state.issuedAt.length < sendingsPerHour) {
    return undefined;
  }
  const retryAt = addMinutes(oldest, 60);
  if (retryAt <= at) return undefined;
  return {
    ...reject(
      "too-many-requests",
      `At most ${sendingsPerHour} invitations an hour are sent to a member.`,
    ),
    retryAt,
  };
}

/** @param grantedBy who answers for the role from now on, where that is not who invited */
function issued(sending: Sending, at: string, grantedBy?: string): MemberEvent {
  const data = { ...sending, issuedAt: at, ...(grantedBy !== undefined && { grantedBy }) };
  return { type: "InviteIssued", data };
}

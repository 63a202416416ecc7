/** Decides inviting, resending and accepting (docs/domain.md, "Inviting"). */
import { type Rejection, reject } from "../decider.ts";
import { neverAbove, reach } from "../rights.ts";
import { isAbove, type OrganizationRole } from "../roles.ts";
import { addMinutes } from "../time.ts";
import { changeSolutions } from "./change-solutions.ts";
import type { MemberCommand, Sending } from "./commands.ts";
import type { MemberEvent } from "./events.ts";
import { type MemberState, sendingsPerHour } from "./state.ts";

type Outcome = readonly MemberEvent[] | Rejection;
type Command<Type extends MemberCommand["type"]> = Extract<MemberCommand, { type: Type }>;

/** A membership or an open invitation blocks a new one; a revoked or expired invitation does not. */
export function invite(command: Command<"InviteUser">, state: MemberState): Outcome {
  const { by, role, person, languages, sending, solutions, at } = command;
  const above = neverAbove(by.role, role, ...(state.status === "INVITED" ? [state.role] : []));
  if (above) return above;
  if (!isFree(state, at)) {
    return reject("already-a-member", "This person is a member or has an open invitation.");
  }
  const refused = templateMissing(languages, sending) ?? tooMany(sending && state, at);
  if (refused) return refused;
  const assigned = changeSolutions(solutions, { solutions: {}, setAside: {} }, command.atMost);
  if (!Array.isArray(assigned)) return assigned;
  return [
    { type: "MemberInvited", data: { role, grantedBy: by.userId }, personal: person },
    ...(sending ? [issued(sending, at)] : []),
    ...assigned,
  ];
}

/** Resends an open, failed, expired or revoked invitation with a new secret. */
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

/** Accepts by the secret's digest. Only the holder of a void secret learns why it is void. */
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
  if (!mayInvite(granter, state.role)) {
    return reject(
      "inviter-not-entitled",
      "The person who invited you may no longer grant this role; ask for a new invitation.",
    );
  }
  return [{ type: "InviteAccepted", data: { acceptedAt: at } }];
}

/** The system may grant any role (founding, bootstrap); a person must still be allowed to. */
export function mayInvite(
  granter: OrganizationRole | "SYSTEM" | undefined,
  role: OrganizationRole,
): boolean {
  if (granter === undefined || granter === "SYSTEM") return granter === "SYSTEM";
  return reach("users:manage", granter) === "all" && !isAbove(role, granter);
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
    return reject("invite-template-missing", "There is no invite template; save one first.");
  }
  if (sending && !languages.includes(sending.language)) {
    return reject(
      "invite-template-missing",
      `There is no invite template for ${sending.language}; save one or use another language.`,
    );
  }
  return undefined;
}

/** Applies the sending limit. `retryAt` is one hour after the oldest counted sending. */
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
      `A member gets at most ${sendingsPerHour} invitations an hour; try again later.`,
    ),
    retryAt,
  };
}

/** @param grantedBy the new granter of the role; undefined keeps the inviter */
function issued(sending: Sending, at: string, grantedBy?: string): MemberEvent {
  const data = { ...sending, issuedAt: at, ...(grantedBy !== undefined && { grantedBy }) };
  return { type: "InviteIssued", data };
}

/** The sendings of an invitation, folded from the events about the invited person. */
import type { Schemas } from "@muster/client";

type AuditEvent = Pick<Schemas["AuditEvent"], "type" | "occurredAt" | "data" | "actor">;

export const invitationEvents = [
  "InviteIssued",
  "InviteEmailSent",
  "InviteEmailFailed",
  "InviteRevoked",
  "InviteAccepted",
] as const;

/** `PENDING`: the mail server has not answered yet. */
export type SendingResult = "PENDING" | "SENT" | "FAILED";
export type SendingEnd = "REPLACED" | "REVOKED" | "ACCEPTED";

export interface Sending {
  readonly issuedAt: string;
  readonly by: AuditEvent["actor"];
  readonly language: string;
  readonly expiresAt: string;
  readonly result: SendingResult;
  /** When the mail server took or refused it. */
  readonly resultAt?: string;
  /** Undefined also if the person was erased. */
  readonly reason?: string;
  /** How the link stopped working, other than by its expiry. */
  readonly end?: { readonly kind: SendingEnd; readonly at: string };
}

/** @returns the newest first, as the events are */
export function sendingsOf(newestFirst: readonly AuditEvent[]): readonly Sending[] {
  const sendings = new Map<string, Sending>();
  let open: string | undefined;

  function close(kind: SendingEnd, at: string): void {
    const sending = sendings.get(open ?? "");
    if (open !== undefined && sending !== undefined) {
      sendings.set(open, { ...sending, end: { kind, at } });
    }
    open = undefined;
  }

  for (const { type, occurredAt, data, actor } of newestFirst.toReversed()) {
    const sendingId = String(data["sendingId"]);
    const sending = sendings.get(sendingId);
    switch (type) {
      case "InviteIssued":
        close("REPLACED", occurredAt);
        open = sendingId;
        sendings.set(sendingId, {
          issuedAt: occurredAt,
          by: actor,
          language: String(data["language"]),
          expiresAt: String(data["expiresAt"]),
          result: "PENDING",
        });
        break;
      case "InviteEmailSent":
        if (sending === undefined) break;
        sendings.set(sendingId, { ...sending, result: "SENT", resultAt: occurredAt });
        break;
      case "InviteEmailFailed": {
        if (sending === undefined) break;
        const reason = data["reason"];
        const failed = { ...sending, result: "FAILED", resultAt: occurredAt } as const;
        sendings.set(sendingId, typeof reason === "string" ? { ...failed, reason } : failed);
        break;
      }
      case "InviteRevoked":
        close("REVOKED", occurredAt);
        break;
      case "InviteAccepted":
        close("ACCEPTED", occurredAt);
        break;
    }
  }
  return [...sendings.values()].toReversed();
}

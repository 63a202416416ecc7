/**
 * What an event changed, field by field, with what stood there before. Personal fields are not in it:
 * they are compared when they are read (src/audit/readable.ts), so that nothing of them is kept here.
 */
import { hash } from "node:crypto";
import type { DomainEvent } from "../domain/catalogue.ts";
import type { Access } from "./access.ts";

/** The shown fields of what a stream is about. */
export type Fields = Readonly<Record<string, unknown>>;

/** Left out: there was, or is, nothing. */
export interface FieldChange {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The fields after the event; a membership's roles come of its access (`fieldsOfAccess`). */
export function evolveFields(fields: Fields, event: DomainEvent): Fields {
  switch (event.type) {
    case "OrganizationFounded": {
      const { name, description, url } = event.data;
      return { ...fields, ...present({ name, description, url }) };
    }
    case "OrganizationDetailsChanged":
    case "OrganizationSettingsChanged":
    case "SolutionDetailsChanged":
      return present({ ...fields, ...event.data });
    case "SolutionRegistered": {
      const { name, title, description, category } = event.data;
      return present({ name, title, description, category });
    }
    case "OrganizationDeleted":
    case "SolutionDeleted":
      return { deleted: true };
    case "InviteTemplateSaved": {
      const { language, html, ...rest } = event.data;
      // The text itself stands in the event: an organization may have hundreds of long ones.
      const digests = { htmlSha256: hash("sha256", html), htmlLength: html.length };
      return { ...fields, [`inviteTemplates.${language}`]: { ...rest, ...digests } };
    }
    case "InviteTemplateDeleted":
      return present({ ...fields, [`inviteTemplates.${event.data.language}`]: undefined });
    case "InviteIssued":
      return { ...fields, inviteStatus: "PENDING", inviteLanguage: event.data.language };
    case "InviteEmailSent":
      return { ...fields, inviteStatus: "SENT" };
    case "InviteEmailFailed":
      return { ...fields, inviteStatus: "FAILED" };
    case "InviteRevoked":
      return { ...fields, inviteStatus: "REVOKED" };
    case "InviteAccepted":
      return { ...fields, inviteStatus: "ACCEPTED" };
    case "MemberInvited":
    case "MemberRemoved":
      return {};
    case "TokenIssued": {
      const { scopes, organizationId, expiresAt, leaseExpiresAt } = event.data;
      return present({ scopes, organizationId, expiresAt, leaseExpiresAt });
    }
    case "TokenUsed":
      return {
        ...fields,
        lastUsedAt: event.data.usedAt,
        leaseExpiresAt: event.data.leaseExpiresAt,
      };
    case "TokenLeaseExtended":
      return { ...fields, leaseExpiresAt: event.data.leaseExpiresAt };
    case "TokenDeleted":
      return { ...fields, status: "DELETED" };
    case "NotificationRequested":
      return { state: "SCHEDULED", startAt: event.data.startAt };
    case "NotificationCancelled":
      return { ...fields, state: "CANCELLED" };
    case "NotificationSent":
      return { ...fields, state: "SENT" };
    default:
      return fields;
  }
}

/** A membership's roles as fields. */
export function fieldsOfAccess(access: Access | undefined): Fields {
  if (access === undefined) return {};
  const { status: userStatus, role: userRole, solutions } = access;
  const roles = Object.entries(solutions).map(([id, { role }]) => [`solutions.${id}`, role]);
  return { userStatus, userRole, ...Object.fromEntries(roles) };
}

export function changesBetween(before: Fields, after: Fields): Record<string, FieldChange> {
  const changes: Record<string, FieldChange> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[name], after[name]];
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[name] = present({ from, to });
  }
  return changes;
}

/** Without what is cleared or was never set. */
function present(fields: Fields): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

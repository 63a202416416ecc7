/**
 * The fields that an event changed, with their values before and after. Personal fields are compared on
 * reading instead (src/projections/audit/queries/readable.ts), so that none are kept here.
 */
import { hash } from "node:crypto";
import type { DomainEvent } from "../domain/catalogue.ts";
import type { Access } from "./access.ts";

/** The visible fields of a stream's subject. */
export type Fields = Readonly<Record<string, unknown>>;

/** A side is left out if the field had no value. */
export interface FieldChange {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The fields after the event. A membership's roles come from its access (`fieldsOfAccess`). */
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
    case "SolutionSettingsChanged": {
      const { set, removed } = event.data.custom;
      const changed = [...removed.map((name) => [name, undefined]), ...Object.entries(set)];
      const custom = changed.map(([name, value]) => [`custom.${String(name)}`, value]);
      return present({ ...fields, ...Object.fromEntries(custom) });
    }
    case "OrganizationDeleted":
    case "SolutionDeleted":
      return { deleted: true };
    case "InviteTemplateSaved": {
      const { language, html, ...rest } = event.data;
      // Only a digest: an organization may have hundreds of long texts, and the event has the text.
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
    if (from === to || JSON.stringify(from) === JSON.stringify(to)) continue;
    changes[name] = present({ from, to });
  }
  return changes;
}

/** Only the fields that have a value. */
function present(fields: Fields): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

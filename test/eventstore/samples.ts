/** One event of every type in the catalogue, for tests of the codec. */
import { definitions, type DomainEvent } from "../../src/domain/catalogue.ts";
import { defaultTemplate } from "../../src/domain/organization/invite-template.ts";
import type { Metadata } from "../../src/eventstore/codec.ts";

const at = "2026-01-15T10:00:00.000Z";
const later = "2026-01-29T10:00:00.000Z";
export const subjectId = "00000000-0000-7000-8000-000000000001";
const userId = subjectId;
const organizationId = "00000000-0000-7000-8000-000000000002";
const solutionId = "00000000-0000-7000-8000-000000000003";
const sendingId = "00000000-0000-7000-8000-000000000004";
const digest = "a".repeat(64);
const person = { email: "canary@example.com", firstName: "Cänary", lastName: "🐤", name: "Canary" };

const samples: readonly DomainEvent[] = [
  {
    type: "OrganizationFounded",
    data: { founderId: userId, name: "Engines", url: "https://e.example" },
  },
  { type: "OrganizationDetailsChanged", data: { name: "Engines", description: null } },
  { type: "InviteTemplateSaved", data: defaultTemplate },
  { type: "InviteTemplateDeleted", data: { language: "de" } },
  {
    type: "OrganizationSettingsChanged",
    data: { idleLogoutMinutes: 30, memberLimit: null, defaultLanguage: "de" },
  },
  { type: "OrganizationDeleted", data: {} },
  {
    type: "NotificationRequested",
    data: { scope: "USR", userIds: [userId], startAt: at },
    personal: { title: "Canary", text: "Cänary 🐤", inputs: { who: "canary" } },
  },
  { type: "NotificationCancelled", data: {} },
  { type: "NotificationDelivered", data: { userIds: [userId] } },
  { type: "NotificationSent", data: { recipients: 1 } },
  { type: "PushesRecorded", data: { pushed: [userId], failed: [] } },
  { type: "NotificationRead", data: { readAt: at } },
  { type: "UserLoggedIn", data: { method: "CODE" } },
  { type: "UserLoggedOut", data: { reason: "IDLE" } },
  { type: "OwnershipGranted", data: { userId, ownership: 3 } },
  {
    type: "OwnershipRevoked",
    data: { userId, ownership: 3, reason: { kind: "ROLE_CHANGED", role: "ADMIN" } },
  },
  { type: "UserRegistered", data: {}, personal: person },
  { type: "ProfileChanged", data: {}, personal: { phone: "+44 canary", name: null } },
  { type: "DefaultOrganizationChosen", data: { organizationId } },
  {
    type: "UserSettingsChanged",
    data: {},
    personal: { set: { theme: "dark", canary: ["🐤", { a: null }] }, removed: ["canaries"] },
  },
  { type: "PersonalDataErased", data: {} },
  {
    type: "EventLogExported",
    data: { format: "bundle", to: later, size: 3, root: Buffer.alloc(32, 1).toString("base64") },
  },
  { type: "EventLogRead", data: { kind: "ACCESS_REVIEW" } },
  { type: "EmailClaimed", data: { userId } },
  { type: "EmailReleased", data: { userId } },
  { type: "MemberFounded", data: {}, personal: { email: person.email } },
  { type: "MemberInvited", data: { role: "ADMIN", grantedBy: userId }, personal: person },
  {
    type: "InviteIssued",
    data: { sendingId, digest, language: "en", issuedAt: at, expiresAt: later },
  },
  { type: "InviteEmailSent", data: { sendingId, sentAt: at } },
  {
    type: "InviteEmailFailed",
    data: { sendingId, failedAt: at },
    personal: { reason: "550 canary@example.com unknown" },
  },
  { type: "InviteRevoked", data: {} },
  { type: "InviteAccepted", data: { acceptedAt: at } },
  { type: "OrgRoleChanged", data: { from: "USER", to: "ADMIN", grantedBy: userId } },
  { type: "MemberDisabled", data: {} },
  { type: "MemberEnabled", data: {} },
  { type: "MemberRemoved", data: {} },
  { type: "SolutionAssigned", data: { solutionId, role: "EDITOR" } },
  { type: "SolutionRoleChanged", data: { solutionId, from: "EDITOR", to: "DENY" } },
  { type: "SolutionUnassigned", data: { solutionId, role: "DENY" } },
  {
    type: "SolutionRegistered",
    data: { organizationId, ownerId: userId, name: "engine", title: "Engine", category: "Maths" },
  },
  { type: "SolutionDetailsChanged", data: { title: "Engine 2", description: null } },
  {
    type: "SolutionSettingsChanged",
    data: { custom: { set: { color: "#0a7", empty: null }, removed: ["old"] } },
  },
  { type: "SolutionDeleted", data: { organizationId } },
  {
    type: "TokenIssued",
    data: { userId, digest, scopes: ["users:view"], expiresAt: later, leaseExpiresAt: later },
    personal: { name: "canary's laptop" },
  },
  { type: "TokenUsed", data: { usedAt: at, recordedAt: at, leaseExpiresAt: later } },
  { type: "TokenLeaseExtended", data: { leaseExpiresAt: later } },
  { type: "TokenDeleted", data: {} },
];

export const metadata: Metadata = {
  occurredAt: at,
  organizationId,
  subjectId,
  actor: { userId, role: "OWNER", via: "SESSION" },
  correlationId: "correlation-1",
};

/** The sample of a type. @throws if there is none: add one */
export function sampleOf(type: string): DomainEvent {
  const sample = samples.find((event) => event.type === type);
  if (sample === undefined)
    throw new Error(`add a sample of ${type} to test/eventstore/samples.ts`);
  return sample;
}

export const allTypes = [...definitions.keys()];

/** The events of a small organization, shortened for tests. */
import type { DomainEvent } from "../../src/domain/catalogue.ts";
import type { OrganizationRole, SolutionRole } from "../../src/domain/roles.ts";
import { admin } from "./event-log.ts";

export const at = "2026-02-01T00:00:00.000Z";
export const later = "2026-08-01T00:00:00.000Z";

export interface Person {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name?: string;
}

export const ada: Person = { email: "Ada@Example.com", firstName: "Ada", lastName: "Lovelace" };
export const bob: Person = { email: "bob@example.com", firstName: "Bob", lastName: "Builder" };

export const registered = (personal: Person): DomainEvent => ({
  type: "UserRegistered",
  data: {},
  personal,
});

export const memberFounded: DomainEvent = { type: "MemberFounded", data: {}, personal: null };

export const organizationFounded = (founderId: string, name = "Acme"): DomainEvent => ({
  type: "OrganizationFounded",
  data: { founderId, name },
});

export const ownershipGranted = (userId: string, ownership = 0): DomainEvent => ({
  type: "OwnershipGranted",
  data: { userId, ownership },
});

export const invited = (personal: Person, role: OrganizationRole = "USER"): DomainEvent => ({
  type: "MemberInvited",
  data: { role, grantedBy: admin },
  personal,
});

export const inviteIssued = (sendingId: string, digest: string): DomainEvent => ({
  type: "InviteIssued",
  data: {
    sendingId,
    digest: digest.repeat(64).slice(0, 64),
    language: "en",
    issuedAt: at,
    expiresAt: later,
  },
});

export const inviteAccepted: DomainEvent = { type: "InviteAccepted", data: { acceptedAt: at } };

export const roleChanged = (from: OrganizationRole, to: OrganizationRole): DomainEvent => ({
  type: "OrgRoleChanged",
  data: { from, to, grantedBy: admin },
});

export const memberDisabled: DomainEvent = { type: "MemberDisabled", data: {} };
export const memberEnabled: DomainEvent = { type: "MemberEnabled", data: {} };
export const memberRemoved: DomainEvent = { type: "MemberRemoved", data: {} };

export const solutionRegistered = (
  organizationId: string,
  ownerId: string,
  name = "crm",
): DomainEvent => ({
  type: "SolutionRegistered",
  data: { organizationId, ownerId, name, title: name.toUpperCase() },
});

export const solutionDeleted = (organizationId: string): DomainEvent => ({
  type: "SolutionDeleted",
  data: { organizationId },
});

export const assigned = (solutionId: string, role: SolutionRole = "USER"): DomainEvent => ({
  type: "SolutionAssigned",
  data: { solutionId, role },
});

export const unassigned = (solutionId: string, role: SolutionRole = "USER"): DomainEvent => ({
  type: "SolutionUnassigned",
  data: { solutionId, role },
});

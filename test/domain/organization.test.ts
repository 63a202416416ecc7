/** Organizations and the guard of their last owner (docs/domain.md, "Guards"; docs/decisions/0003-the-ownership-guard.md). */
import { describe, expect, test } from "vitest";
import {
  organizationDecider,
  type OrganizationCommand,
} from "../../src/domain/organization/decider.ts";
import { defaultTemplate } from "../../src/domain/organization/invite-template.ts";
import type { OrganizationEvent } from "../../src/domain/organization/events.ts";
import { given, idOf } from "./given.ts";

const [ada, bob] = [idOf(1), idOf(2)];
const granted = (userId: string, ownership: number): OrganizationEvent => ({
  type: "OwnershipGranted",
  data: { userId, ownership },
});
const revoked = (userId: string, ownership: number): OrganizationEvent => ({
  type: "OwnershipRevoked",
  data: { userId, ownership, reason: { kind: "DISABLED" } },
});
const saved: OrganizationEvent = { type: "InviteTemplateSaved", data: defaultTemplate };
const founded: readonly OrganizationEvent[] = [
  { type: "OrganizationFounded", data: { founderId: ada, name: "Engines" } },
  saved,
  granted(ada, 0),
];
const grant = (userId: string, ownership: number): OrganizationCommand => ({
  type: "GrantOwnership",
  userId,
  ownership,
});
const revoke = (userId: string, ownership: number): OrganizationCommand => ({
  type: "RevokeOwnership",
  userId,
  ownership,
  reason: { kind: "DISABLED" },
});

test("a new organization has a guarded founder and an English default template", () => {
  const found = {
    type: "FoundOrganization",
    founderId: ada,
    ownership: 0,
    name: "Engines",
  } as const;
  given(organizationDecider, [])
    .when(found)
    .then(...founded);
  given(organizationDecider, founded).when(found).thenRejected("invalid-input");
});

test("after 5,000 events the details are fixed, and the owners can still change", () => {
  const renamed: OrganizationEvent = { type: "OrganizationDetailsChanged", data: { name: "B" } };
  const full = [...founded, ...Array.from({ length: 4_997 }, () => renamed)];
  const rename = { type: "ChangeOrganizationDetails", details: { name: "C" } } as const;
  given(organizationDecider, full.slice(0, -1))
    .when(rename)
    .then({ type: "OrganizationDetailsChanged", data: { name: "C" } });
  given(organizationDecider, full).when(rename).thenRejected("limit-reached");
  given(organizationDecider, full).when(grant(bob, 4)).then(granted(bob, 4));
});

describe("the last owner stays", () => {
  test("the only guarded owner cannot be revoked", () => {
    given(organizationDecider, founded).when(revoke(ada, 0)).thenRejected("last-owner");
  });

  test("one of several guarded owners can be revoked", () => {
    given(organizationDecider, [...founded, granted(bob, 4)])
      .when(revoke(ada, 0))
      .then(revoked(ada, 0));
  });

  test("an owner whom the guard does not know yet can be revoked and does not count", () => {
    given(organizationDecider, founded).when(revoke(bob, 4)).then(revoked(bob, 4));
  });

  test("a revocation is recorded once", () => {
    given(organizationDecider, [...founded, granted(bob, 4), revoked(bob, 4)])
      .when(revoke(bob, 4))
      .then();
  });
});

describe("a revoked ownership is never granted again", () => {
  const events = [...founded, granted(bob, 4), revoked(bob, 4)];
  test("neither it nor an earlier one is granted", () => {
    given(organizationDecider, events).when(grant(bob, 4)).then();
    given(organizationDecider, events).when(grant(bob, 3)).then();
  });

  test("this holds even if it was never granted before", () => {
    given(organizationDecider, [...founded, revoked(bob, 4)])
      .when(grant(bob, 4))
      .then();
  });

  test("becoming an owner again begins a new ownership", () => {
    given(organizationDecider, events).when(grant(bob, 6)).then(granted(bob, 6));
    expect(given(organizationDecider, [...events, granted(bob, 6)]).state.guarded).toEqual({
      [ada]: 0,
      [bob]: 6,
    });
  });
});

test("a grant is recorded once", () => {
  given(organizationDecider, founded).when(grant(ada, 0)).then();
});

describe("details", () => {
  const change = (details: Extract<OrganizationCommand, { details: unknown }>["details"]) =>
    ({ type: "ChangeOrganizationDetails", details }) as const;

  test("a change records only what differs; null clears a field", () => {
    const described: OrganizationEvent = {
      type: "OrganizationDetailsChanged",
      data: { description: "We compute." },
    };
    given(organizationDecider, founded)
      .when(change({ name: "Engines", description: "We compute." }))
      .then(described);
    given(organizationDecider, founded)
      .when(change({ name: "Engines", description: null }))
      .then();
    given(organizationDecider, [...founded, described])
      .when(change({ description: null }))
      .then({ type: "OrganizationDetailsChanged", data: { description: null } });
  });

  test("an unknown organization cannot be changed", () => {
    given(organizationDecider, [])
      .when(change({ name: "X" }))
      .thenRejected("not-found");
    given(organizationDecider, []).when(grant(ada, 0)).thenRejected("not-found");
  });
});

test("invite templates can be saved and deleted; a missing one cannot be deleted", () => {
  const template = { language: "de", subject: "Willkommen", html: "<p>{inviteLink}</p>" };
  given(organizationDecider, founded)
    .when({ type: "SaveInviteTemplate", template })
    .then({ type: "InviteTemplateSaved", data: template });
  given(organizationDecider, founded)
    .when({ type: "DeleteInviteTemplate", language: "en" })
    .then({ type: "InviteTemplateDeleted", data: { language: "en" } });
  given(organizationDecider, founded)
    .when({ type: "DeleteInviteTemplate", language: "fr" })
    .thenRejected("not-found");
});

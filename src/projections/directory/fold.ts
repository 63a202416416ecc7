/** One event onto the draft; memberships have a file of their own (fold-member.ts). */
import type { OrganizationEvent } from "../../domain/organization/events.ts";
import type { SolutionEvent } from "../../domain/solution/events.ts";
import { later } from "../../domain/time.ts";
import type { TokenEvent } from "../../domain/token/events.ts";
import type { UserEvent } from "../../domain/user/events.ts";
import type { Recorded } from "../../eventstore/codec.ts";
import { pairId } from "../working-set.ts";
import type { Draft } from "./draft.ts";
import { countFounder, foldMember, shownProfile } from "./fold-member.ts";
import { idIn } from "./streams.ts";
import { sortKey } from "./text.ts";

export function fold(draft: Draft, event: Recorded): void {
  switch (event.type) {
    case "EmailClaimed":
    case "EmailReleased":
      return;
    case "UserRegistered":
    case "ProfileChanged":
    case "DefaultOrganizationChosen":
      return foldUser(draft, event);
    case "OrganizationFounded":
    case "OrganizationDetailsChanged":
    case "InviteTemplateSaved":
    case "InviteTemplateDeleted":
    case "OwnershipGranted":
    case "OwnershipRevoked":
      return foldOrganization(draft, event);
    case "SolutionRegistered":
    case "SolutionDetailsChanged":
    case "SolutionDeleted":
      return foldSolution(draft, event);
    case "TokenIssued":
    case "TokenUsed":
    case "TokenLeaseExtended":
    case "TokenDeleted":
      return foldToken(draft, event);
    default:
      return foldMember(draft, event);
  }
}

function foldUser(draft: Draft, event: Recorded<UserEvent>): void {
  const userId = idIn(event.stream);
  if (event.type === "UserRegistered") {
    const { email = null, firstName = null, lastName = null, name = null } = event.personal ?? {};
    draft.users.put({
      user_id: userId,
      email,
      given_name: name,
      first_name: firstName,
      last_name: lastName,
      avatar_url: null,
      phone: null,
      default_organization_id: null,
      organization_count: 0,
      solution_count: 0,
      ...created(event),
    });
    return;
  }
  const user = draft.users.get(userId);
  if (user === undefined) return;
  if (event.type === "DefaultOrganizationChosen") {
    const { organizationId } = event.data;
    draft.users.put({ ...user, default_organization_id: organizationId, ...updated(event) });
    return;
  }
  const { firstName, lastName, name, avatarUrl, phone } = event.personal ?? {};
  const changed = {
    ...user,
    first_name: firstName ?? user.first_name,
    last_name: lastName ?? user.last_name,
    given_name: name === undefined ? user.given_name : name,
    avatar_url: avatarUrl === undefined ? user.avatar_url : avatarUrl,
    phone: phone === undefined ? user.phone : phone,
    ...updated(event),
  };
  draft.users.put(changed);
  for (const organizationId of draft.organizationsOf.get(userId) ?? []) {
    const member = draft.members.get(pairId(organizationId, userId));
    if (member === undefined || member.status === "INVITED") continue;
    draft.members.put({ ...member, ...shownProfile(changed) });
  }
}

function foldOrganization(draft: Draft, event: Recorded<OrganizationEvent>): void {
  const organizationId = idIn(event.stream);
  if (event.type === "OrganizationFounded") {
    const { name, description = null, url = null, founderId } = event.data;
    draft.organizations.put({
      organization_id: organizationId,
      name,
      description,
      url,
      ...created(event),
    });
    countFounder(draft, organizationId, founderId);
    return;
  }
  const organization = draft.organizations.get(organizationId);
  if (organization === undefined) return;
  if (event.type === "OrganizationDetailsChanged") {
    const { name, description, url } = event.data;
    draft.organizations.put({
      ...organization,
      name: name ?? organization.name,
      description: description === undefined ? organization.description : description,
      url: url === undefined ? organization.url : url,
      ...updated(event),
    });
    return;
  }
  draft.organizations.put({ ...organization, ...updated(event) });
  if (event.type === "OwnershipGranted" || event.type === "OwnershipRevoked") {
    foldGuard(draft, organizationId, event);
  }
}

/** A grant finishes what the ownership's beginning left open; a revocation opens what its end finishes. */
function foldGuard(
  draft: Draft,
  organizationId: string,
  event: Extract<Recorded<OrganizationEvent>, { type: "OwnershipGranted" | "OwnershipRevoked" }>,
): void {
  const { userId, ownership } = event.data;
  const member = draft.members.get(pairId(organizationId, userId));
  if (member?.ownership !== ownership) return;
  draft.members.put(
    event.type === "OwnershipGranted"
      ? { ...member, unfinished: null, unfinished_since: null }
      : {
          ...member,
          unfinished: { kind: "ENDING", reason: event.data.reason },
          unfinished_since: event.metadata.occurredAt,
        },
  );
}

function foldSolution(draft: Draft, event: Recorded<SolutionEvent>): void {
  const solutionId = idIn(event.stream);
  if (event.type === "SolutionRegistered") {
    const { organizationId, ownerId, name, title, description, category } = event.data;
    draft.solutions.put({
      solution_id: solutionId,
      organization_id: organizationId,
      name,
      title,
      description: description ?? null,
      category: category ?? null,
      sort_name: sortKey(name),
      member_count: 0,
      first_owner_id: ownerId,
      ...created(event),
    });
    return;
  }
  const solution = draft.solutions.get(solutionId);
  if (solution === undefined) return;
  if (event.type === "SolutionDeleted") {
    draft.solutions.remove(solutionId);
    return;
  }
  const { name = solution.name, title, description, category } = event.data;
  draft.solutions.put({
    ...solution,
    name,
    sort_name: sortKey(name),
    title: title ?? solution.title,
    description: description === undefined ? solution.description : description,
    category: category === undefined ? solution.category : category,
    ...updated(event),
  });
}

function foldToken(draft: Draft, event: Recorded<TokenEvent>): void {
  const tokenId = idIn(event.stream);
  const { occurredAt } = event.metadata;
  const { revision } = event;
  if (event.type === "TokenIssued") {
    const { userId, organizationId, digest, scopes, expiresAt, leaseExpiresAt } = event.data;
    draft.tokens.put({
      token_id: tokenId,
      user_id: userId,
      organization_id: organizationId ?? null,
      digest,
      name: event.personal?.name ?? null,
      scopes,
      expires_at: expiresAt,
      lease_expires_at: leaseExpiresAt,
      last_used_at: null,
      last_recorded_at: null,
      deleted_at: null,
      created_at: occurredAt,
      revision,
    });
    return;
  }
  const token = draft.tokens.get(tokenId);
  if (token === undefined) return;
  switch (event.type) {
    case "TokenUsed": {
      const { usedAt, recordedAt, leaseExpiresAt } = event.data;
      draft.tokens.put({
        ...token,
        last_used_at: usedAt,
        last_recorded_at: recordedAt,
        lease_expires_at: leaseExpiresAt,
        revision,
      });
      noteActivity(draft, token.user_id, token.organization_id, usedAt);
      return;
    }
    case "TokenLeaseExtended":
      draft.tokens.put({ ...token, lease_expires_at: event.data.leaseExpiresAt, revision });
      return;
    case "TokenDeleted":
      draft.tokens.put({ ...token, deleted_at: occurredAt, revision });
  }
}

/** A token that is not narrowed to one organization shows its owner as active in all of theirs. */
function noteActivity(draft: Draft, userId: string, only: string | null, at: string): void {
  for (const organizationId of draft.organizationsOf.get(userId) ?? []) {
    const member = draft.members.get(pairId(organizationId, userId));
    if (member?.status !== "ACTIVE" || (only !== null && only !== organizationId)) continue;
    draft.members.put({ ...member, last_active_at: later(member.last_active_at ?? "", at) });
  }
}

function updated({ metadata, revision }: Recorded) {
  return { updated_at: metadata.occurredAt, updated_by: metadata.actor.userId, revision };
}

function created(event: Recorded) {
  const { metadata } = event;
  return {
    created_at: metadata.occurredAt,
    created_by: metadata.actor.userId,
    ...updated(event),
  };
}

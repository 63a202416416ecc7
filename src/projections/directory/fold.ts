/** Folds one event into the draft; memberships and organizations have their own files. */
import { applySettings, type SettingsChange } from "../../domain/free-settings.ts";
import type { SolutionEvent } from "../../domain/solution/events.ts";
import { later } from "../../domain/time.ts";
import type { TokenEvent } from "../../domain/token/events.ts";
import type { UserEvent } from "../../domain/user/events.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { DirectoryDraft } from "./draft.ts";
import { foldMember, showProfile } from "./fold-member.ts";
import { foldOrganization } from "./fold-organization.ts";
import type { UserRow } from "./rows.ts";
import { stamp, stampColumns } from "./stamps.ts";
import { idIn } from "../../domain/streams.ts";
import { emailKey, sortKey } from "./text.ts";

export function foldDirectory(draft: DirectoryDraft, event: RecordedEvent): void {
  switch (event.type) {
    case "EmailClaimed":
    case "EmailReleased":
      return;
    case "UserRegistered":
    case "ProfileChanged":
    case "DefaultOrganizationChosen":
    case "UserSettingsChanged":
    case "PersonalDataErased":
      return foldUser(draft, event);
    case "OrganizationFounded":
    case "OrganizationDetailsChanged":
    case "OrganizationSettingsChanged":
    case "OrganizationDeleted":
    case "InviteTemplateSaved":
    case "InviteTemplateDeleted":
    case "OwnershipGranted":
    case "OwnershipRevoked":
      return foldOrganization(draft, event);
    case "SolutionRegistered":
    case "SolutionDetailsChanged":
    case "SolutionSettingsChanged":
    case "SolutionDeleted":
      return foldSolution(draft, event);
    case "UserLoggedIn":
      if (event.data.method === "CODE") noteProof(draft, event);
      return noteActivity(draft, event.metadata.subjectId ?? "", null, event.metadata.occurredAt);
    case "UserLoggedOut":
    case "EventLogExported":
    case "EventLogRead":
    case "NotificationRequested":
    case "NotificationCancelled":
    case "NotificationDelivered":
    case "NotificationSent":
    case "PushesRecorded":
    case "NotificationRead":
      return;
    case "TokenIssued":
    case "TokenUsed":
    case "TokenLeaseExtended":
    case "TokenDeleted":
      return foldToken(draft, event);
    default:
      return foldMember(draft, event);
  }
}

function foldUser(draft: DirectoryDraft, event: RecordedEvent<UserEvent>): void {
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
      email_key: emailKey(email),
      default_organization_id: null,
      email_proved_at: null,
      organization_count: 0,
      solution_count: 0,
      ...stampColumns(event),
    });
    return;
  }
  const user = draft.users.get(userId);
  if (user === undefined) return;
  stamp(user, event);
  draft.users.put(user);
  if (event.type === "DefaultOrganizationChosen") {
    user.default_organization_id = event.data.organizationId;
    return;
  }
  if (event.type === "UserSettingsChanged") return setSettings(draft, userId, event.personal);
  if (event.type === "PersonalDataErased") return forget(draft, user);
  const { firstName, lastName, name, avatarUrl, phone } = event.personal ?? {};
  if (firstName !== undefined) user.first_name = firstName;
  if (lastName !== undefined) user.last_name = lastName;
  if (name !== undefined) user.given_name = name;
  if (avatarUrl !== undefined) user.avatar_url = avatarUrl;
  if (phone !== undefined) user.phone = phone;
  for (const member of draft.members.group(userId)) {
    if (member.status === "INVITED") continue;
    showProfile(member, user);
    draft.members.put(member);
  }
}

/** Keeps only the person's id. Their memberships end by separate events. */
function forget(draft: DirectoryDraft, user: UserRow): void {
  user.email = null;
  user.email_key = "";
  user.given_name = null;
  user.first_name = null;
  user.last_name = null;
  user.avatar_url = null;
  user.phone = null;
  user.default_organization_id = null;
  user.email_proved_at = null;
  draft.freeSettings.remove(user.user_id);
  for (const member of draft.members.group(user.user_id)) {
    showProfile(member, user);
    member.invite_failure = null;
    draft.members.put(member);
  }
}

function setSettings(
  draft: DirectoryDraft,
  subjectId: string,
  change: SettingsChange | null,
): void {
  // Its person was erased.
  if (change === null) return;
  const before = draft.freeSettings.get(subjectId)?.content ?? {};
  draft.freeSettings.put({ subject_id: subjectId, content: applySettings(before, change) });
}

function foldSolution(draft: DirectoryDraft, event: RecordedEvent<SolutionEvent>): void {
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
      ...stampColumns(event),
    });
    return;
  }
  if (event.type === "SolutionDeleted") {
    draft.solutions.remove(solutionId);
    draft.freeSettings.remove(solutionId);
    return;
  }
  const solution = draft.solutions.get(solutionId);
  if (solution === undefined) return;
  stamp(solution, event);
  draft.solutions.put(solution);
  if (event.type === "SolutionSettingsChanged") {
    return setSettings(draft, solutionId, event.data.custom);
  }
  const { name, title, description, category } = event.data;
  if (name !== undefined) {
    solution.name = name;
    solution.sort_name = sortKey(name);
  }
  if (title !== undefined) solution.title = title;
  if (description !== undefined) solution.description = description;
  if (category !== undefined) solution.category = category;
}

function foldToken(draft: DirectoryDraft, event: RecordedEvent<TokenEvent>): void {
  const tokenId = idIn(event.stream);
  const { occurredAt } = event.metadata;
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
      issued_position: String(event.position),
      revision: event.revision,
    });
    return;
  }
  const token = draft.tokens.get(tokenId);
  if (token === undefined) return;
  token.revision = event.revision;
  draft.tokens.put(token);
  switch (event.type) {
    case "TokenUsed":
      token.last_used_at = event.data.usedAt;
      token.last_recorded_at = event.data.recordedAt;
      token.lease_expires_at = event.data.leaseExpiresAt;
      noteActivity(draft, token.user_id, token.organization_id, event.data.usedAt);
      return;
    case "TokenLeaseExtended":
      token.lease_expires_at = event.data.leaseExpiresAt;
      return;
    case "TokenDeleted":
      token.deleted_at = occurredAt;
  }
}

/** Whoever signs in with a mailed code has shown that the address is theirs. */
function noteProof(draft: DirectoryDraft, { metadata }: RecordedEvent): void {
  const user = draft.users.get(metadata.subjectId ?? "");
  if (user === undefined || user.email_proved_at !== null) return;
  user.email_proved_at = metadata.occurredAt;
  draft.users.put(user);
}

/** A token that is not limited to one organization shows its owner as active in all of theirs. */
function noteActivity(
  draft: DirectoryDraft,
  userId: string,
  only: string | null,
  at: string,
): void {
  for (const member of draft.members.group(userId)) {
    if (member.status !== "ACTIVE" || (only !== null && only !== member.organization_id)) continue;
    member.last_active_at = later(member.last_active_at ?? "", at);
    draft.members.put(member);
  }
}

/** Folds one event into the draft; memberships and organizations have their own files. */
import { isEventIn } from "../../domain/event.ts";
import { applySettings, type SettingsChange } from "../../domain/free-settings.ts";
import { memberEvents } from "../../domain/member/events.ts";
import { organizationEvents } from "../../domain/organization/events.ts";
import type { LogInMethod } from "../../domain/session/events.ts";
import { type SolutionEvent, solutionEvents } from "../../domain/solution/events.ts";
import { later } from "../../domain/time.ts";
import { type TokenEvent, tokenEvents } from "../../domain/token/events.ts";
import { type UserEvent, userEvents } from "../../domain/user/events.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { DirectoryDraft } from "./draft.ts";
import { foldMember, showProfile } from "./fold-member.ts";
import { foldOrganization } from "./fold-organization.ts";
import type { UserRow } from "./rows.ts";
import { change, stamp, stampColumns } from "./stamps.ts";
import { idIn } from "../../domain/streams.ts";
import { nullsOf } from "../engine/read-model.ts";
import { emailKey, sortKey } from "./text.ts";

export function foldDirectory(draft: DirectoryDraft, event: RecordedEvent): void {
  if (isEventIn(memberEvents, event)) return foldMember(draft, event);
  if (isEventIn(userEvents, event)) return foldUser(draft, event);
  if (isEventIn(tokenEvents, event)) return foldToken(draft, event);
  if (isEventIn(organizationEvents, event)) return foldOrganization(draft, event);
  if (isEventIn(solutionEvents, event)) return foldSolution(draft, event);
  if (event.type !== "UserLoggedIn") return;
  if (proofs.has(event.data.method)) noteProof(draft, event);
  noteActivity(draft, event.metadata.subjectId ?? "", null, event.metadata.occurredAt);
}

const noProfile = nullsOf("users");

function foldUser(draft: DirectoryDraft, event: RecordedEvent<UserEvent>): void {
  const userId = idIn(event.stream);
  if (event.type === "UserRegistered") {
    const { email = null, firstName = null, lastName = null, name = null } = event.personal ?? {};
    draft.users.put({
      ...noProfile,
      user_id: userId,
      email,
      given_name: name,
      first_name: firstName,
      last_name: lastName,
      email_key: emailKey(email),
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
  const { firstName: first_name, lastName: last_name, ...others } = event.personal ?? {};
  const { name: given_name, avatarUrl: avatar_url, phone } = others;
  change(user, { first_name, last_name, given_name, avatar_url, phone });
  for (const member of draft.members.group(userId)) {
    if (member.status === "INVITED") continue;
    showProfile(member, user);
    draft.members.put(member);
  }
}

/** Keeps only the person's id. Their memberships end by separate events. */
function forget(draft: DirectoryDraft, user: UserRow): void {
  Object.assign(user, noProfile);
  user.email_key = "";
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
  change(solution, event.data);
  solution.sort_name = sortKey(solution.name);
}

function foldToken(draft: DirectoryDraft, event: RecordedEvent<TokenEvent>): void {
  const tokenId = idIn(event.stream);
  const { occurredAt } = event.metadata;
  if (event.type === "TokenIssued") {
    const { userId, organizationId, digest, scopes, expiresAt, leaseExpiresAt } = event.data;
    draft.tokens.put({
      ...nullsOf("tokens"),
      token_id: tokenId,
      user_id: userId,
      organization_id: organizationId ?? null,
      digest,
      name: event.personal?.name ?? null,
      scopes,
      expires_at: expiresAt,
      lease_expires_at: leaseExpiresAt,
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

/** Whoever signs in by one of these has shown that the address is theirs. */
const proofs: ReadonlySet<LogInMethod> = new Set(["CODE", "IDENTITY_PROVIDER"]);

function noteProof(draft: DirectoryDraft, { metadata }: RecordedEvent): void {
  const user = draft.users.get(metadata.subjectId ?? "");
  if (user === undefined || user.email_proved_at !== null) return;
  user.email_proved_at = metadata.occurredAt;
  draft.users.put(user);
}

/** A token that is not limited to one organization shows its owner as active in all of theirs. */
function noteActivity(draft: DirectoryDraft, userId: string, only: string | null, at: string) {
  for (const member of draft.members.group(userId)) {
    if (member.status !== "ACTIVE" || (only !== null && only !== member.organization_id)) continue;
    member.last_active_at = later(member.last_active_at ?? "", at);
    draft.members.put(member);
  }
}

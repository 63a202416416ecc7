/** Folds events of organizations: details, settings, invite templates, and grants of ownership. */
import type { OrganizationEvent } from "../../domain/organization/events.ts";
import { defaultSettings, type SettingsPatch } from "../../domain/organization/settings.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { nullsOf } from "../engine/read-model.ts";
import { pairId } from "../engine/working-set.ts";
import type { DirectoryDraft } from "./draft.ts";
import { countFounder } from "./fold-member.ts";
import type { OrganizationRow } from "./rows.ts";
import { change, stamp, stampColumns } from "./stamps.ts";
import { searchForm } from "./text.ts";
import { idIn } from "../../domain/streams.ts";

export function foldOrganization(draft: DirectoryDraft, event: RecordedEvent<OrganizationEvent>) {
  const organizationId = idIn(event.stream);
  if (event.type === "OrganizationFounded") {
    const { name, description = null, url = null, founderId } = event.data;
    draft.organizations.put({
      ...nullsOf("organizations"),
      organization_id: organizationId,
      name,
      search_text: searchForm(name),
      description,
      url,
      idle_logout_minutes: defaultSettings.idleLogoutMinutes,
      invite_expiry_days: defaultSettings.inviteExpiryDays,
      default_language: defaultSettings.defaultLanguage,
      member_count: 0,
      ...stampColumns(event),
    });
    countFounder(draft, organizationId, founderId);
    return;
  }
  const organization = draft.organizations.get(organizationId);
  if (organization === undefined) return;
  if (event.type === "OrganizationDeleted") {
    draft.organizations.remove(organizationId);
    return;
  }
  stamp(organization, event);
  draft.organizations.put(organization);
  if (event.type === "OrganizationDetailsChanged") {
    change(organization, event.data);
    organization.search_text = searchForm(organization.name);
  } else if (event.type === "OrganizationSettingsChanged") {
    changeSettings(organization, event.data);
  } else if (event.type === "InviteTemplateSaved" || event.type === "InviteTemplateDeleted") {
    foldTemplate(draft, organizationId, event);
  } else {
    foldGuard(draft, organizationId, event);
  }
}

function changeSettings(organization: OrganizationRow, patch: SettingsPatch): void {
  change(organization, {
    idle_logout_minutes: patch.idleLogoutMinutes,
    invite_expiry_days: patch.inviteExpiryDays,
    default_language: patch.defaultLanguage,
    member_limit: patch.memberLimit,
    request_access_email: patch.requestAccessEmail,
  });
}

function foldTemplate(
  draft: DirectoryDraft,
  organizationId: string,
  event: Extract<
    RecordedEvent<OrganizationEvent>,
    { type: "InviteTemplateSaved" | "InviteTemplateDeleted" }
  >,
): void {
  const { language } = event.data;
  const id = pairId(organizationId, language);
  if (event.type === "InviteTemplateDeleted") {
    draft.inviteTemplates.remove(id);
    return;
  }
  const { subject, html, introMessage = null } = event.data;
  const { created_at, created_by, ...stamps } = stampColumns(event);
  const former = draft.inviteTemplates.get(id);
  draft.inviteTemplates.put({
    organization_id: organizationId,
    language,
    subject,
    html,
    intro_message: introMessage,
    created_at: former?.created_at ?? created_at,
    created_by: former?.created_by ?? created_by,
    ...stamps,
  });
}

/** A grant finishes the beginning of an ownership; a revocation still needs the member's own event. */
function foldGuard(
  draft: DirectoryDraft,
  organizationId: string,
  event: Extract<
    RecordedEvent<OrganizationEvent>,
    { type: "OwnershipGranted" | "OwnershipRevoked" }
  >,
): void {
  const { userId, ownership } = event.data;
  const member = draft.members.get(pairId(organizationId, userId));
  if (member?.ownership !== ownership) return;
  if (event.type === "OwnershipGranted") {
    member.unfinished = null;
    member.unfinished_since = null;
  } else {
    member.unfinished = { kind: "ENDING", reason: event.data.reason };
    member.unfinished_since = event.metadata.occurredAt;
  }
  draft.members.put(member);
}

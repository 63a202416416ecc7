-- Instances of several versions beside each other (docs/decisions/0016-upgrading-a-running-cluster.md).

-- The instances that run, each with what its program knows. A row without a living lease does not count.
create table instances (
  instance_id uuid primary key,
  program text not null,
  -- The newest schema version of each event type, and the version of each projection.
  events jsonb not null,
  projections jsonb not null,
  started_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);

-- The event types that the log may hold, each with its newest schema version. A program that lacks one
-- does not start; a program adds one once every running instance knows it.
create table event_versions (
  type text primary key,
  version integer not null
);

-- Every version of the program knows these.
insert into event_versions (type, version) values
  ('InviteTemplateDeleted', 1),
  ('InviteTemplateSaved', 1),
  ('OrganizationDeleted', 1),
  ('OrganizationDetailsChanged', 1),
  ('OrganizationFounded', 1),
  ('OrganizationSettingsChanged', 1),
  ('OwnershipGranted', 1),
  ('OwnershipRevoked', 1),
  ('DefaultOrganizationChosen', 1),
  ('PersonalDataErased', 1),
  ('ProfileChanged', 1),
  ('UserRegistered', 1),
  ('EmailClaimed', 1),
  ('EmailReleased', 1),
  ('InviteAccepted', 1),
  ('InviteEmailFailed', 1),
  ('InviteEmailSent', 1),
  ('InviteIssued', 1),
  ('InviteRevoked', 1),
  ('MemberDisabled', 1),
  ('MemberEnabled', 1),
  ('MemberFounded', 2),
  ('MemberInvited', 1),
  ('MemberRemoved', 1),
  ('OrgRoleChanged', 1),
  ('SolutionAssigned', 1),
  ('SolutionRoleChanged', 1),
  ('SolutionUnassigned', 1),
  ('SolutionDeleted', 1),
  ('SolutionDetailsChanged', 1),
  ('SolutionRegistered', 1),
  ('TokenDeleted', 1),
  ('TokenIssued', 1),
  ('TokenLeaseExtended', 1),
  ('TokenUsed', 1),
  ('UserLoggedIn', 1),
  ('UserLoggedOut', 1),
  ('NotificationCancelled', 1),
  ('NotificationDelivered', 1),
  ('NotificationRead', 1),
  ('NotificationRequested', 1),
  ('NotificationSent', 1),
  ('PushesRecorded', 1),
  ('EventLogExported', 1);

-- The version of the program that could not fold the event: a newer one tries it again by itself.
alter table projection_failures add column program text;

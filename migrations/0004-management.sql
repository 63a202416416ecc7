-- Sign-in, settings, invite templates, mailing.

-- The projection `directory`, version 2. Tables filled by version 1 are rebuilt.
alter table organizations
  add column idle_logout_minutes integer not null default 120,
  add column invite_expiry_days integer not null default 14,
  add column default_language text not null default 'en',
  add column member_limit integer,
  add column request_access_email text,
  -- The organization's number of rows in `members`.
  add column member_count integer not null default 0;

-- Finds a person: the normalized address (src/projections/directory/text.ts), empty after an erasure.
alter table users add column email_key text collate "C" not null default '';
create index users_by_email on users (email_key) where email_key <> '';

create index solutions_by_creator on solutions (created_by);

create table invite_templates (
  organization_id uuid not null,
  language text not null,
  subject text not null,
  html text not null,
  intro_message text,
  created_at timestamptz(3) not null,
  created_by uuid not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  revision integer not null,
  primary key (organization_id, language)
);

-- The tables of the projection `invitations`: invitations not yet known to be mailed.
create table outgoing_invitations (
  sending_id uuid primary key,
  organization_id uuid not null,
  user_id uuid not null,
  language text not null,
  -- The event that asked for it; the mail's Message-ID is derived from it.
  event_id uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index outgoing_invitations_by_member on outgoing_invitations (organization_id, user_id);

-- Operational rows.

-- The state of mailing each invitation. A separate table, so that the projection can be rebuilt without
-- mailing anything twice.
create table mailings (
  sending_id uuid primary key,
  tries integer not null,
  -- The next try is not before this. A mailer claims the row by moving this ahead.
  due_at timestamptz(3) not null
);

-- The organizations' settings now decide how long a session may be idle.
alter table sessions drop column idle_minutes;

-- The only organization that the session opens; null if it opens all. Set if the session came from
-- accepting an invitation and the person was already active elsewhere.
alter table sessions add column organization_id uuid;

-- Requested codes for sign-in and sign-up. The code itself is stored nowhere: it is derived from the id
-- (src/commands/sign-in/codes.ts).
create table sign_in_codes (
  code_id uuid primary key,
  -- HMAC of the normalized address.
  address_key text not null,
  -- The address and the input of a sign-up, sealed under a key of the service.
  details text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tries integer not null,
  used_at timestamptz(3),
  -- When the mail was sent; while null, the next try is not before `due_at`.
  mailed_at timestamptz(3),
  due_at timestamptz(3) not null,
  mail_tries integer not null
);
create index sign_in_codes_by_address on sign_in_codes (address_key, asked_at);
create index sign_in_codes_to_mail on sign_in_codes (due_at) where mailed_at is null;

-- Places under an organization's member limit that are taken by invitations in progress. They count
-- together with the members until the new members are visible (src/commands/members/seats.ts).
create table seats (
  organization_id uuid not null,
  user_id uuid not null,
  taken_at timestamptz(3) not null,
  primary key (organization_id, user_id)
);

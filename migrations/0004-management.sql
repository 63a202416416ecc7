-- Sign-in, settings, invite templates, mailing.

-- The projection `directory`, version 2. A store that was filled by version 1 is folded anew.
alter table organizations
  add column idle_logout_minutes integer not null default 120,
  add column invite_expiry_days integer not null default 14,
  add column default_language text not null default 'en',
  add column member_limit integer,
  add column request_access_email text,
  -- Rows of the organization in `members`.
  add column member_count integer not null default 0;

-- By which a person is found: normalized (directory/text.ts), empty where the person was erased.
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

-- The tables of the projection `invitations`: what is to be mailed, and not yet known to have been.
create table outgoing_invitations (
  sending_id uuid primary key,
  organization_id uuid not null,
  user_id uuid not null,
  language text not null,
  -- The event that asked for it; the mail's Message-ID is made of it.
  event_id uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index outgoing_invitations_by_member on outgoing_invitations (organization_id, user_id);

-- Operational rows.

-- How the mailing of an invitation stands. A row of its own, so that the projection can be folded anew
-- without mailing anything twice.
create table mailings (
  sending_id uuid primary key,
  tries integer not null,
  -- Not before this; a mailer that takes it on moves it ahead, so that no other does the same.
  due_at timestamptz(3) not null
);

-- How long a session may be idle is the organizations' to say.
alter table sessions drop column idle_minutes;

-- The only organization that a session opens, where it came of accepting an invitation there and its
-- person was known elsewhere before.
alter table sessions add column organization_id uuid;

-- Codes that were asked for, to sign in or to sign up. A code itself is stored nowhere: it is derived
-- from the id (src/commands/sign-in-codes.ts).
create table sign_in_codes (
  code_id uuid primary key,
  -- HMAC of the normalized address.
  address_key text not null,
  -- The address, and what was said when signing up: sealed under a key of the service.
  details text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tries integer not null,
  used_at timestamptz(3),
  -- Whether the mail is out; until then, not to be tried before `due_at`.
  mailed_at timestamptz(3),
  due_at timestamptz(3) not null,
  mail_tries integer not null
);
create index sign_in_codes_by_address on sign_in_codes (address_key, asked_at);
create index sign_in_codes_to_mail on sign_in_codes (due_at) where mailed_at is null;

-- Places in an organization with a member limit that are taken by invitations in progress: counted
-- together with the members until those are visible (src/commands/seats.ts).
create table seats (
  organization_id uuid not null,
  user_id uuid not null,
  taken_at timestamptz(3) not null,
  primary key (organization_id, user_id)
);

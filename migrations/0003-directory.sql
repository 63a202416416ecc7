-- Read models. Everything here can be rebuilt from the events, except the skips: those are decisions of an
-- operator.

create extension if not exists pg_trgm;

-- How far each projection group has folded. A group that is being rebuilt has a second row,
-- "<name>.rebuild", for its shadow tables.
create table projection_checkpoints (
  name text primary key,
  version integer not null,
  position bigint not null,
  moved_at timestamptz(3) not null
);

-- The event at which a group has stopped. A running group has no row.
create table projection_failures (
  name text primary key,
  position bigint not null,
  event_id uuid not null,
  event_type text not null,
  error text not null,
  failed_at timestamptz(3) not null
);

-- Events that cannot be folded and that an operator decided to skip. Kept forever.
create table projection_skips (
  name text not null,
  position bigint not null,
  event_id uuid not null,
  event_type text not null,
  error text not null,
  skipped_by text not null,
  reason text not null,
  skipped_at timestamptz(3) not null,
  primary key (name, position)
);

-- The tables of the projection `directory`. `revision` is the revision of the last event in the row's stream.

create table users (
  user_id uuid primary key,
  email text,
  given_name text,
  first_name text,
  last_name text,
  avatar_url text,
  phone text,
  default_organization_id uuid,
  -- Active memberships, and solutions assigned in them.
  organization_count integer not null,
  solution_count integer not null,
  created_at timestamptz(3) not null,
  created_by uuid not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  revision integer not null
);

create table organizations (
  organization_id uuid primary key,
  name text not null,
  description text,
  url text,
  created_at timestamptz(3) not null,
  created_by uuid not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  revision integer not null
);

-- May also hold the founder of an organization that is not in `organizations` yet.
create table members (
  organization_id uuid not null,
  user_id uuid not null,
  role text not null,
  status text not null,
  email text,
  first_name text,
  last_name text,
  name text,
  -- Derived from name and e-mail (src/projections/directory/text.ts), for sorting, lookup and search.
  sort_name text collate "C" not null,
  email_key text collate "C" not null,
  search_text text not null,
  language text,
  invite_sending_id uuid,
  invite_status text,
  invite_sent_at timestamptz(3),
  invite_sent_count integer not null,
  invite_expires_at timestamptz(3),
  invite_failure text,
  -- {solution_id: role}, repeated from `assignments` so that a list of members needs no join.
  solutions jsonb not null,
  solution_count integer not null,
  last_active_at timestamptz(3),
  -- The revision of the event that made this member an active owner, while they are one.
  ownership integer,
  -- A step that must still follow in another stream, and since when.
  unfinished jsonb,
  unfinished_since timestamptz(3),
  created_at timestamptz(3) not null,
  created_by uuid not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  revision integer not null,
  primary key (organization_id, user_id)
) with (fillfactor = 85);
create index members_by_user on members (user_id);
create index members_by_name on members (organization_id, sort_name, user_id);
create index members_by_email on members (organization_id, email_key, user_id);
create index members_by_creation on members (organization_id, created_at, user_id);
create index members_by_activity on members
  (organization_id, coalesce(last_active_at, '-infinity'), user_id);
create index members_by_search on members using gin (search_text gin_trgm_ops);
create index members_unfinished on members (unfinished_since) where unfinished is not null;

create table solutions (
  solution_id uuid primary key,
  organization_id uuid not null,
  name text not null,
  title text not null,
  description text,
  category text,
  sort_name text collate "C" not null,
  member_count integer not null,
  -- The person who registered it, until they are assigned as its owner.
  first_owner_id uuid,
  created_at timestamptz(3) not null,
  created_by uuid not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  revision integer not null
);
create index solutions_by_name on solutions (organization_id, sort_name, solution_id);
create index solutions_unfinished on solutions (created_at) where first_owner_id is not null;

create table assignments (
  solution_id uuid not null,
  user_id uuid not null,
  organization_id uuid not null,
  role text not null,
  updated_at timestamptz(3) not null,
  updated_by uuid not null,
  primary key (solution_id, user_id)
);

create table tokens (
  token_id uuid primary key,
  user_id uuid not null,
  organization_id uuid,
  digest text not null,
  name text,
  scopes jsonb not null,
  expires_at timestamptz(3) not null,
  lease_expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  -- When a use was last recorded as an event: at most once an hour.
  last_recorded_at timestamptz(3),
  deleted_at timestamptz(3),
  created_at timestamptz(3) not null,
  revision integer not null
);
create unique index tokens_by_digest on tokens (digest);
create index tokens_by_user on tokens (user_id, created_at, token_id);

-- Every secret ever made for an invitation, by its digest. The member's stream decides whether it is still
-- valid.
create table invitations (
  digest text primary key,
  organization_id uuid not null,
  user_id uuid not null,
  language text not null,
  expires_at timestamptz(3) not null
);

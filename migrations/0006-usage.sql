-- The tables of the projection `usage`: how an organization is used, day by day (UTC).

-- The current counts, and the last day that has a row in `usage_days`.
create table usage_organizations (
  organization_id uuid primary key,
  last_day text collate "C" not null,
  invited integer not null,
  active integer not null,
  disabled integer not null,
  owners integer not null,
  admins integer not null,
  creators integer not null,
  users integer not null,
  solutions integer not null,
  assignments integer not null
);

-- One row per day on which something happened: the counts at its end, and what happened on it.
create table usage_days (
  organization_id uuid not null,
  day text collate "C" not null,
  invited integer not null,
  active integer not null,
  disabled integer not null,
  owners integer not null,
  admins integer not null,
  creators integer not null,
  users integer not null,
  solutions integer not null,
  assignments integer not null,
  active_users integer not null,
  invitations_sent integer not null,
  invitations_accepted integer not null,
  token_uses integer not null,
  notifications integer not null,
  primary key (organization_id, day)
);

-- State that folding needs about members, solutions and tokens.
create table usage_members (
  organization_id uuid not null,
  user_id uuid not null,
  status text not null,
  role text not null,
  solutions jsonb not null,
  -- The last day on which the member did something, so that they count once a day.
  active_on text not null,
  primary key (organization_id, user_id)
);
create index usage_members_by_user on usage_members (user_id);

create table usage_solutions (
  solution_id uuid primary key,
  organization_id uuid not null,
  assignments integer not null
);

-- Tokens that work in one organization only.
create table usage_tokens (
  token_id uuid primary key,
  organization_id uuid not null
);

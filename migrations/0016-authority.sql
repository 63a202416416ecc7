-- Grants whose granter had lost the right (docs/decisions/0017-authority.md).

-- The tables of the projection `authority`: what each member is at this point of the log, and the grants
-- that their granters perhaps could not give any longer.
create table authority_members (
  organization_id uuid not null,
  user_id uuid not null,
  status text not null,
  role text not null,
  granted_by uuid,
  primary key (organization_id, user_id)
);
create index authority_members_by_user on authority_members (user_id);

create table stale_grants (
  event_id uuid primary key,
  organization_id uuid not null,
  user_id uuid not null,
  revision integer not null
);
create index stale_grants_by_member on stale_grants (organization_id, user_id);

-- The review of these grants: `due_at` is `infinity` when it is over.
create table grant_reviews (
  event_id uuid primary key,
  tries integer not null,
  due_at timestamptz(3) not null
);

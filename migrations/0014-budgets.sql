-- What persons and organizations have used of their budgets (src/domain/budgets.ts), for all instances.

-- Budgets of an hour or a day. One row per holder: a new period replaces the one before.
create table budget_uses (
  budget text not null,
  -- A user, an organization or a membership.
  holder text not null,
  period_start timestamptz(3) not null,
  used bigint not null,
  primary key (budget, holder)
);

-- Places taken by commands whose result the read model does not show yet.
create table budget_places (
  budget text not null,
  holder uuid not null,
  -- What the place is for, such as the new token.
  thing uuid not null,
  taken_at timestamptz(3) not null,
  primary key (budget, holder, thing)
);

-- Founders are counted by these; invited members by the next.
create index organizations_by_creator on organizations (created_by);
create index members_invited on members (organization_id) where status = 'INVITED';
create index notifications_scheduled on notifications (organization_id)
  where state in ('SCHEDULED', 'SENDING');

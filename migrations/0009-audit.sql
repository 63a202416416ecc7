-- The organization's own log: the tables of the projection `audit`, and the keys that sign it.

-- One row per organization: the size of its log, and the roots of the perfect subtrees of its Merkle tree.
create table audit_logs (
  organization_id uuid primary key,
  size integer not null,
  -- Base64 of 32 bytes each, largest subtree first.
  peaks text not null,
  -- The latest time in the log, see audit_entries.effective_at.
  effective_at timestamptz(3) not null
);

create table audit_entries (
  organization_id uuid not null,
  -- 1, 2, 3, ... without gaps.
  position integer not null,
  type text not null,
  occurred_at timestamptz(3) not null,
  -- Never earlier than that of the entry before, even if clocks differ. What was true at an instant is the
  -- log up to the last entry whose effective time is not later.
  effective_at timestamptz(3) not null,
  actor_id uuid not null,
  subject_id uuid,
  solution_id uuid,
  correlation_id text not null,
  -- {field: {from, to}}, without personal data.
  changes jsonb not null,
  -- The canonical JSON that is hashed (src/audit/record.ts).
  record text not null,
  leaf_hash bytea not null,
  primary key (organization_id, position)
);
create index audit_entries_by_time on audit_entries (organization_id, effective_at, position);
create index audit_entries_by_type on audit_entries (organization_id, type, position);
create index audit_entries_by_actor on audit_entries (organization_id, actor_id, position);
create index audit_entries_by_subject on audit_entries (organization_id, subject_id, position)
  where subject_id is not null;
create index audit_entries_by_solution on audit_entries (organization_id, solution_id, position)
  where solution_id is not null;
create index audit_entries_by_correlation on audit_entries (organization_id, correlation_id, position);

-- Roots of perfect subtrees of 256, 65536, ... leaves, so that a proof needs these and only few leaves.
create table audit_subtrees (
  organization_id uuid not null,
  level smallint not null,
  index integer not null,
  hash bytea not null,
  primary key (organization_id, level, index)
);

-- The current state of each stream's subject, to derive what the next event changes; without personal data.
create table audit_states (
  stream text collate "C" primary key,
  fields jsonb not null,
  access jsonb,
  -- For a person's own streams and for deleted solutions: the organizations whose logs contain its events.
  told jsonb
);

-- Who held which role from when to when. The nil UUID stands for the organization itself.
create table audit_roles (
  organization_id uuid not null,
  user_id uuid not null,
  solution_id uuid not null,
  -- Position of the entry that began it.
  position integer not null,
  role text not null,
  status text not null,
  valid_from timestamptz(3) not null,
  -- Null while it is held.
  valid_to timestamptz(3),
  changed_by uuid not null,
  changed_by_role text,
  ended_by uuid,
  ended_by_role text,
  ended_position integer,
  granted_by uuid not null,
  granted_by_role text,
  granted_at timestamptz(3) not null,
  granted_position integer not null,
  primary key (organization_id, user_id, solution_id, position)
);
create index audit_roles_held_by_user on audit_roles (user_id, organization_id)
  where valid_to is null;
create index audit_roles_held_in_solution on audit_roles (solution_id) where valid_to is null;

-- Operational rows.

-- Ed25519 keys that sign checkpoints and exports. The private key of a retired key is deleted.
create table signing_keys (
  key_id text primary key,
  -- The order of succession, independent of clocks.
  sequence bigint generated always as identity,
  public_key text not null,
  wrapped text,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  -- The note in which the previous key names this one as its successor.
  endorsement text
);
create unique index signing_keys_current on signing_keys ((true)) where retired_at is null;

-- Erasures that have begun; `done_at` is set once nothing is left to do.
create table erasures (
  user_id uuid primary key,
  requested_at timestamptz(3) not null,
  done_at timestamptz(3)
);

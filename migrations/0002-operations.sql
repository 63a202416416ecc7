-- Operational rows, which are not events and are never replayed.

-- A person's data key, wrapped by the master key. Erasing a person removes the key but not the row, so
-- that no new key is made for them.
create table person_keys (
  person_id uuid primary key,
  wrapped text
);

-- The service's own keys, wrapped by the master key, so that they survive a change of the master key.
create table service_keys (
  name text primary key,
  wrapped text not null
);

-- Sessions, by the SHA-256 of their token.
create table sessions (
  digest text primary key,
  session_id uuid not null unique,
  user_id uuid not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  idle_minutes integer not null
);
create index sessions_by_user on sessions (user_id);

-- Idempotency keys with their responses; kept for 24 hours.
create table idempotency_keys (
  caller text not null,
  route text not null,
  key text not null,
  request_digest text not null,
  created_at timestamptz(3) not null,
  -- After this moment another request may take over.
  locked_until timestamptz(3) not null,
  status integer,
  headers jsonb,
  body text,
  primary key (caller, route, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The latest use of each token that is not recorded as an event yet.
create table token_uses (
  token_id uuid primary key,
  user_id uuid not null,
  used_at timestamptz(3) not null
);

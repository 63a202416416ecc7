-- Operational rows: what is not an event and is never replayed.

-- A person's data key, wrapped by the master key. No key is left where the person was erased; the row
-- stays, so that none is made again.
create table person_keys (
  person_id uuid primary key,
  wrapped text
);

-- The service's own keys, wrapped by the master key: so the master key can be changed and these stay.
create table service_keys (
  name text primary key,
  wrapped text not null
);

-- Signed-in sessions, by the SHA-256 of their token.
create table sessions (
  digest text primary key,
  session_id uuid not null unique,
  user_id uuid not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  idle_minutes integer not null
);
create index sessions_by_user on sessions (user_id);

-- Idempotency keys and the answers given under them; kept 24 hours.
create table idempotency_keys (
  caller text not null,
  route text not null,
  key text not null,
  request_digest text not null,
  created_at timestamptz(3) not null,
  -- Who works on it now may be taken over from after this moment.
  locked_until timestamptz(3) not null,
  status integer,
  headers jsonb,
  body text,
  primary key (caller, route, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The latest use of a token that is not recorded as an event yet.
create table token_uses (
  token_id uuid primary key,
  user_id uuid not null,
  used_at timestamptz(3) not null
);

-- Sign-ins by the identity provider that came back, by the SHA-256 of their state: each is completed once. A
-- row can go when its state has expired.
create table used_sign_in_states (
  digest text primary key,
  expires_at timestamptz(3) not null
);
create index used_sign_in_states_by_expiry on used_sign_in_states (expires_at);

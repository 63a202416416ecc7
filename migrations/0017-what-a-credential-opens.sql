-- What a credential opens (docs/decisions/0019-proof.md).

-- When a person was invited again after a removal. A credential from before does not open the membership.
alter table members add column rejoined_position numeric(20);
alter table members add column rejoined_at timestamptz(3);

-- The position of the event that issued the token.
alter table tokens add column issued_position numeric(20);

-- When the person first proved that the address is theirs, by a code that was mailed there.
alter table users add column email_proved_at timestamptz(3);

-- Operational rows.

-- The position up to which the log was written when the session was opened.
alter table sessions add column issued_position numeric(20);
-- The permissions to which the session is narrowed; null if it is not.
alter table sessions add column scopes jsonb;

-- What was closed to a session because it was not used for long enough. The nil UUID stands for the account.
create table session_closures (
  session_id uuid not null references sessions (session_id) on delete cascade,
  organization_id uuid not null,
  primary key (session_id, organization_id)
);

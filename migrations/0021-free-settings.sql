-- Settings of a person or a solution that front ends keep, as they were sent (docs/decisions/0021-settings.md).
-- No row stands for none, so the tables of a running installation are complete as they are.
create table free_settings (
  -- A user or a solution.
  subject_id uuid primary key,
  -- Not jsonb, which would reorder it and write out the digits of large numbers.
  content json not null
);

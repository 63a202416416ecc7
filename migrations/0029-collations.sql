-- Texts by which rows are found and sorted are compared byte by byte, as the program does, whatever the
-- database's locale is (docs/decisions/0039-comparing-texts.md). A server's libraries may change how a locale
-- sorts, after which indexes in its order miss rows.

-- All locks before the work begins, which would be done in vain if one were not free.
lock table
  audit_entries, budget_places, budget_uses, event_versions, idempotency_keys, invitations,
  invite_templates, log_entries, members, organizations, projection_checkpoints,
  projection_failures, projection_held_back, projection_set_aside, projection_skips,
  push_subscriptions, service_keys, sessions, sign_in_codes, signing_keys, tokens,
  used_sign_in_states
  in access exclusive mode;

-- Changes no rows, but makes the indexes of these columns anew.
set local maintenance_work_mem = '128MB';
alter table audit_entries
  alter column type type text collate "C",
  alter column correlation_id type text collate "C";
alter table budget_places alter column budget type text collate "C";
alter table budget_uses
  alter column budget type text collate "C",
  alter column holder type text collate "C";
alter table event_versions alter column type type text collate "C";
alter table idempotency_keys
  alter column caller type text collate "C",
  alter column route type text collate "C",
  alter column key type text collate "C";
alter table invitations alter column digest type text collate "C";
alter table invite_templates alter column language type text collate "C";
alter table log_entries alter column correlation_id type text collate "C";
alter table members
  alter column status type text collate "C",
  alter column search_text type text collate "C";
alter table projection_checkpoints alter column name type text collate "C";
alter table projection_failures alter column name type text collate "C";
alter table projection_held_back alter column name type text collate "C";
alter table projection_set_aside
  alter column key type text collate "C",
  alter column name type text collate "C";
alter table projection_skips alter column name type text collate "C";
alter table push_subscriptions alter column endpoint_key type text collate "C";
alter table service_keys alter column name type text collate "C";
alter table sessions alter column digest type text collate "C";
alter table sign_in_codes alter column address_key type text collate "C";
alter table signing_keys alter column key_id type text collate "C";
alter table tokens alter column digest type text collate "C";
alter table used_sign_in_states alter column digest type text collate "C";

-- The name as it is searched (directory/text.ts). Only what version 5 of the projection `directory` made is
-- complete.
alter table organizations add column search_text text collate "C";

-- Version 0.1.0 keeps statements prepared on its connections. PostgreSQL refuses those whose results have
-- another collation now, so it has to prepare them anew, on new connections.
select pg_terminate_backend(pid, 5000)
from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
  and application_name in ('muster', 'muster projections');

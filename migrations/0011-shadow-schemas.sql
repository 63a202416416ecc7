-- Shadow tables stood in schemas named so. What an interrupted rebuild left there would miss a later erasure.
drop schema if exists audit_beside cascade;
drop schema if exists changes_beside cascade;
drop schema if exists directory_beside cascade;
drop schema if exists invitations_beside cascade;
drop schema if exists notifications_beside cascade;
drop schema if exists usage_beside cascade;

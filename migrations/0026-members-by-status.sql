-- Invited and disabled members, of whom a large organization may have few. Active ones are found on the way
-- through another index.
create index members_by_status on members (organization_id, status, sort_name, user_id)
  where status <> 'ACTIVE';

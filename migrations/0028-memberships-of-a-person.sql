-- Whoever looks up one membership finds it in this index, too, however many the person has: PostgreSQL takes
-- it for as good as the primary key, because most people have one.
create index members_by_user_and_organization on members (user_id, organization_id);
drop index members_by_user;
alter index members_by_user_and_organization rename to members_by_user;

-- Members in the order of their roles, from the highest, then by name.
create index members_by_role on members (
  organization_id,
  array_position('{OWNER,ADMIN,CREATOR,USER}'::text[], role),
  sort_name,
  user_id
);

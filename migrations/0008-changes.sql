-- Live changes for front ends.

-- The table of the projection `changes`: one thin row for every event that changes what the API shows of
-- an organization. Kept for 7 days (src/projections/changes/queries.ts).
create table changes (
  -- The nil UUID if a person changed their own profile: that concerns every organization of which they
  -- are a member.
  organization_id uuid not null,
  -- The event's position in the order of all events.
  position bigint not null,
  type text not null,
  user_id uuid,
  solution_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (organization_id, position)
);

-- The position up to which changes were deleted; one row. A client that has seen less than that must read
-- everything again.
create table changes_pruned (
  position bigint not null
);
insert into changes_pruned values (0);

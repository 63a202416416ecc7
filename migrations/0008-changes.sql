-- What front ends are told live.

-- The table of the projection `changes`: one thin row for every event that changes what the API shows of
-- an organization. Kept for some days (src/projections/changes/queries.ts).
create table changes (
  -- The nil UUID where a person changed something of their own: it concerns every organization that
  -- they are a member of.
  organization_id uuid not null,
  -- The event's place in the global order.
  position bigint not null,
  type text not null,
  user_id uuid,
  solution_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (organization_id, position)
);

-- Up to which position changes were thrown away; one row. Whoever has seen less than that reads
-- everything again.
create table changes_pruned (
  position bigint not null
);
insert into changes_pruned values (0);

-- Who made a change, for live changes. Rows from before have none; they are kept for 7 days.
alter table changes add column actor_id uuid;

-- The identity of the event store: its first event. Recorded once, when the first event is there.
create table event_store_identity (
  only_row boolean primary key default true check (only_row),
  first_position bigint not null,
  first_event_id uuid not null
);

-- The event at which a checkpoint stands. An earlier version of the program moves `position` alone, so
-- `event_id` counts only while `event_position` equals `position`.
alter table projection_checkpoints add column event_id uuid, add column event_position bigint;

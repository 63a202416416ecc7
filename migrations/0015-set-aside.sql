-- Organizations and people that a projection has set aside, because an event of theirs could not be
-- folded (docs/decisions/0018-a-poison-event-sets-aside-its-own.md).

-- `key` names the organization or the person by their stream; the rest says why. A rebuild keeps its own
-- rows under the name of its checkpoint, and the switch takes them over.
create table projection_set_aside (
  key text not null,
  name text not null,
  position bigint not null,
  event_id uuid not null,
  event_type text not null,
  error text not null,
  program text,
  set_aside_at timestamptz(3) not null,
  primary key (key, name)
);

-- The events of these keys that were not folded, the first one included.
create table projection_held_back (
  name text not null,
  position bigint not null,
  key text not null,
  primary key (name, position)
);

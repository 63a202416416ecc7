-- The events, and the only function that writes them
-- (docs/decisions/0002-group-commit-and-gapless-positions.md).

-- `data` and `metadata` are JSON stored as text, so that reads return the written bytes unchanged.
create table events (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  id uuid not null,
  type text not null,
  data text not null,
  metadata text not null,
  unique (stream, revision)
);

-- Executes a group of appends, each to a different stream. Every array has one element per event.
--
-- `expected` is the revision of the stream's last event, or -1 if it has none. `places` are the events'
-- places in their append, from 1. If a stream's revision is not as expected, its whole append is left out.
-- Returns the revisions and positions of the written events.
create function append_events(
  streams text[], expected integer[], places integer[],
  ids uuid[], types text[], datas text[], metadatas text[]
) returns table (stream text, revision integer, "position" bigint)
language plpgsql
-- Planned once, because for small groups planning takes longer than everything else.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  head bigint;
begin
  -- 'muster' in hexadecimal. Taken first and held until the commit, this lock makes the order of
  -- positions the order of commits, in any number of processes.
  perform pg_advisory_xact_lock(x'6d7573746572'::bigint);

  -- Separate statements, so that each sees what the last holder of the lock committed.
  head := (select coalesce(max(position), 0) from events);
  return query
    insert into events
    select head + row_number() over (order by ordinality),
           new.stream, expected + place, id, type, data, metadata
    from unnest(streams, expected, places, ids, types, datas, metadatas) with ordinality
         as new (stream, expected, place, id, type, data, metadata)
    left join lateral (
      select revision from events where stream = new.stream order by revision desc limit 1
    ) last on true
    where expected = coalesce(last.revision, -1)
    returning stream, revision, position;

  -- Wakes the subscribers; the payload is the position up to which there may be events now.
  perform pg_notify('muster_events', (head + cardinality(ids))::text);
end
$$;

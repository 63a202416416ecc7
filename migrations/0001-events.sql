-- The events, and the one function that writes them (ADR 0002).

-- `data` and `metadata` are JSON kept as text: what was written is what is read, byte for byte.
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

-- Appends a group of appends, each to a stream of its own: one element of every array per event.
--
-- `expected` is the revision of the stream's last event, -1 where there is none; `places` are the
-- events' places in their append, from 1. An append whose stream is not as expected is left out as a
-- whole. Answers where the events that were written stand.
create function append_events(
  streams text[], expected integer[], places integer[],
  ids uuid[], types text[], datas text[], metadatas text[]
) returns table (stream text, revision integer, "position" bigint)
language plpgsql
-- Planned once: for small groups planning takes longer than all the rest.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  head bigint;
begin
  -- 'muster' in hexadecimal. Taken first and held until the commit, this lock makes the order of
  -- positions the order of commits, in any number of processes.
  perform pg_advisory_xact_lock(x'6d7573746572'::bigint);

  -- Statements of their own: only so do they see what the last holder of the lock committed.
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

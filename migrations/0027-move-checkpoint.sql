-- Moves a projection's checkpoint, or raises, for a transaction that is sent without waiting in between
-- (docs/decisions/0032-one-reader-one-listener.md).

-- `mover` is the transaction that moved the checkpoint last, as far as the caller knows. Whoever else
-- changes the projection's tables writes the checkpoint's row as well; then the rows that the caller has in
-- memory are out of date, even at the same position. Returns the transaction that moves it now.
create function move_checkpoint(
  checkpoint text, program_version integer, mover xid,
  former bigint, next bigint, next_event uuid
) returns xid
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
begin
  update projection_checkpoints
  set position = next, event_position = next, event_id = next_event, moved_at = now()
  where name = checkpoint and position = former and version <= program_version and xmin = mover;
  if not found then
    raise exception 'the checkpoint of % is no longer where it was', checkpoint;
  end if;
  -- A separate statement, so that it sees what the last holder of the row committed.
  if exists (select from projection_set_aside where name = checkpoint) then
    raise exception '% has set something aside', checkpoint;
  end if;
  return pg_current_xact_id()::xid;
end
$$;

-- The rights that a kept answer was given by. They are asked again before it is repeated. Null in rows of
-- earlier versions, which are deleted after 24 hours.
alter table idempotency_keys add column rights jsonb;

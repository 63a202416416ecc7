-- Troubleshooting: log entries of apps. They are telemetry with a retention time, not events. There is one
-- partition per day (UTC), made ahead or at the latest when its first entry arrives, and dropped as a whole
-- when its time is over (src/projections/logs/partitions.ts).
create table log_entries (
  log_id uuid not null,
  received_at timestamptz(3) not null,
  occurred_at timestamptz(3) not null,
  organization_id uuid not null,
  user_id uuid not null,
  solution_id uuid,
  level text not null,
  category text not null,
  message text not null,
  device text,
  app text,
  parameters jsonb,
  correlation_id text,
  primary key (received_at, log_id)
) partition by range (received_at);
create index log_entries_by_correlation on log_entries (organization_id, correlation_id, received_at, log_id)
  where correlation_id is not null;
create index log_entries_by_user on log_entries (user_id, received_at, log_id);
create index log_entries_by_solution on log_entries (solution_id, received_at, log_id)
  where solution_id is not null;

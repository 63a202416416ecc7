-- Notifications: the tables of the projection `notifications`.

create table notifications (
  notification_id uuid primary key,
  organization_id uuid not null,
  sender_id uuid not null,
  scope text not null,
  solution_id uuid,
  user_ids jsonb,
  -- Null after the sender's erasure.
  title text,
  content text,
  inputs jsonb,
  start_at timestamptz(3) not null,
  state text not null,
  -- Numbers of recipients. Every recipient reached counts in `delivered` and may also count in the others.
  delivered integer not null,
  pushed integer not null,
  push_failed integer not null,
  read integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  revision integer not null
);
create index notifications_by_sender on notifications (organization_id, sender_id, created_at, notification_id);
create index notifications_due on notifications (start_at) where state in ('SCHEDULED', 'SENDING');

create table notification_deliveries (
  notification_id uuid not null,
  user_id uuid not null,
  organization_id uuid not null,
  delivered_at timestamptz(3) not null,
  push text,
  read_at timestamptz(3),
  primary key (notification_id, user_id)
);
create index notification_deliveries_by_user
  on notification_deliveries (user_id, delivered_at, notification_id);

-- Operational rows.

-- Devices that receive pushes: endpoint and keys, sealed under a key of the service.
create table push_subscriptions (
  subscription_id uuid primary key,
  user_id uuid not null,
  -- SHA-256 of the endpoint.
  endpoint_key text not null unique,
  details text not null,
  created_at timestamptz(3) not null
);
create index push_subscriptions_by_user on push_subscriptions (user_id, created_at);

-- Pushes of notifications to devices; `status` is null (open), `sent` or `failed`.
create table pushes (
  notification_id uuid not null,
  subscription_id uuid not null,
  user_id uuid not null,
  status text,
  tries integer not null,
  -- The next try is not before this. A worker claims the row by moving this ahead.
  due_at timestamptz(3) not null,
  primary key (notification_id, subscription_id)
);
create index pushes_due on pushes (due_at) where status is null;
create index pushes_by_user on pushes (notification_id, user_id);

-- Claims on delivering a notification, and until when each holds.
create table dispatches (
  notification_id uuid primary key,
  due_at timestamptz(3) not null
);

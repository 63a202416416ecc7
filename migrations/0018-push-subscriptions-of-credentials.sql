-- A push subscription belongs to the credential that made it: it is narrowed like it and ends with it.
-- Subscriptions from before have none and get no pushes; devices subscribe again.
alter table push_subscriptions add column organization_id uuid;
alter table push_subscriptions add column session_id uuid;
alter table push_subscriptions add column token_id uuid;
-- The end of an access token of the identity provider.
alter table push_subscriptions add column ends_at timestamptz(3);

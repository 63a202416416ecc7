delete from assignments t using unnest($1::uuid[], $2::uuid[]) as k(solution_id, user_id) where t.solution_id = k.solution_id and t.user_id = k.user_id;

delete from idempotency_keys where caller like $1;

delete from invite_templates t using unnest($1::uuid[], $2::text[]) as k(organization_id, language) where t.organization_id = k.organization_id and t.language = k.language;

delete from log_entries where (received_at, log_id) in (
         select received_at, log_id from log_entries where user_id = $1 limit $2);

delete from members t using unnest($1::uuid[], $2::uuid[]) as k(organization_id, user_id) where t.organization_id = k.organization_id and t.user_id = k.user_id;

delete from organizations t using unnest($1::uuid[]) as k(organization_id) where t.organization_id = k.organization_id;

delete from outgoing_invitations o
           using unnest($1::uuid[], $2::uuid[]) as m(organization_id, user_id)
           where o.organization_id = m.organization_id and o.user_id = m.user_id;

delete from outgoing_invitations where organization_id = any($1::uuid[]);

delete from outgoing_invitations where user_id = $1;

delete from projection_checkpoints where name = $1;

delete from projection_failures where name = $1;

delete from push_subscriptions where endpoint_key = $1;

delete from push_subscriptions where subscription_id in (
         select subscription_id from push_subscriptions where user_id = $1
         order by created_at desc, subscription_id desc offset $2);

delete from push_subscriptions where user_id = $1;

delete from pushes where user_id = $1;

delete from seats where organization_id = $1 and user_id = $2;

delete from sessions where session_id = $1;

delete from sessions where user_id = $1;

delete from sign_in_codes where address_key = $1;

delete from solutions t using unnest($1::uuid[]) as k(solution_id) where t.solution_id = k.solution_id;

delete from token_uses where user_id = $1;

delete from tokens where user_id = $1::uuid;

delete from usage_members t using unnest($1::uuid[], $2::uuid[]) as k(organization_id, user_id) where t.organization_id = k.organization_id and t.user_id = k.user_id;

delete from usage_members where organization_id = any($1::uuid[]);

delete from usage_organizations t using unnest($1::uuid[]) as k(organization_id) where t.organization_id = k.organization_id;

delete from usage_organizations where organization_id = any($1::uuid[]);

delete from usage_solutions t using unnest($1::uuid[]) as k(solution_id) where t.solution_id = k.solution_id;

delete from usage_solutions where organization_id = any($1::uuid[]);

insert into "kysely_migration" ("name", "timestamp") values ($1, $2);

insert into "kysely_migration_lock" ("id", "is_locked") values ($1, $2);

insert into assignments (solution_id, user_id, organization_id, role, updated_at, updated_by) select solution_id, user_id, organization_id, role, updated_at, updated_by from json_populate_recordset(null::assignments, $1)
      on conflict (solution_id, user_id) do update set
      organization_id = excluded.organization_id, role = excluded.role, updated_at = excluded.updated_at, updated_by = excluded.updated_by;

insert into audit_entries (organization_id, position, type, occurred_at, effective_at, actor_id, subject_id, solution_id, correlation_id, changes, record, leaf_hash) select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::jsonb[], $11::text[], $12::bytea[]);

insert into audit_logs (organization_id, size, peaks, effective_at) select organization_id, size, peaks, effective_at from json_populate_recordset(null::audit_logs, $1)
      on conflict (organization_id) do update set
      size = excluded.size, peaks = excluded.peaks, effective_at = excluded.effective_at;

insert into audit_roles (organization_id, user_id, solution_id, position, role, status, valid_from, valid_to, changed_by, changed_by_role, ended_by, ended_by_role, ended_position, granted_by, granted_by_role, granted_at, granted_position) select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::text[], $11::uuid[], $12::text[], $13::integer[], $14::uuid[], $15::text[], $16::timestamptz[], $17::integer[]);

insert into audit_states (stream, fields, access, told) select stream, fields, access, told from json_populate_recordset(null::audit_states, $1)
      on conflict (stream) do update set
      fields = excluded.fields, access = excluded.access, told = excluded.told;

insert into changes (organization_id, position, type, user_id, solution_id, occurred_at)
           select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[],
                                $6::timestamptz[]);

insert into erasures (user_id, requested_at) values ($1, $2)
     on conflict (user_id) do update set requested_at = excluded.requested_at, done_at = null;

insert into idempotency_keys as k
             (caller, route, key, request_digest, created_at, locked_until)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (caller, route, key) do update set
             locked_until = excluded.locked_until,
             request_digest = excluded.request_digest,
             created_at = case when k.created_at <= $7 then excluded.created_at else k.created_at end,
             status = null, headers = null, body = null
           where k.created_at <= $7
              or (k.status is null and k.locked_until <= $5 and k.request_digest = $4)
           returning created_at;

insert into invitations (digest, organization_id, user_id, language, expires_at) select digest, organization_id, user_id, language, expires_at from json_populate_recordset(null::invitations, $1)
      on conflict (digest) do update set
      organization_id = excluded.organization_id, user_id = excluded.user_id, language = excluded.language, expires_at = excluded.expires_at;

insert into invite_templates (organization_id, language, subject, html, intro_message, created_at, created_by, updated_at, updated_by, revision) select organization_id, language, subject, html, intro_message, created_at, created_by, updated_at, updated_by, revision from json_populate_recordset(null::invite_templates, $1)
      on conflict (organization_id, language) do update set
      subject = excluded.subject, html = excluded.html, intro_message = excluded.intro_message, created_at = excluded.created_at, created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = excluded.revision;

insert into log_entries
             select log_id, $3, occurred_at, $1, $2, solution_id, level, category, message, device,
                    app, parameters, correlation_id
             from json_populate_recordset(null::log_entries, $4);

insert into members (organization_id, user_id, role, status, email, first_name, last_name, name, sort_name, email_key, search_text, language, invite_sending_id, invite_status, invite_sent_at, invite_sent_count, invite_expires_at, invite_failure, solutions, solution_count, last_active_at, ownership, unfinished, unfinished_since, created_at, created_by, updated_at, updated_by, revision) select organization_id, user_id, role, status, email, first_name, last_name, name, sort_name, email_key, search_text, language, invite_sending_id, invite_status, invite_sent_at, invite_sent_count, invite_expires_at, invite_failure, solutions, solution_count, last_active_at, ownership, unfinished, unfinished_since, created_at, created_by, updated_at, updated_by, revision from json_populate_recordset(null::members, $1)
      on conflict (organization_id, user_id) do update set
      role = excluded.role, status = excluded.status, email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name, name = excluded.name, sort_name = excluded.sort_name, email_key = excluded.email_key, search_text = excluded.search_text, language = excluded.language, invite_sending_id = excluded.invite_sending_id, invite_status = excluded.invite_status, invite_sent_at = excluded.invite_sent_at, invite_sent_count = excluded.invite_sent_count, invite_expires_at = excluded.invite_expires_at, invite_failure = excluded.invite_failure, solutions = excluded.solutions, solution_count = excluded.solution_count, last_active_at = excluded.last_active_at, ownership = excluded.ownership, unfinished = excluded.unfinished, unfinished_since = excluded.unfinished_since, created_at = excluded.created_at, created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = excluded.revision;

insert into notifications values
             ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'SCHEDULED', 0, 0, 0, 0, $11, $11, $12);

insert into organizations (organization_id, name, description, url, idle_logout_minutes, invite_expiry_days, default_language, member_limit, request_access_email, member_count, created_at, created_by, updated_at, updated_by, revision) select organization_id, name, description, url, idle_logout_minutes, invite_expiry_days, default_language, member_limit, request_access_email, member_count, created_at, created_by, updated_at, updated_by, revision from json_populate_recordset(null::organizations, $1)
      on conflict (organization_id) do update set
      name = excluded.name, description = excluded.description, url = excluded.url, idle_logout_minutes = excluded.idle_logout_minutes, invite_expiry_days = excluded.invite_expiry_days, default_language = excluded.default_language, member_limit = excluded.member_limit, request_access_email = excluded.request_access_email, member_count = excluded.member_count, created_at = excluded.created_at, created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = excluded.revision;

insert into outgoing_invitations
           select * from json_populate_recordset(null::outgoing_invitations, $1);

insert into person_keys (person_id, wrapped) values ($1, $2) on conflict (person_id) do nothing;

insert into person_keys (person_id, wrapped) values ($1, null)
     on conflict (person_id) do update set wrapped = null;

insert into projection_checkpoints (name, version, position, moved_at)
       values ($1, $2, $3, now())
       on conflict (name) do update set version = excluded.version, position = excluded.position,
         moved_at = excluded.moved_at;

insert into projection_checkpoints (name, version, position, moved_at)
     values ($1, $2, 0, now()) on conflict (name) do nothing;

insert into push_subscriptions values ($1, $2, $3, $4, $5);

insert into pushes (notification_id, subscription_id, user_id, tries, due_at)
           select $1, subscription_id, user_id, 0, $3
           from push_subscriptions where user_id = any($2::uuid[])
           on conflict do nothing;

insert into seats (organization_id, user_id, taken_at)
       select $1, $2, $3
       where exists (select from members where organization_id = $1 and user_id = $2)
          or (select member_count from organizations where organization_id = $1)
             + (select count(*) from seats s
                where s.organization_id = $1 and s.user_id <> $2 and s.taken_at > $4
                  and not exists (select from members m
                    where m.organization_id = $1 and m.user_id = s.user_id)) < $5
       on conflict (organization_id, user_id) do update set taken_at = excluded.taken_at;

insert into service_keys (name, wrapped) values ($1, $2) on conflict (name) do nothing;

insert into sessions as s
       (digest, session_id, user_id, created_at, last_seen_at, organization_id)
     values ($1, $2, $3, $4, $4, $5)
     on conflict (session_id) do update set digest = excluded.digest
     returning coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), 120) as idle_minutes;

insert into sign_in_codes
               (code_id, address_key, details, asked_at, expires_at, tries, due_at, mail_tries)
             select $1, $2, $3, $4, $5, 0, $4, 0
             from (select count(*) filter (where expires_at > $4 and used_at is null
                                             and tries < $6) as live,
                          count(*) as asked
                   from sign_in_codes where address_key = $2 and asked_at > $9) counted
             where live < $7 and asked < $8
             on conflict (code_id) do nothing;

insert into signing_keys (key_id, public_key, wrapped, created_at, endorsement)
     select $1, $2, $3, $4, $5
     where not exists (select from signing_keys where retired_at is null)
     on conflict do nothing;

insert into solutions (solution_id, organization_id, name, title, description, category, sort_name, member_count, first_owner_id, created_at, created_by, updated_at, updated_by, revision) select solution_id, organization_id, name, title, description, category, sort_name, member_count, first_owner_id, created_at, created_by, updated_at, updated_by, revision from json_populate_recordset(null::solutions, $1)
      on conflict (solution_id) do update set
      organization_id = excluded.organization_id, name = excluded.name, title = excluded.title, description = excluded.description, category = excluded.category, sort_name = excluded.sort_name, member_count = excluded.member_count, first_owner_id = excluded.first_owner_id, created_at = excluded.created_at, created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = excluded.revision;

insert into tokens (token_id, user_id, organization_id, digest, name, scopes, expires_at, lease_expires_at, last_used_at, last_recorded_at, deleted_at, created_at, revision) select token_id, user_id, organization_id, digest, name, scopes, expires_at, lease_expires_at, last_used_at, last_recorded_at, deleted_at, created_at, revision from json_populate_recordset(null::tokens, $1)
      on conflict (token_id) do update set
      user_id = excluded.user_id, organization_id = excluded.organization_id, digest = excluded.digest, name = excluded.name, scopes = excluded.scopes, expires_at = excluded.expires_at, lease_expires_at = excluded.lease_expires_at, last_used_at = excluded.last_used_at, last_recorded_at = excluded.last_recorded_at, deleted_at = excluded.deleted_at, created_at = excluded.created_at, revision = excluded.revision;

insert into usage_days (organization_id, day, invited, active, disabled, owners, admins, creators, users, solutions, assignments, active_users, invitations_sent, invitations_accepted, token_uses, notifications) select organization_id, day, invited, active, disabled, owners, admins, creators, users, solutions, assignments, active_users, invitations_sent, invitations_accepted, token_uses, notifications from json_populate_recordset(null::usage_days, $1)
      on conflict (organization_id, day) do update set
      invited = excluded.invited, active = excluded.active, disabled = excluded.disabled, owners = excluded.owners, admins = excluded.admins, creators = excluded.creators, users = excluded.users, solutions = excluded.solutions, assignments = excluded.assignments, active_users = excluded.active_users, invitations_sent = excluded.invitations_sent, invitations_accepted = excluded.invitations_accepted, token_uses = excluded.token_uses, notifications = excluded.notifications;

insert into usage_members (organization_id, user_id, status, role, solutions, active_on) select organization_id, user_id, status, role, solutions, active_on from json_populate_recordset(null::usage_members, $1)
      on conflict (organization_id, user_id) do update set
      status = excluded.status, role = excluded.role, solutions = excluded.solutions, active_on = excluded.active_on;

insert into usage_organizations (organization_id, last_day, invited, active, disabled, owners, admins, creators, users, solutions, assignments) select organization_id, last_day, invited, active, disabled, owners, admins, creators, users, solutions, assignments from json_populate_recordset(null::usage_organizations, $1)
      on conflict (organization_id) do update set
      last_day = excluded.last_day, invited = excluded.invited, active = excluded.active, disabled = excluded.disabled, owners = excluded.owners, admins = excluded.admins, creators = excluded.creators, users = excluded.users, solutions = excluded.solutions, assignments = excluded.assignments;

insert into usage_solutions (solution_id, organization_id, assignments) select solution_id, organization_id, assignments from json_populate_recordset(null::usage_solutions, $1)
      on conflict (solution_id) do update set
      organization_id = excluded.organization_id, assignments = excluded.assignments;

insert into users (user_id, email, given_name, first_name, last_name, avatar_url, phone, email_key, default_organization_id, organization_count, solution_count, created_at, created_by, updated_at, updated_by, revision) select user_id, email, given_name, first_name, last_name, avatar_url, phone, email_key, default_organization_id, organization_count, solution_count, created_at, created_by, updated_at, updated_by, revision from json_populate_recordset(null::users, $1)
      on conflict (user_id) do update set
      email = excluded.email, given_name = excluded.given_name, first_name = excluded.first_name, last_name = excluded.last_name, avatar_url = excluded.avatar_url, phone = excluded.phone, email_key = excluded.email_key, default_organization_id = excluded.default_organization_id, organization_count = excluded.organization_count, solution_count = excluded.solution_count, created_at = excluded.created_at, created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, revision = excluded.revision;

select "a"."attname" as "column", "a"."attnotnull" as "not_null", "a"."atthasdef" as "has_default", "c"."relname" as "table", "c"."relkind" as "table_type", "ns"."nspname" as "schema", "typ"."typname" as "type", "dtns"."nspname" as "type_schema", col_description(a.attrelid, a.attnum) as "column_description", pg_get_serial_sequence(quote_ident(ns.nspname) || '.' || quote_ident(c.relname), a.attname) as "auto_incrementing" from "pg_catalog"."pg_attribute" as "a" inner join "pg_catalog"."pg_class" as "c" on "a"."attrelid" = "c"."oid" inner join "pg_catalog"."pg_namespace" as "ns" on "c"."relnamespace" = "ns"."oid" inner join "pg_catalog"."pg_type" as "typ" on "a"."atttypid" = "typ"."oid" inner join "pg_catalog"."pg_namespace" as "dtns" on "typ"."typnamespace" = "dtns"."oid" where "c"."relkind" in ($1, $2, $3, $4) and "ns"."nspname" !~ $5 and "ns"."nspname" != $6 and "ns"."nspname" != $7 and has_schema_privilege(ns.nspname, 'USAGE') and "a"."attnum" >= $8 and "a"."attisdropped" != $9 order by "ns"."nspname", "c"."relname", "a"."attnum";

select "id" from "kysely_migration_lock" where "id" = $1;

select "name", "timestamp" from "kysely_migration";

select 'with (' || array_to_string(reloptions, ', ') || ')' as found
       from pg_class where oid = $1::regclass;

select (data ->> 'size')::integer as size, data ->> 'root' as root
     from audit_entries, lateral (select record::jsonb -> 'data' as data) d
     where organization_id = $1 and type = 'EventLogExported' and position <= $2
       and data ->> 'format' = 'bundle' and (data ->> 'size')::integer between 1 and $2
     order by position desc limit 1;

select * from (
       select session_id, user_id, last_seen_at, coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), 120) as idle_minutes from sessions s
     ) s
     where last_seen_at + make_interval(mins => idle_minutes) <= $1
     order by last_seen_at limit $2;

select * from audit_roles
           where organization_id = $1 and user_id = $2
             and ($3::integer is null or (position, solution_id) > ($3, $4::uuid))
           order by position, solution_id limit $5;

select * from log_entries where organization_id = any($2::uuid[]) and received_at >= $3::timestamptz and correlation_id = $4
     order by received_at desc, log_id desc limit $1;

select * from log_entries where organization_id = any($2::uuid[]) and received_at >= $3::timestamptz and user_id = $4
     order by received_at desc, log_id desc limit $1;

select * from notifications where notification_id = $1 and organization_id = $2;

select * from notifications where organization_id = $1 and sender_id = $2
           
           order by created_at desc, notification_id desc limit $3;

select * from signing_keys order by sequence;

select * from signing_keys where retired_at is null;

select 1;

select 1
           from members m join organizations o using (organization_id)
           where m.user_id = $1 and m.status = 'ACTIVE' and m.role <> 'USER' limit 1;

select a.organization_id, a.solution_id, a.user_id, m.name, m.first_name, m.last_name,
                       m.email, a.role, a.updated_at, a.updated_by, m.revision
                from assignments a join members m using (organization_id, user_id) where a.organization_id = $1 and a.solution_id = $2 and a.user_id = $3;

select a.organization_id, a.solution_id, a.user_id, m.name, m.first_name, m.last_name,
                       m.email, a.role, a.updated_at, a.updated_by, m.revision
                from assignments a join members m using (organization_id, user_id) where a.organization_id = $1 and a.solution_id = $2 order by a.user_id limit $3;

select c.*, e.occurred_at from (
             (select b.position, b.user_id, b.solution_id, f.role as from_role,
                     f.status as from_status, b.role as to_role, b.status as to_status,
                     b.changed_by as actor_id, b.changed_by_role as actor_role
              from audit_roles b
              left join audit_roles f on f.organization_id = $1 and f.user_id = b.user_id
                and f.solution_id = b.solution_id and f.ended_position = b.position
                and f.ended_position >= $3
              where b.organization_id = $1 and b.position <= $2
                and (b.position, b.user_id, b.solution_id) > ($3, $4::uuid, $5::uuid)
              order by 1, 2, 3 limit $6)
             union all
             (select f.ended_position, f.user_id, f.solution_id, f.role, f.status, null, null,
                     f.ended_by, f.ended_by_role
              from audit_roles f
              where f.organization_id = $1 and f.ended_position <= $2
                and (f.ended_position, f.user_id, f.solution_id) > ($3, $4::uuid, $5::uuid)
                and not exists (
                  select from audit_roles b
                  where b.organization_id = $1 and b.user_id = f.user_id
                    and b.solution_id = f.solution_id and b.position = f.ended_position
                    and b.position >= $3)
              order by 1, 2, 3 limit $6)
           ) c
           join audit_entries e on e.organization_id = $1 and e.position = c.position
           order by c.position, c.user_id, c.solution_id limit $6;

select c.version, c.position, c.moved_at, f.position as failure_position, f.event_id,
                  f.event_type, f.error, f.failed_at
           from projection_checkpoints c left join projection_failures f using (name)
           where c.name = $1;

select caller, route, key, body from idempotency_keys
     where body like $1 or body ilike $2;

select coalesce(max(position), 0) from events;

select correlation_id,
            (select count(*)::integer from (
               select from log_entries
               where organization_id = any($3::uuid[]) and received_at >= $4::timestamptz and correlation_id = $5 and correlation_id = wanted.correlation_id limit $2
             ) counted) as count
     from unnest($1::text[]) as wanted (correlation_id);

select correlation_id,
            (select count(*)::integer from (
               select from log_entries
               where organization_id = any($3::uuid[]) and received_at >= $4::timestamptz and user_id = $5 and correlation_id = wanted.correlation_id limit $2
             ) counted) as count
     from unnest($1::text[]) as wanted (correlation_id);

select d.notification_id, d.organization_id, n.solution_id, n.title, n.content, n.inputs,
                  d.delivered_at, d.read_at
           from notification_deliveries d
           join notifications n using (notification_id)
           join members m on m.organization_id = d.organization_id and m.user_id = d.user_id
           join organizations o on o.organization_id = d.organization_id
           where d.user_id = $1 and m.status = 'ACTIVE'
             and ($3::uuid is null or d.organization_id = $3)
             and (not $4::boolean or d.read_at is null)
             and ($5::uuid is null or d.notification_id = $5)
             and ($6::timestamptz is null or (d.delivered_at, d.notification_id) < ($6, $7::uuid))
           order by d.delivered_at desc, d.notification_id desc limit $2;

select from erasures where user_id = $1;

select i.organization_id, i.user_id, o.name as organization_name, m.email, m.first_name,
                  m.last_name, i.language, i.expires_at
           from invitations i
           join organizations o using (organization_id)
           left join members m using (organization_id, user_id)
           where i.digest = $1;

select idle_logout_minutes, invite_expiry_days, default_language, member_limit,
                  request_access_email, revision
           from organizations where organization_id = $1;

select language from invite_templates where organization_id = $1 order by language;

select leaf_hash from audit_entries where organization_id = $1 and position = $2;

select m.organization_id as "organizationId", m.user_id as "userId", m.role
           from unnest($1::uuid[], $2::uuid[]) as asked (organization_id, user_id)
           join members m using (organization_id, user_id)
           join organizations o using (organization_id)
           where m.status = 'ACTIVE';

select m.organization_id as "organizationId", o.name, m.role as "userRole",
                  m.status as "userStatus", m.solution_count as "solutionCount",
                  coalesce(u.default_organization_id = m.organization_id, false) as "isDefault"
           from members m
           join organizations o using (organization_id)
           left join users u on u.user_id = m.user_id
           where m.user_id = $1 and ($3::uuid is null or m.organization_id > $3)
             and ($4::uuid is null or m.organization_id = $4)
           order by m.organization_id limit $2;

select m.organization_id from members m join organizations o using (organization_id)
           where m.user_id = $1 and m.status = 'ACTIVE' and m.role = any($2::text[])
             and ($3::uuid is null or m.organization_id = $3)
           order by m.organization_id limit 1000;

select m.organization_id, m.user_id, m.name, m.first_name, m.last_name, m.email, m.role, m.status, m.language, m.solution_count, m.solutions, m.invite_status, m.invite_sent_at, m.invite_sent_count, m.invite_expires_at, m.invite_failure, m.last_active_at, m.created_at, m.created_by, m.updated_at, m.updated_by, m.revision, m.sort_name, m.email_key from members m
           where m.organization_id = $1
           order by m.sort_name asc, m.user_id asc limit $2;

select m.organization_id, m.user_id, m.name, m.first_name, m.last_name, m.email, m.role, m.status, m.language, m.solution_count, m.solutions, m.invite_status, m.invite_sent_at, m.invite_sent_count, m.invite_expires_at, m.invite_failure, m.last_active_at, m.created_at, m.created_by, m.updated_at, m.updated_by, m.revision, m.sort_name, m.email_key from members m
           where m.organization_id = $1 and m.search_text like $3 and m.status = any($4::text[])
           order by m.sort_name asc, m.user_id asc limit $2;

select m.organization_id, m.user_id, m.name, m.first_name, m.last_name, m.email, m.role, m.status, m.language, m.solution_count, m.solutions, m.invite_status, m.invite_sent_at, m.invite_sent_count, m.invite_expires_at, m.invite_failure, m.last_active_at, m.created_at, m.created_by, m.updated_at, m.updated_by, m.revision, m.sort_name, m.email_key from members m
           where m.organization_id = $1 and m.user_id in (select s.user_id from assignments s
         where s.solution_id = any($3::uuid[])
           and s.organization_id = $1)
           order by m.sort_name asc, m.user_id asc limit $2;

select m.organization_id, m.user_id, m.name, m.first_name, m.last_name, m.email, m.role, m.status, m.language, m.solution_count, m.solutions, m.invite_status, m.invite_sent_at, m.invite_sent_count, m.invite_expires_at, m.invite_failure, m.last_active_at, m.created_at, m.created_by, m.updated_at, m.updated_by, m.revision, m.sort_name, m.email_key from members m where organization_id = $1 and user_id = $2;

select m.organization_id, m.user_id, m.ownership, m.unfinished
       from members m join organizations o using (organization_id)
       where m.unfinished is not null and m.unfinished_since < $1
       order by m.unfinished_since limit $2;

select m.role, m.status, o.request_access_email as "askForAccess"
           from members m join organizations o using (organization_id)
           where m.organization_id = $1 and m.user_id = $2;

select m.user_id from members m join organizations o using (organization_id)
           where m.organization_id = $1 and m.status = 'ACTIVE'
             and ($2::uuid is null or m.user_id > $2)
             and ($3::text is null or (m.solutions ->> $3) <> 'DENY')
             and ($4::uuid[] is null or m.user_id = any($4))
           order by m.user_id limit $5;

select member_count from organizations where organization_id = $1;

select name from projection_checkpoints where name not like '%.rebuild' order by name;

select name, position from projection_checkpoints where name in ('directory', 'changes');

select nspname as schema, regexp_replace(nspname, '_beside$', '') as name
     from pg_namespace where nspname like '%\_beside';

select o.organization_id, o.name, o.description, o.url, o.created_at, o.created_by,
                  o.updated_at, o.updated_by, o.revision from organizations o where organization_id = $1;

select organization_id from audit_roles where user_id = $1
     union select organization_id from members where user_id = $1;

select organization_id from members where user_id = $1 and status <> 'INVITED'
           limit 1000;

select organization_id from members where user_id = $1 order by organization_id;

select organization_id, notification_id from notifications
     where sender_id = $1 and state = 'SCHEDULED';

select organization_id, user_id, role, status, email, first_name, last_name, name, sort_name, email_key, search_text, language, invite_sending_id, invite_status, invite_sent_at, invite_sent_count, invite_expires_at, invite_failure, solutions, solution_count, last_active_at, ownership, unfinished, unfinished_since, created_at, created_by, updated_at, updated_by, revision from members where user_id = any($1::uuid[]);

select organization_id, user_id, status, role, solutions, active_on from usage_members
           where user_id = any($1::uuid[]);

select p.user_id, coalesce(bool_or(p.status = 'sent'), false) as sent,
                    bool_and(p.status is not null) as is_over
             from pushes p join notification_deliveries d using (notification_id, user_id)
             where p.notification_id = $1 and p.user_id = any($2::uuid[])
               and d.push is distinct from 'PUSHED'
             group by p.user_id;

select person_id, wrapped from person_keys where person_id = any($1::uuid[]);

select pg_advisory_unlock(3853314791062309107);

select pg_advisory_xact_lock(hashtextextended($1, 0));

select pg_advisory_xact_lock(hashtextextended('log partitions', 0));

select pg_advisory_xact_lock(hashtextextended('muster signing key', 0));

select pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = $1::regclass and not indisprimary;

select pg_notify($1, $2);

select pg_notify($1, 'changed');

select pg_try_advisory_lock(hashtextextended($1, 0)) as locked;

select pg_try_advisory_lock_shared(hashtextextended('muster master key', 0)) as locked;

select position from audit_entries
     where organization_id = $1 and effective_at <= $2
     order by effective_at desc, position desc limit 1;

select position, changes::text,
                  case when octet_length(record) <= 16384 then record end as record
           from audit_entries where organization_id = $1 and position between $2 and $3
           order by position;

select position, stream, revision, id, type, data, metadata from events
           where position > $1 order by position limit $2;

select position, stream, revision, id, type, data, metadata from events
           where stream = $1 order by revision limit $2;

select position, version from projection_checkpoints where name = $1 for update;

select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where conrelid = $1::regclass and contype = 'p';

select record, changes::text, found from (
       select record, changes, position, count(*) over ()::integer as found,
              sum(octet_length(record)) over (order by position asc)
                - octet_length(record) as before
       from (select record, changes, position from audit_entries
             where organization_id = $1 and type = any($3) order by position asc limit $2) page
     ) sized
     where before < 4000000 order by position asc;

select record, changes::text, found from (
       select record, changes, position, count(*) over ()::integer as found,
              sum(octet_length(record)) over (order by position asc)
                - octet_length(record) as before
       from (select record, changes, position from audit_entries
             where organization_id = $1 order by position asc limit $2) page
     ) sized
     where before < 4000000 order by position asc;

select s.organization_id as "organizationId", s.created_by as "createdBy"
           from solutions s join members m using (organization_id)
             join organizations o using (organization_id)
           where s.solution_id = $2 and m.user_id = $1 and m.status = 'ACTIVE';

select s.organization_id, m.user_id, s.solution_id
       from solutions s
       join members m on m.organization_id = s.organization_id and m.user_id = s.first_owner_id
       where s.first_owner_id is not null and s.created_at < $1 and m.created_at <= s.created_at
       order by s.created_at limit $2;

select s.place, e.leaf_hash as hash
             from unnest($2::integer[], $3::integer[]) with ordinality as s(first, last, place)
             join audit_entries e on e.organization_id = $1 and e.position between s.first and s.last
             order by s.place, e.position;

select s.place, t.hash
             from unnest($2::smallint[], $3::integer[], $4::integer[]) with ordinality
                  as s(level, first, last, place)
             join audit_subtrees t on t.organization_id = $1 and t.level = s.level
               and t.index between s.first and s.last
             order by s.place, t.index;

select s.solution_id, a.role
           from solutions s
           left join assignments a on a.solution_id = s.solution_id and a.user_id = $2
           where s.organization_id = $1 and s.solution_id = any($3::uuid[]);

select s.solution_id, s.organization_id, s.name, s.title, s.description, s.category,
                  s.sort_name, s.member_count, s.created_at, s.created_by, s.updated_at, s.updated_by,
                  s.revision from solutions s where organization_id = $1 and solution_id = $2;

select s.solution_id, s.organization_id, s.name, s.title, s.description, s.category,
                  s.sort_name, s.member_count, s.created_at, s.created_by, s.updated_at, s.updated_by,
                  s.revision from solutions s where s.organization_id = $1
     order by s.sort_name, s.solution_id limit $2;

select session_id, user_id, last_seen_at, coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), 120) as idle_minutes
           from sessions s where session_id = any($1::uuid[]);

select session_id, user_id, last_seen_at, coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), 120) as idle_minutes
     from sessions s where session_id = $1;

select session_id, user_id, organization_id, last_seen_at, coalesce((
  select min(o.idle_logout_minutes) from members m join organizations o using (organization_id)
  where m.user_id = s.user_id and m.status = 'ACTIVE'), 120) as idle_minutes
           from sessions s where digest = $1;

select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';

select size from audit_logs where organization_id = $1;

select stream, revision, position from append_events($1, $2, $3, $4, $5, $6, $7);

select t.language, t.subject, t.html, t.intro_message,
                  t.created_at, t.created_by, t.updated_at, t.updated_by from invite_templates t
           where t.organization_id = $1 and t.language > $3 order by t.language limit $2;

select t.language, t.subject, t.html, t.intro_message,
                  t.created_at, t.created_by, t.updated_at, t.updated_by, o.revision
           from invite_templates t join organizations o using (organization_id)
           where t.organization_id = $1 and t.language = $2;

select t.organization_id, t.day, t.invited, t.active, t.disabled, t.owners, t.admins, t.creators, t.users, t.solutions, t.assignments, t.active_users, t.invitations_sent, t.invitations_accepted, t.token_uses, t.notifications from unnest($1::uuid[], $2::text[]) as k(organization_id, day) join usage_days t on t.organization_id = k.organization_id and t.day = k.day;

select t.organization_id, t.language, t.subject, t.html, t.intro_message, t.created_at, t.created_by, t.updated_at, t.updated_by, t.revision from unnest($1::uuid[], $2::text[]) as k(organization_id, language) join invite_templates t on t.organization_id = k.organization_id and t.language = k.language;

select t.organization_id, t.last_day, t.invited, t.active, t.disabled, t.owners, t.admins, t.creators, t.users, t.solutions, t.assignments from unnest($1::uuid[]) as k(organization_id) join usage_organizations t on t.organization_id = k.organization_id;

select t.organization_id, t.name, t.description, t.url, t.idle_logout_minutes, t.invite_expiry_days, t.default_language, t.member_limit, t.request_access_email, t.member_count, t.created_at, t.created_by, t.updated_at, t.updated_by, t.revision from unnest($1::uuid[]) as k(organization_id) join organizations t on t.organization_id = k.organization_id;

select t.organization_id, t.size, t.peaks, t.effective_at from unnest($1::uuid[]) as k(organization_id) join audit_logs t on t.organization_id = k.organization_id;

select t.organization_id, t.user_id, t.role, t.status, t.email, t.first_name, t.last_name, t.name, t.sort_name, t.email_key, t.search_text, t.language, t.invite_sending_id, t.invite_status, t.invite_sent_at, t.invite_sent_count, t.invite_expires_at, t.invite_failure, t.solutions, t.solution_count, t.last_active_at, t.ownership, t.unfinished, t.unfinished_since, t.created_at, t.created_by, t.updated_at, t.updated_by, t.revision from unnest($1::uuid[], $2::uuid[]) as k(organization_id, user_id) join members t on t.organization_id = k.organization_id and t.user_id = k.user_id;

select t.organization_id, t.user_id, t.status, t.role, t.solutions, t.active_on from unnest($1::uuid[], $2::uuid[]) as k(organization_id, user_id) join usage_members t on t.organization_id = k.organization_id and t.user_id = k.user_id;

select t.solution_id, t.organization_id, t.assignments from unnest($1::uuid[]) as k(solution_id) join usage_solutions t on t.solution_id = k.solution_id;

select t.solution_id, t.organization_id, t.name, t.title, t.description, t.category, t.sort_name, t.member_count, t.first_owner_id, t.created_at, t.created_by, t.updated_at, t.updated_by, t.revision from unnest($1::uuid[]) as k(solution_id) join solutions t on t.solution_id = k.solution_id;

select t.stream, t.fields, t.access, t.told from unnest($1::text[]) as k(stream) join audit_states t on t.stream = k.stream;

select t.token_id, t.organization_id from unnest($1::uuid[]) as k(token_id) join usage_tokens t on t.token_id = k.token_id;

select t.token_id, t.user_id, t.organization_id, t.digest, t.name, t.scopes, t.expires_at, t.lease_expires_at, t.last_used_at, t.last_recorded_at, t.deleted_at, t.created_at, t.revision from unnest($1::uuid[]) as k(token_id) join tokens t on t.token_id = k.token_id;

select t.user_id, t.email, t.given_name, t.first_name, t.last_name, t.avatar_url, t.phone, t.email_key, t.default_organization_id, t.organization_count, t.solution_count, t.created_at, t.created_by, t.updated_at, t.updated_by, t.revision from unnest($1::uuid[]) as k(user_id) join users t on t.user_id = k.user_id;

select to_char(d, 'YYYY-MM-DD') as date, u.*
           from generate_series($2::timestamptz, $3::timestamptz, interval '1 day') d
           left join lateral (
             select * from usage_days
             where organization_id = $1 and day <= to_char(d, 'YYYY-MM-DD') collate "C"
             order by day desc limit 1
           ) u on true
           order by d;

select to_regclass($1) is not null as "isThere";

select token_id from tokens where user_id = $1 and deleted_at is null order by token_id;

select token_id, organization_id, name, scopes, expires_at, lease_expires_at, last_used_at,
                  deleted_at, created_at, revision from tokens
           where user_id = $1 and least(deleted_at, lease_expires_at, expires_at) > $3
           
           order by created_at desc, token_id desc limit $2;

select token_id, organization_id, name, scopes, expires_at, lease_expires_at, last_used_at,
                  deleted_at, created_at, revision from tokens where token_id = $1 and user_id = $2;

select token_id, user_id, organization_id, scopes, deleted_at, expires_at,
                  lease_expires_at, last_recorded_at
           from tokens where digest = $1;

select u.token_id, u.user_id, u.used_at
       from token_uses u join tokens t on t.token_id = u.token_id
       where t.last_recorded_at <= $1 order by u.used_at limit $2;

select user_id as "userId", email from users where email_key = $1 and email_key <> '';

select user_id from erasures e where done_at >= $1 and (
       exists (select from members m join organizations using (organization_id)
               where m.user_id = e.user_id and (m.ownership is null or not exists (
                 select from members o
                 where o.organization_id = m.organization_id and o.user_id <> m.user_id)))
       or exists (select from tokens t where t.user_id = e.user_id and t.deleted_at is null)
       or exists (select from sessions s where s.user_id = e.user_id)
       or exists (select from push_subscriptions p where p.user_id = e.user_id)
       or exists (select from log_entries l where l.user_id = e.user_id)
       or exists (select from notifications n where n.sender_id = e.user_id
                  and (n.state = 'SCHEDULED' or n.title is not null or n.content is not null)))
     limit $2;

select user_id from erasures where done_at >= $1 order by done_at limit $2;

select user_id from erasures where done_at is null and requested_at < $1
     order by requested_at limit $2;

select user_id, email from users where user_id = any($1::uuid[]);

select user_id, email, given_name, first_name, last_name from users
     where user_id = any($1::uuid[]);

select user_id, email, given_name, first_name, last_name, avatar_url, phone,
                  (select m.organization_id from members m join organizations o using (organization_id)
                   where m.organization_id = users.default_organization_id
                     and m.user_id = users.user_id and m.status = 'ACTIVE') as default_organization_id,
                  organization_count, solution_count,
                  created_at, created_by, updated_at, updated_by, revision
           from users where user_id = $1;

select user_id, organization_id from audit_roles
           where user_id = any($1::uuid[]) and valid_to is null and solution_id = $2
             and status <> 'INVITED'
           order by organization_id;

select user_id, solution_id, role, status, granted_by, granted_by_role, granted_at,
                    granted_position
             from audit_roles
             where organization_id = $1 and position <= $2
               and (ended_position is null or ended_position > $2)
               and (user_id, solution_id) > ($3::uuid, $4::uuid)
             order by user_id, solution_id limit $5;

select wrapped from service_keys where name = $1;

update audit_roles r set valid_to = e.valid_to, ended_by = e.ended_by,
             ended_by_role = e.ended_by_role, ended_position = e.ended_position
           from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[],
                       $7::integer[])
             as e(organization_id, user_id, solution_id, valid_to, ended_by, ended_by_role, ended_position)
           where r.organization_id = e.organization_id and r.user_id = e.user_id
             and r.solution_id = e.solution_id and r.valid_to is null;

update dispatches set due_at = $2 where notification_id = $1;

update erasures set done_at = $2 where user_id = $1;

update idempotency_keys set body = $4 where caller = $1 and route = $2 and key = $3;

update idempotency_keys set status = $4, headers = $5, body = $6
           where caller = $1 and route = $2 and key = $3;

update mailings set due_at = $2 where sending_id = $1;

update notifications set state = $2, updated_at = $3, revision = $4
           where notification_id = $1;

update notifications set title = null, content = null, inputs = null
           where sender_id = $1;

update projection_checkpoints set position = $3, moved_at = now()
           where name = $1 and position = $2 and version <= $4;

update pushes set status = $3, due_at = $4
           where notification_id = $1 and subscription_id = $2;

update sessions set last_seen_at = greatest(last_seen_at, $2) where digest = $1;

update sign_in_codes set due_at = $2, mail_tries = mail_tries + 1
           where code_id in (
             select code_id from sign_in_codes
             where mailed_at is null and due_at <= $1 and expires_at > $1
             order by due_at limit $3 for update skip locked)
           returning code_id, details, mail_tries;

update sign_in_codes set mailed_at = case when $3::timestamptz is null then $2::timestamptz end,
       due_at = coalesce($3, due_at) where code_id = $1;

update sign_in_codes set tries = tries + 1
           where address_key = $1 and expires_at > $2 and used_at is null and tries < $3
           returning code_id, details, asked_at;

update sign_in_codes set used_at = $2 where code_id = $1 and used_at is null;

update signing_keys set retired_at = $2, wrapped = null where key_id = $1;

with added as (
             insert into notification_deliveries (notification_id, user_id, organization_id, delivered_at)
             select $1, u, $2, $3 from unnest($4::uuid[]) u
             on conflict do nothing returning user_id
           )
           update notifications set state = 'SENDING', updated_at = $3, revision = $5,
             delivered = delivered + (select count(*) from added)
           where notification_id = $1;

with before as (
             select user_id, push from notification_deliveries
             where notification_id = $1 and user_id = any($2::uuid[] || $3::uuid[])
           ), changed as (
             update notification_deliveries d
             set push = case when d.user_id = any($2::uuid[]) then 'PUSHED' else 'FAILED' end
             from before
             where d.notification_id = $1 and d.user_id = before.user_id
               and (before.push is null or (before.push = 'FAILED' and d.user_id = any($2::uuid[])))
             returning d.push as now, before.push as was
           )
           update notifications set revision = $4,
             pushed = pushed + (select count(*) from changed where now = 'PUSHED'),
             push_failed = push_failed + (select count(*) from changed where now = 'FAILED')
               - (select count(*) from changed where was = 'FAILED')
           where notification_id = $1;

with changed as (
             update notification_deliveries d set read_at = r.read_at
             from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as r(notification_id, user_id, read_at)
             where d.notification_id = r.notification_id and d.user_id = r.user_id
               and d.read_at is null
             returning d.notification_id
           )
           update notifications n set read = n.read + counted.count
           from (select notification_id, count(*) as count from changed group by notification_id) counted
           where n.notification_id = counted.notification_id;

with due as (
             select n.* from notifications n left join dispatches d using (notification_id)
             where n.state in ('SCHEDULED', 'SENDING') and n.start_at <= $1
               and coalesce(d.due_at, '-infinity') <= $1
             order by n.start_at limit $3
           ), claimed as (
             insert into dispatches (notification_id, due_at) select notification_id, $2 from due
             on conflict (notification_id) do update set due_at = excluded.due_at
               where dispatches.due_at <= $1
             returning notification_id
           )
           select due.notification_id, due.organization_id, due.sender_id
           from due join claimed using (notification_id);

with due as (
             select o.* from outgoing_invitations o left join mailings m using (sending_id)
             where coalesce(m.due_at, '-infinity') <= $1 and o.expires_at > $1
             order by o.issued_at, o.sending_id limit $3
           ), claimed as (
             insert into mailings (sending_id, tries, due_at) select sending_id, 1, $2 from due
             on conflict (sending_id) do update
               set tries = mailings.tries + 1, due_at = excluded.due_at
               where mailings.due_at <= $1
             returning sending_id, tries
           )
           select due.*, claimed.tries from due join claimed using (sending_id);

with due as (
             update pushes set due_at = $2, tries = tries + 1
             where (notification_id, subscription_id) in (
               select p.notification_id, p.subscription_id
               from pushes p join notification_deliveries d using (notification_id, user_id)
               where p.status is null and p.due_at <= $1
               order by p.due_at limit $3 for update of p skip locked)
             returning notification_id, subscription_id, user_id, tries
           )
           select due.*, n.organization_id, n.sender_id, n.title, n.content, n.inputs, s.details,
                  exists (select from members m where m.organization_id = n.organization_id
                    and m.user_id = due.user_id and m.status = 'ACTIVE') as is_member
           from due join notifications n using (notification_id)
           left join push_subscriptions s
             on s.subscription_id = due.subscription_id and s.user_id = due.user_id;

with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $3::uuid,
               ended_by_role = $4::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.solution_id = $2::uuid and r.valid_to is null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = s.access #- array['solutions', $2::uuid::text]
           from ended
           where s.stream = 'member-' || ended.organization_id || '.' || ended.user_id;

with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $3::uuid,
               ended_by_role = $4::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.valid_to is null and $2::uuid is not null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = null
           from ended
           where s.stream = 'member-' || ended.organization_id || '.' || ended.user_id;

with found as (
       select distinct m.user_id
       from unnest($1::uuid[]) as o(id)
       cross join lateral (
         select m.user_id from members m where m.organization_id = o.id
         order by m.user_id limit $2
       ) m
       order by m.user_id limit $2
     )
     select f.user_id, known.*, u.avatar_url, u.phone
     from found f
     cross join lateral (
       select (array_agg(m.email order by m.status = 'INVITED', m.created_at))[1] as email,
              (array_agg(m.name order by m.status = 'INVITED', m.created_at))[1] as name,
              (array_agg(m.first_name order by m.status = 'INVITED', m.created_at))[1] as first_name,
              (array_agg(m.last_name order by m.status = 'INVITED', m.created_at))[1] as last_name,
              bool_or(m.status <> 'INVITED') as has_accepted,
              (count(*) filter (where m.status = 'ACTIVE'))::integer as organization_count,
              coalesce(sum(m.solution_count) filter (where m.status = 'ACTIVE'), 0)::integer
                as solution_count,
              min(m.created_at) as created_at,
              (array_agg(m.created_by order by m.created_at))[1] as created_by,
              max(m.updated_at) as updated_at,
              (array_agg(m.updated_by order by m.updated_at desc))[1] as updated_by
       from members m where m.user_id = f.user_id and m.organization_id = any($1::uuid[])
     ) known
     left join users u on u.user_id = f.user_id and known.has_accepted
     order by f.user_id;

with gone as (
             delete from assignments where solution_id = $1::uuid returning organization_id, user_id
           ), lost as (
             update members m
             set solutions = m.solutions - $1::uuid::text, solution_count = m.solution_count - 1
             from gone
             where m.organization_id = gone.organization_id and m.user_id = gone.user_id
             returning m.user_id, m.status
           )
           update users u set solution_count = u.solution_count - 1
           from lost where u.user_id = lost.user_id and lost.status = 'ACTIVE';

with mine as (
             select m.organization_id, m.role as organization_role, m.solutions
             from members m join organizations o using (organization_id)
             where m.user_id = $1 and m.status = 'ACTIVE'
               and ($3::uuid is null or m.organization_id = $3)
           ), found as (
             select key::uuid as solution_id from mine cross join jsonb_object_keys(solutions) key
             union
             select s.solution_id from solutions s join mine using (organization_id)
             where s.created_by = $1
           )
           select s.solution_id, s.organization_id, s.name, s.title, s.description, s.category,
                  s.sort_name, s.member_count, s.created_at, s.created_by, s.updated_at, s.updated_by,
                  s.revision, mine.organization_role,
             mine.solutions ->> s.solution_id::text as role
           from found join solutions s using (solution_id) join mine using (organization_id)
           where ($4::uuid is null or s.solution_id > $4)
             and ($5::uuid is null or s.solution_id = $5)
           order by s.solution_id limit $2;

with set_timeout as (
      select set_config('lock_timeout', '3600000', true) as config_val
    )
    select pg_advisory_lock(3853314791062309107)
    from set_timeout;

with solution as (
             delete from solutions where organization_id = $1::uuid returning solution_id
           ), assignment as (
             delete from assignments using solution
             where assignments.solution_id = solution.solution_id
           ), template as (
             delete from invite_templates where organization_id = $1::uuid
           ), invitation as (
             delete from invitations where organization_id = $1::uuid
           ), gone as (
             delete from members where organization_id = $1::uuid
             returning user_id, status, solution_count
           )
           update users u set
             organization_count = u.organization_count - (gone.status = 'ACTIVE')::integer,
             solution_count = u.solution_count
               - case when gone.status = 'ACTIVE' then gone.solution_count else 0 end,
             default_organization_id = nullif(u.default_organization_id, $1::uuid)
           from gone where u.user_id = gone.user_id;


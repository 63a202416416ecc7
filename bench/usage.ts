/**
 * `npm run bench -- usage [members]`: could usage be a query over the audit? Makes the audit of one large
 * organization with SQL and prints how long each figure takes (docs/decisions/0024-usage.md).
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { clientConfig } from "../src/platform/database/pool.ts";
import { line } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const members = Number(process.argv[3] ?? 1_000_000);
const organization = "01900000-0000-7000-8000-000000000001";
const nil = "00000000-0000-0000-0000-000000000000";

/** Everybody joins within 370 days, with a role in a solution, and signs in once in the 30 days after. */
const rows = [
  // Not read by the queries; without them the rows are made sooner.
  `drop index audit_entries_by_subject, audit_entries_by_solution, audit_entries_by_correlation,
     audit_roles_by_begin, audit_roles_by_end`,
  `create function member(i bigint) returns uuid language sql immutable
   return (lpad(to_hex(i * 7919 % ${members}), 8, '0') || '-0000-7000-8000-000000000000')::uuid`,
  `create function joined(i bigint) returns timestamptz language sql immutable
   return '2025-01-01T00:00:00Z'::timestamptz + interval '370 days' * i / ${members}`,
  `insert into audit_roles
   select '${organization}', member(i), s, 4 * i + p, role, status, joined(i), ended, '${nil}', 'ADMIN',
          case when ended is not null then '${nil}'::uuid end, null,
          case when ended is not null then 4 * i + 4 end, '${nil}', 'ADMIN', joined(i), 4 * i + p
   from generate_series(0, ${members - 1}) i, lateral (values
     ('${nil}'::uuid, 1, 'USER', 'INVITED', joined(i) + interval '1 second'),
     ('${nil}'::uuid, 4, 'USER', 'ACTIVE', null),
     ('01900000-0000-7000-8000-000000000002'::uuid, 4, 'VIEWER', 'ACTIVE', null)
   ) v (s, p, role, status, ended)`,
  `insert into audit_entries
   select '${organization}', 4 * i + p, type, joined(i), joined(i), member(i), member(i), null, '1', '{}',
          repeat('x', 600), decode(repeat('00', 32), 'hex')
   from generate_series(0, ${members - 1}) i, lateral (values
     (1, 'MemberInvited'), (2, 'InviteIssued'), (3, 'InviteEmailSent'), (4, 'InviteAccepted')
   ) v (p, type)`,
  `insert into audit_entries
   select '${organization}', ${4 * members} + i, 'UserLoggedIn', at, at, member(i), member(i), null, '1', '{}',
          repeat('x', 600), decode(repeat('00', 32), 'hex')
   from generate_series(1, ${members}) i,
     lateral (select '2026-01-06T00:00:00Z'::timestamptz + interval '30 days' * i / ${members} as at) t`,
  "vacuum analyze audit_roles, audit_entries",
];

/** What could make it faster: with these the queries read no table. */
const coveringIndexes = [
  "create index on audit_roles (organization_id, valid_from, solution_id, status, role)",
  `create index on audit_roles (organization_id, valid_to, solution_id, status, role)
   where valid_to is not null`,
  "create index on audit_entries (organization_id, effective_at) include (type, actor_id)",
];

const ranges = {
  "30 days": ["2026-01-06", "2026-02-04"],
  "400 days": ["2025-01-01", "2026-02-04"],
} as const;

const entries = `audit_entries where organization_id = '${organization}'
  and effective_at >= $1::timestamptz and effective_at < $2::timestamptz + interval '1 day'`;

/** $1 is the first day, $2 the last. Whatever came before counts on the first. */
const figures = {
  "members and assignments": `
    select greatest(day, $1::timestamptz::date), solution_id = '${nil}', status, role, sum(count)
    from (
      select (valid_from at time zone 'UTC')::date as day, solution_id, status, role, count(*) as count
      from audit_roles where organization_id = '${organization}'
        and valid_from < $2::timestamptz + interval '1 day'
      group by 1, 2, 3, 4
      union all
      select (valid_to at time zone 'UTC')::date, solution_id, status, role, -count(*)
      from audit_roles where organization_id = '${organization}'
        and valid_to < $2::timestamptz + interval '1 day'
      group by 1, 2, 3, 4
    ) changes group by 1, 2, 3, 4 order by 1`,
  "invitations, token uses and notifications": `
    select (effective_at at time zone 'UTC')::date, type, count(*) from ${entries}
      and type in ('InviteIssued', 'InviteAccepted', 'TokenUsed', 'NotificationRequested')
    group by 1, 2`,
  "active users": `
    select (effective_at at time zone 'UTC')::date, count(distinct actor_id) from ${entries}
      and exists (select from audit_roles r where r.organization_id = '${organization}'
        and r.user_id = actor_id and r.solution_id = '${nil}' and r.status = 'ACTIVE'
        and r.valid_from <= effective_at and (r.valid_to is null or r.valid_to > effective_at))
    group by 1`,
};

const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
const server = await startEmbedded(dataDir);
try {
  await withScratchDatabase(server.connection, async (connection) => {
    const client = new Client(clientConfig(connection));
    await client.connect();
    try {
      await client.query("set statement_timeout = 0");
      for (const statement of rows) await client.query(statement);
      await report(client, "");
      for (const index of coveringIndexes) await client.query(index);
      await client.query("vacuum analyze audit_roles, audit_entries");
      await report(client, ", covering indexes");
    } finally {
      await client.end();
    }
  });
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function report(client: Client, note: string): Promise<void> {
  for (const [range, days] of Object.entries(ranges)) {
    for (const [name, text] of Object.entries(figures)) {
      const value = await median(client, text, days);
      console.log(line({ name: `${name}, ${range}${note}`, value, unit: "ms", atMost: 1_000 }));
    }
  }
}

/** Of three runs, with warm caches. */
async function median(client: Client, text: string, values: readonly string[]): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const since = performance.now();
    await client.query(text, [...values]);
    took.push(performance.now() - since);
  }
  return took.slice(1).toSorted((a, b) => a - b)[1] ?? 0;
}

/** Folds events directly into the directory's tables and reads the tables. */
import type pg from "pg";
import { expect } from "vitest";
import type { RecordedEvent } from "../../src/eventstore/codec.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import { lastingPart } from "../../src/projections/directory/member.ts";
import type { MemberRow } from "../../src/projections/directory/rows.ts";

export type Tables = Record<string, Record<string, unknown>[]>;

/** All rows of all tables, in an order that does not depend on how they were written. */
export async function dump(client: pg.ClientBase | pg.Pool): Promise<Tables> {
  const tables: Tables = {};
  for (const table of directory.tables) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text collate "C"`,
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

/** Says which version of the projection made the tables. */
export async function tablesAreOf(client: pg.ClientBase | pg.Pool, version: number): Promise<void> {
  await client.query(
    `insert into projection_checkpoints (name, version, position, moved_at) values ($1, $2, 0, now())
     on conflict (name) do update set version = excluded.version`,
    [directory.name, version],
  );
}

export async function clear(client: pg.ClientBase | pg.Pool): Promise<void> {
  await client.query(`truncate ${directory.tables.join(", ")}`);
}

/** Applies the events in batches of the given sizes; after the last size the first one follows. */
export async function applyInBatches(
  client: pg.ClientBase,
  events: readonly RecordedEvent[],
  sizes: readonly number[],
): Promise<void> {
  for (const batch of batches(events, sizes)) await directory.apply(batch, client, []);
}

export function batches(
  events: readonly RecordedEvent[],
  sizes: readonly number[],
): readonly (readonly RecordedEvent[])[] {
  const found: (readonly RecordedEvent[])[] = [];
  let start = 0;
  while (start < events.length) {
    const size = sizes[found.length % sizes.length] ?? 1;
    found.push(events.slice(start, start + size));
    start += size;
  }
  return found;
}

/** Every maintained count and copy must equal the result of counting and joining. */
export async function expectCountsToHold(client: pg.ClientBase | pg.Pool): Promise<void> {
  const wrong = {
    "solutions.member_count": `
      select solution_id from solutions s
      where member_count <> (select count(*) from assignments a where a.solution_id = s.solution_id)`,
    "members.solution_count": `
      select organization_id, user_id from members m
      where solution_count <> (select count(*) from assignments a
        where a.user_id = m.user_id and a.organization_id = m.organization_id)`,
    "members.solutions": `
      select organization_id, user_id from members m
      where solutions <> coalesce((select jsonb_object_agg(a.solution_id, a.role) from assignments a
        where a.user_id = m.user_id and a.organization_id = m.organization_id), '{}')`,
    "organizations.member_count": `
      select organization_id from organizations o
      where member_count <> (select count(*) from members m where m.organization_id = o.organization_id)`,
    "users.organization_count": `
      select user_id from users u
      where organization_count <> (select count(*) from members m join organizations using (organization_id)
        where m.user_id = u.user_id and m.status = 'ACTIVE')`,
    "users.solution_count": `
      select user_id from users u
      where solution_count <> (select coalesce(sum(m.solution_count), 0)
        from members m join organizations using (organization_id)
        where m.user_id = u.user_id and m.status = 'ACTIVE')`,
    "assignments without a solution or a member": `
      select * from assignments a
      where not exists (select from solutions s where s.solution_id = a.solution_id)
         or not exists (select from members m
           where m.user_id = a.user_id and m.organization_id = a.organization_id)`,
  };
  for (const [what, text] of Object.entries(wrong)) {
    expect((await client.query(text)).rows, what).toEqual([]);
  }
  await expectShownToHold(client);
}

/** What is kept of each member as JSON must be what its columns say. */
export async function expectShownToHold(client: pg.ClientBase | pg.Pool): Promise<void> {
  const { rows } = await client.query<MemberRow & { shown: unknown }>("select * from members");
  for (const { shown, ...row } of rows) {
    expect(shown).toEqual(JSON.parse(JSON.stringify(lastingPart(row))));
  }
}

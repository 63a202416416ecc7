/** Helpers for erasure tests: searching all tables, waiting, and holding an append. */
import type { NewRecord } from "../../../src/eventstore/port.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { notifications } from "../../../src/projections/notifications/notifications.ts";
import { usage } from "../../../src/projections/usage/usage.ts";
import { repair } from "../../support/services.ts";
import type { TestService } from "../../support/http.ts";
import { patience } from "../../support/eventually.ts";

/** All rows of all tables that match the pattern, as text. */
export async function rowsWith(service: TestService, pattern: RegExp): Promise<string[]> {
  const { pool } = service.database;
  const { rows } = await pool.query<{ table: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as table from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { table } of rows) {
    const { rows: texts } = await pool.query<{ text: string }>(
      `select to_jsonb(t)::text as text from ${table} t`,
    );
    for (const { text } of texts) if (pattern.test(text)) found.push(`${table}: ${text}`);
  }
  return found;
}

/** Waits until all read models contain all events. */
export async function settle({ services }: TestService): Promise<void> {
  const end = await services.store.lastPosition();
  for (const projection of [directory, audit, notifications, usage]) {
    await services.readModel(projection).waitFor(end, patience);
  }
}

/** Runs the repairs of the minutes after an erasure. */
export async function later(service: TestService): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await settle(service);
    service.clock.add(3 * 60_000);
    await repair(service.services);
  }
  await settle(service);
}

export interface Gate {
  readonly open: () => void;
  readonly passed: Promise<void>;
}

export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, passed: promise };
}

/** Holds the first matching append until `letGo`. `came` resolves when it is held. */
export function holdAppend(
  { services }: TestService,
  matches: (stream: string, types: readonly string[]) => boolean,
): { readonly came: Promise<void>; readonly letGo: () => void } {
  const [came, free] = [gate(), gate()];
  const store = services.store as { append: typeof services.store.append };
  const { append } = store;
  let isHeld = false;
  store.append = async (stream, expected, records: readonly NewRecord[]) => {
    const types = records.map(({ type }) => type);
    if (!isHeld && matches(stream, types)) {
      isHeld = true;
      came.open();
      await free.passed;
    }
    return append.call(store, stream, expected, records);
  };
  return { came: came.passed, letGo: free.open };
}

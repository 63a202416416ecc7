/** Reading all events through the port. */
import { randomUUID } from "node:crypto";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { type Entry, watched } from "../contest.ts";
import type { StoreAddress } from "../event-store.ts";
import { type Passed, runMeasured } from "../load.ts";
import type { ReadJob } from "../reading.ts";
import type { Rig } from "../rig.ts";
import type { Prepare } from "../systems.ts";

const events = 400_000;

/** Inserts events of ordinary size straight into the table, because only reading is measured. */
const filling = `
  insert into events
  select number, 'member-' || gen_random_uuid(), 0, gen_random_uuid(), 'MemberInvited',
         '{"role":"ADMIN","grantedBy":"${randomUUID()}","email":"' || repeat('x', 80) || '"}',
         '{"occurredAt":"2026-01-01T00:00:00.000Z","organizationId":"${randomUUID()}","subjectId":"${randomUUID()}","actor":{"userId":"${randomUUID()}","role":"OWNER","via":"SESSION"}}'
  from generate_series(1, ${events}) number`;

export const readAll: Prepare = async ({ rig }) => {
  const database = "bench_read";
  const connection = await rig.createDatabase(database);
  const pool = createPool(connection);
  await migrate(pool);
  await pool.query(filling);
  await pool.query("vacuum analyze events");
  await pool.end();
  return {
    entries: [readEntry(rig, { system: "Muster", database, address: { connection } }, events)],
  };
};

interface Readable {
  readonly system: string;
  /** On the rig's server: its processes are watched. */
  readonly database: string;
  readonly address: StoreAddress;
}

export function readEntry(rig: Rig, { system, database, address }: Readable, most: number): Entry {
  const job: ReadJob = { address, most };
  const run = () => runMeasured<Passed>("reading.ts", job);
  return {
    case: "read all",
    unit: "events/s",
    system,
    measure: () => watched(rig, { database, run }),
  };
}

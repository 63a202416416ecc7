/**
 * Appends of one event to a new stream through the port. The peers: pgbench inserting a bare row with the same
 * payload, and message-db's write_message.
 */
import { migrate } from "../../src/platform/database/migrate.ts";
import { type Connection, createPool } from "../../src/platform/database/pool.ts";
import type { AppendJob } from "../append-generator.ts";
import { type Contest, type Entry, watched } from "../contest.ts";
import type { StoreAddress } from "../event-store.ts";
import { type Extent, type Load, runMeasured } from "../load.ts";
import { installMessageDb, messageDbMissing } from "../message-db.ts";
import { caseOf } from "../over-http.ts";
import { pgbench } from "../pgbench.ts";
import type { Rig } from "../rig.ts";
import { sampleData, sampleMetadata } from "../sample-event.ts";
import { execute } from "../scratch-database.ts";
import type { Prepare } from "../systems.ts";
import { tallyOf } from "../tally.ts";

export const append: Prepare = async ({ rig }) => {
  const appenders = [
    await embeddedAppender(rig, "bench_append"),
    await pgbenchAppender(rig),
    ...(messageDbMissing === undefined ? [await messageDbAppender(rig)] : []),
  ];
  const leftOut = messageDbMissing === undefined ? [] : [messageDbMissing];
  return { ...(await appendContest(rig, appenders, [64, 1])), leftOut };
};

export interface Appender {
  readonly system: string;
  readonly database: string;
  /** Only so many at once; undefined: in all cases. */
  readonly atOnce?: readonly number[];
  /** Can PostgreSQL count what an append takes? */
  readonly isCounted: boolean;
  run(atOnce: number, extent: Extent): Promise<Load & { readonly processor?: number }>;
  count(): Promise<number>;
}

const countedAppends = { lone: 1_000, many: 12_800 };

export async function appendContest(
  rig: Rig,
  appenders: readonly Appender[],
  atOnce: readonly number[],
): Promise<Contest> {
  const playing = await Promise.all(
    appenders.map(async (appender) => {
      const tally = await tallyOf(appender.system, () => appender.count());
      const run = async (number: number, extent: Extent) => {
        const load = await appender.run(number, extent);
        tally.add(load);
        return load;
      };
      return { ...appender, run, tally };
    }),
  );
  const entries = atOnce.flatMap((number) =>
    playing
      .filter((appender) => appender.atOnce?.includes(number) ?? true)
      .map(({ system, database, isCounted, run }): Entry => {
        const requests = number === 1 ? countedAppends.lone : countedAppends.many;
        const counting = { database, requests, run: () => run(number, { amount: requests }) };
        return {
          case: caseOf(number),
          unit: "events/s",
          system,
          measure: (time) => watched(rig, { database, run: () => run(number, time) }),
          ...(isCounted ? { counting } : {}),
        };
      }),
  );
  return { entries, verify: () => Promise.all(playing.map(({ tally }) => tally.verify())) };
}

/** Through Muster's port, in a process of its own. */
export function portAppender(
  system: string,
  database: string,
  address: StoreAddress,
  count: () => Promise<number>,
): Appender {
  return {
    system,
    database,
    isCounted: "connection" in address,
    count,
    run: (atOnce, extent) => {
      const job: AppendJob = { address, atOnce, extent };
      return runMeasured<Load & { readonly processor: number }>("append-generator.ts", job);
    },
  };
}

export async function embeddedAppender(rig: Rig, database: string): Promise<Appender> {
  const connection = await rig.createDatabase(database);
  const pool = createPool(connection, 1);
  rig.beforeEnd(() => pool.end());
  await migrate(pool);
  return portAppender("Muster", database, { connection }, counterOf(rig, connection, "events"));
}

async function pgbenchAppender(rig: Rig): Promise<Appender> {
  const connection = await rig.createDatabase("bench_pgbench");
  await execute(
    connection,
    "create table bare (id bigserial primary key, data text, metadata text)",
  );
  const insert = `insert into bare (data, metadata) values ('${sampleData}', '${sampleMetadata}');`;
  return {
    system: "pgbench",
    database: "bench_pgbench",
    isCounted: true,
    count: counterOf(rig, connection, "bare"),
    run: (atOnce, extent) => pgbench(connection, insert, atOnce, extent),
  };
}

async function messageDbAppender(rig: Rig): Promise<Appender> {
  const connection = await rig.createDatabase("bench_message_db");
  await installMessageDb(connection);
  const write = `select write_message(gen_random_uuid()::varchar,
    ('member-' || gen_random_uuid())::varchar, 'MemberInvited', '${sampleData}'::jsonb,
    '${sampleMetadata}'::jsonb, -1);`;
  return {
    system: "message-db",
    atOnce: [64],
    database: "bench_message_db",
    isCounted: true,
    count: counterOf(rig, connection, "message_store.messages"),
    run: (atOnce, extent) => pgbench(connection, write.replaceAll("\n", " "), atOnce, extent),
  };
}

function counterOf(rig: Rig, connection: Connection, table: string): () => Promise<number> {
  const pool = createPool(connection, 1);
  rig.beforeEnd(() => pool.end());
  return async () => {
    const { rows } = await pool.query<{ count: bigint }>(`select count(*) from ${table}`);
    return Number(rows[0]?.count);
  };
}

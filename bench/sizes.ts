/**
 * Measures what events and read models take on the disk, how fast each read model folds as its only writer,
 * and how fast it is rebuilt, for the realistic log of people-log.ts.
 */
import { randomBytes } from "node:crypto";
import { clientConfig, type Connection, createPool } from "../src/platform/database/pool.ts";
import { createCodec } from "../src/eventstore/codec.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { audit } from "../src/projections/audit/audit.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { rebuild } from "../src/projections/engine/rebuild.ts";
import { projections } from "../src/service/features.ts";
import { type Folding, foldToEnd } from "./folding.ts";
import { writePeopleLog } from "./people-log.ts";
import type { Row } from "./row.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** @param server any database of the server to measure; its user may create databases */
export async function benchSizes(server: Connection, people: number): Promise<readonly Row[]> {
  return withScratchDatabase(server, async (connection) => {
    const pool = createPool(connection);
    const store = postgresEventStore(clientConfig(connection));
    const codec = createCodec(createPersonKeys(pool, randomBytes(32)));
    const parts = { connection, pool, store, codec };
    try {
      const { rows, events } = await eventRows(parts, people);
      for (const projection of projections) {
        const walBefore = await number(parts, writtenWal);
        const seconds = await foldToEnd(parts, projection);
        const wal = (await number(parts, writtenWal)) - walBefore;
        await pool.query("vacuum analyze");
        const size = await number(
          parts,
          "select sum(pg_total_relation_size(name)) from unnest($1::text[]) name",
          [projection.tables],
        );
        const { name } = projection;
        rows.push(
          { name: `${name}: folds alone`, value: events / seconds, unit: "events/s" },
          { name: `${name}: on disk with indexes`, value: size / people, unit: "bytes/member" },
          { name: `${name}: write-ahead log`, value: wal / events, unit: "bytes/event" },
        );
      }
      const entries = await number(parts, "select count(*) from audit_entries");
      const entrySize = await number(parts, "select pg_total_relation_size('audit_entries')");
      rows.push({
        name: "entries in all logs of the audit",
        value: entries / people,
        unit: "entries/member",
      });
      rows.push({
        name: "an entry of the audit on disk with indexes",
        value: entrySize / entries,
        unit: "bytes/entry",
      });
      for (const projection of [directory, audit]) {
        const began = performance.now();
        await rebuild({ ...parts, projection });
        const seconds = (performance.now() - began) / 1000;
        rows.push({
          name: `${projection.name}: rebuild`,
          value: events / seconds,
          unit: "events/s",
        });
      }
      const total = await number(parts, "select pg_database_size(current_database())");
      rows.push({
        name: "the whole database, after the rebuilds",
        value: total / people,
        unit: "bytes/member",
      });
      return rows;
    } finally {
      await store.close();
      await pool.end();
    }
  });
}

/** Writes the log and measures it before anything is folded. */
async function eventRows(parts: Folding, people: number) {
  const { pool, store, codec } = parts;
  const walBefore = await number(parts, writtenWal);
  const began = performance.now();
  await writePeopleLog(store, codec, people);
  const seconds = (performance.now() - began) / 1000;
  const wal = (await number(parts, writtenWal)) - walBefore;
  const events = Number(await store.lastPosition());
  await pool.query("vacuum analyze");
  const content = await number(
    parts,
    "select sum(octet_length(data) + octet_length(metadata)) from events",
  );
  const table = await number(parts, "select pg_table_size('events')");
  const indexes = await number(parts, "select pg_indexes_size('events')");
  const keys = await number(parts, "select pg_total_relation_size('person_keys')");
  const rows: Row[] = [
    { name: "members", value: people, unit: "members" },
    { name: "events", value: events / people, unit: "events/member" },
    { name: "events are written, with sealing", value: events / seconds, unit: "events/s" },
    { name: "events: content (data and metadata)", value: content / events, unit: "bytes/event" },
    { name: "events: table", value: table / events, unit: "bytes/event" },
    { name: "events: indexes", value: indexes / events, unit: "bytes/event" },
    { name: "events: write-ahead log", value: wal / events, unit: "bytes/event" },
    { name: "person_keys: on disk with index", value: keys / people, unit: "bytes/member" },
  ];
  return { rows, events };
}

const writtenWal = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

async function number({ pool }: Folding, text: string, values: unknown[] = []): Promise<number> {
  const { rows } = await pool.query<[unknown]>({ text, values, rowMode: "array" });
  return Number(rows[0]?.[0]);
}

/**
 * Rotates the master key: wraps all person keys, service keys and the signing key anew in one
 * transaction. The data that those keys seal does not change.
 */
import { createSecretKey, type KeyObject } from "node:crypto";
import type pg from "pg";
import { transaction } from "../platform/database/pool.ts";
import { seal, unseal } from "../eventstore/sealing.ts";
import { StartupError } from "../platform/startup-error.ts";
import { personKeyContext } from "./person-keys.ts";
import { serviceKeyContext } from "./service-keys.ts";
import { signingKeyContext } from "./signing-keys.ts";
import { masterKeyLock } from "./watch.ts";

const rowsAtOnce = 5_000;

/** The tables of wrapped keys, each with its primary key and its sealing context. */
const tables = [
  { table: "service_keys", key: "name", type: "text", context: serviceKeyContext },
  { table: "signing_keys", key: "key_id", type: "text", context: signingKeyContext },
  { table: "person_keys", key: "person_id", type: "uuid", context: personKeyContext },
] as const;

/** Does the key open the wrapped keys of this database? True if there are none yet. */
export async function opensDatabase(pool: pg.Pool, masterKey: Buffer): Promise<boolean> {
  const { rows } = await pool.query<{ name: string; wrapped: string }>(
    "select name, wrapped from service_keys limit 1",
  );
  const row = rows[0];
  if (row === undefined) return true;
  try {
    unseal(createSecretKey(masterKey), serviceKeyContext(row.name), row.wrapped);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param onProgress receives the number of keys wrapped so far, and of all keys
 * @throws StartupError while any process uses the old key
 */
export async function rotateMasterKey(
  pool: pg.Pool,
  from: Buffer,
  to: Buffer,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const [former, next] = [createSecretKey(from), createSecretKey(to)];
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_xact_lock(${masterKeyLock}) as locked`,
    );
    if (rows[0]?.locked !== true) {
      throw new StartupError(
        "a running service uses the master key: stop it first, on every machine",
      );
    }
    let done = 0;
    const total = await countKeys(client);
    for (const table of tables) {
      done = await rewrap(client, table, former, next, done, (count) => onProgress(count, total));
    }
    return done;
  });
}

async function countKeys(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ total: number }>(
    `select ((select count(*) from service_keys)
           + (select count(*) from signing_keys where wrapped is not null)
           + (select count(*) from person_keys where wrapped is not null))::integer as total`,
  );
  return rows[0]?.total ?? 0;
}

async function rewrap(
  client: pg.PoolClient,
  { table, key, type, context }: (typeof tables)[number],
  former: KeyObject,
  next: KeyObject,
  before: number,
  onProgress: (done: number) => void,
): Promise<number> {
  let done = before;
  let after: string | null = null;
  for (;;) {
    const { rows }: pg.QueryResult<{ id: string; wrapped: string }> = await client.query(
      `select ${key}::text as id, wrapped from ${table}
       where wrapped is not null and ($1::${type} is null or ${key} > $1::${type})
       order by ${key} limit $2`,
      [after, rowsAtOnce],
    );
    if (rows.length === 0) return done;
    const boxes = rows.map(({ id, wrapped }) =>
      seal(next, context(id), unseal(former, context(id), wrapped)),
    );
    await client.query(
      `update ${table} t set wrapped = n.wrapped
       from unnest($1::${type}[], $2::text[]) as n(id, wrapped) where t.${key} = n.id`,
      [rows.map(({ id }) => id), boxes],
    );
    done += rows.length;
    onProgress(done);
    after = rows.at(-1)?.id ?? null;
  }
}

/**
 * Deletes a person's data outside of the event log and the read models, and destroys the key to their
 * sealed data. Read models forget a person by themselves. Every step can be repeated.
 */
import type pg from "pg";
import type { Services } from "../kit/context.ts";
import { addressKey } from "../kit/stream-targets.ts";
import { dropAbandonedTables } from "../../projections/engine/tables.ts";
import { personKeysChannel } from "../../keys/person-keys.ts";
import { redactAnswers } from "./redact.ts";
import type { PersonStrings } from "./person.ts";

/** Rows deleted by one statement. */
const rowsAtOnce = 10_000;

export async function purge(
  services: Pick<Services, "pool" | "keys" | "forgetElsewhere">,
  person: PersonStrings,
): Promise<void> {
  const { pool, keys } = services;
  const { userId, email } = person;
  await pool.query("delete from sessions where user_id = $1", [userId]);
  await pool.query("delete from token_uses where user_id = $1", [userId]);
  await pool.query("delete from pushes where user_id = $1", [userId]);
  await pool.query("delete from push_subscriptions where user_id = $1", [userId]);
  await pool.query("delete from outgoing_invitations where user_id = $1", [userId]);
  await deleteLogs(pool, userId);
  if (email !== undefined) {
    await pool.query("delete from sign_in_codes where address_key = $1", [addressKey(keys, email)]);
  }
  await redactAnswers(pool, person);
  await dropAbandonedTables(pool);
  await services.forgetElsewhere(person);
}

async function deleteLogs(pool: pg.Pool, userId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from log_entries where (received_at, log_id) in (
         select received_at, log_id from log_entries where user_id = $1 limit $2)`,
      [userId, rowsAtOnce],
    );
    if ((rowCount ?? 0) < rowsAtOnce) return;
  }
}

/** Destroys the person's key: in this process at once, in others when the notification arrives. */
export async function destroyKey(
  { pool, personKeys }: Pick<Services, "pool" | "personKeys">,
  userId: string,
): Promise<void> {
  await pool.query(
    `insert into person_keys (person_id, wrapped) values ($1, null)
     on conflict (person_id) do update set wrapped = null`,
    [userId],
  );
  personKeys.forget(userId);
  await pool.query("select pg_notify($1, $2)", [personKeysChannel, userId]);
}

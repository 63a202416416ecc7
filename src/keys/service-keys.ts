/** The service's own keys: random, made once, stored wrapped by the master key. */
import type pg from "pg";
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { seal, unseal } from "../eventstore/sealing.ts";
import { StartupError } from "../platform/startup-error.ts";

/** What each key is for, with the name of its row. */
const names = {
  /** Turns e-mail addresses into stream names (HMAC-SHA-256). */
  emailIndex: "email-index",
  /** Derives the secrets of invitations. */
  inviteSecrets: "invite-secrets",
  /** Derives sign-in codes, and seals the requests for them. */
  signInCodes: "sign-in-codes",
  /** Seals sign-ins by the identity provider while the browser is there. */
  identitySignIns: "identity-sign-ins",
  /** The private key (P-256) that identifies this service to push services (RFC 8292). */
  vapid: "vapid",
  /** Seals the addresses of devices. */
  pushSubscriptions: "push-subscriptions",
  /** Authenticates continuation tokens. */
  continuation: "continuation",
};

type Loaded = Record<keyof typeof names, Buffer>;
export interface ServiceKeys extends Readonly<Omit<Loaded, "continuation">> {
  /** An object, because every page makes an HMAC, and one by a key in bytes costs four times as much. */
  readonly continuation: KeyObject;
}

/** The sealing context of a service key. */
export function serviceKeyContext(name: string): string {
  return `service-key\n${name}`;
}

/**
 * Reads the keys and makes the missing ones; several instances may start at once.
 * @throws StartupError if the master key does not belong to this database
 */
export async function loadServiceKeys(pool: pg.Pool, masterKey: Buffer): Promise<ServiceKeys> {
  const master = createSecretKey(masterKey);
  const load = async (name: string): Promise<Buffer> => {
    const context = serviceKeyContext(name);
    await pool.query(
      "insert into service_keys (name, wrapped) values ($1, $2) on conflict (name) do nothing",
      [name, seal(master, context, randomBytes(32))],
    );
    const { rows } = await pool.query<{ wrapped: string }>(
      "select wrapped from service_keys where name = $1",
      [name],
    );
    const wrapped = rows[0]?.wrapped;
    if (wrapped === undefined) throw new Error(`the service key ${name} vanished`);
    try {
      return unseal(master, context, wrapped);
    } catch {
      throw new StartupError(
        "the master key does not belong to this database: restore MUSTER_MASTER_KEY, or master.key in the data directory; if a rotation was interrupted, run `muster rotate-master-key` again to finish it",
      );
    }
  };
  const keys: Partial<Loaded> = {};
  for (const key of Object.keys(names) as (keyof typeof names)[]) {
    keys[key] = await load(names[key]);
  }
  const { continuation, ...others } = keys as Loaded;
  return { ...others, continuation: createSecretKey(continuation) };
}

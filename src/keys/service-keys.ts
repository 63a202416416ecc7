/** The service's own keys: random, made once, kept wrapped by the master key. */
import type pg from "pg";
import { createSecretKey, randomBytes } from "node:crypto";
import { seal, unseal } from "../eventstore/sealing.ts";
import { StartupError } from "../platform/startup-error.ts";

export interface ServiceKeys {
  /** Under which e-mail addresses become stream names (HMAC-SHA-256). */
  readonly emailIndex: Buffer;
  /** From which the secrets of invitations are derived. */
  readonly inviteSecrets: Buffer;
  /** From which codes to sign in are derived, and with which what was asked for is sealed. */
  readonly signInCodes: Buffer;
  /** The private key (P-256) by which push services know us (RFC 8292). */
  readonly vapid: Buffer;
  /** With which the addresses of devices are sealed. */
  readonly pushSubscriptions: Buffer;
  /** With which continuation tokens are authenticated. */
  readonly continuation: Buffer;
}

const names = {
  emailIndex: "email-index",
  inviteSecrets: "invite-secrets",
  signInCodes: "sign-in-codes",
  vapid: "vapid",
  pushSubscriptions: "push-subscriptions",
  continuation: "continuation",
};

/** What the box around a key of the service is bound to. */
export function serviceKeyContext(name: string): string {
  return `service-key\n${name}`;
}

/** Reads the keys, making those that are not there yet; safe when several instances start at once. */
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
        "the master key is not the one that this database was set up with: restore MUSTER_MASTER_KEY, or master.key in the data directory; if its replacement was cut off, run `muster rotate-master-key` again",
      );
    }
  };
  return {
    emailIndex: await load(names.emailIndex),
    inviteSecrets: await load(names.inviteSecrets),
    signInCodes: await load(names.signInCodes),
    vapid: await load(names.vapid),
    pushSubscriptions: await load(names.pushSubscriptions),
    continuation: await load(names.continuation),
  };
}

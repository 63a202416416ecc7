/**
 * The Ed25519 keys that sign checkpoints and exports, one at a time; the private half is wrapped by the
 * master key. A replaced key endorses its successor in a signed note, then its private half is destroyed.
 */
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import type pg from "pg";
import {
  rawPublicKey,
  signNote,
  signingKeyId,
  successionName,
  successionText,
} from "../audit/note.ts";
import { transaction } from "../platform/database/pool.ts";
import { seal, unseal } from "../eventstore/sealing.ts";

/** The public part of a signing key. */
export interface PublicKey {
  readonly keyId: string;
  /** Base64 of its 32 bytes (RFC 8032). */
  readonly publicKey: string;
  readonly createdAt: string;
  readonly retiredAt: string | undefined;
  /** The signed note in which its predecessor names it. */
  readonly endorsement: string | undefined;
}

/** A signature, and the key that made it. */
export interface Signed {
  readonly keyId: string;
  readonly publicKey: string;
  /** Base64. */
  readonly signature: string;
}

export interface Signer {
  /** Signs the text as a note under this key name (C2SP signed-note). */
  note(text: string, name: string): Promise<string>;
  sign(bytes: Buffer): Promise<Signed>;
  /** The current key and all retired ones, oldest first. */
  publicKeys(): Promise<PublicKey[]>;
  /** Retires the current key and returns its successor, which it endorses. */
  rotate(): Promise<PublicKey>;
}

interface Row {
  readonly key_id: string;
  readonly public_key: string;
  readonly wrapped: string | null;
  readonly created_at: string;
  readonly retired_at: string | null;
  readonly endorsement: string | null;
}

/** Opens the keys and makes the first one if there is none; several instances may start at once. */
export async function openSigner(
  pool: pg.Pool,
  masterKey: Buffer,
  clock: () => Date = () => new Date(),
): Promise<Signer> {
  const master = createSecretKey(masterKey);
  await insert(pool, newKey(master, clock()));

  async function current(client: pg.Pool | pg.ClientBase = pool): Promise<Row> {
    const { rows } = await client.query<Row>("select * from signing_keys where retired_at is null");
    const row = rows[0];
    if (row === undefined) throw new Error("there is no signing key");
    return row;
  }

  return {
    async note(text, name) {
      const row = await current();
      return signNote(text, name, privateKeyIn(row, master), Buffer.from(row.public_key, "base64"));
    },

    async sign(bytes) {
      const row = await current();
      const signature = sign(null, bytes, privateKeyIn(row, master)).toString("base64");
      return { keyId: row.key_id, publicKey: row.public_key, signature };
    },

    async publicKeys() {
      const { rows } = await pool.query<Row>("select * from signing_keys order by sequence");
      return rows.map(publicKeyOf);
    },

    rotate: () =>
      transaction(pool, async (client) => {
        // One rotation at a time, because each key endorses exactly one successor.
        await client.query(
          "select pg_advisory_xact_lock(hashtextextended('muster signing key', 0))",
        );
        const former = await current(client);
        const successor = newKey(master, clock());
        const raw = Buffer.from(former.public_key, "base64");
        const text = successionText(former.public_key, successor.public_key, successor.created_at);
        const endorsement = signNote(text, successionName, privateKeyIn(former, master), raw);
        await client.query(
          "update signing_keys set retired_at = $2, wrapped = null where key_id = $1",
          [former.key_id, successor.created_at],
        );
        const row = { ...successor, endorsement };
        await insert(client, row);
        return publicKeyOf(row);
      }),
  };
}

function newKey(master: KeyObject, now: Date): Row {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = rawPublicKey(publicKey);
  const keyId = signingKeyId(raw);
  return {
    key_id: keyId,
    public_key: raw.toString("base64"),
    wrapped: seal(
      master,
      signingKeyContext(keyId),
      privateKey.export({ format: "der", type: "pkcs8" }),
    ),
    created_at: now.toISOString(),
    retired_at: null,
    endorsement: null,
  };
}

async function insert(client: pg.Pool | pg.ClientBase, row: Row): Promise<void> {
  await client.query(
    `insert into signing_keys (key_id, public_key, wrapped, created_at, endorsement)
     select $1, $2, $3, $4, $5
     where not exists (select from signing_keys where retired_at is null)
     on conflict do nothing`,
    [row.key_id, row.public_key, row.wrapped, row.created_at, row.endorsement],
  );
}

/** The sealing context of a signing key. */
export function signingKeyContext(keyId: string): string {
  return `signing-key\n${keyId}`;
}

function privateKeyIn({ key_id: keyId, public_key, wrapped }: Row, master: KeyObject): KeyObject {
  if (wrapped === null) throw new Error("the private half of the signing key was destroyed");
  const key = unseal(master, signingKeyContext(keyId), wrapped);
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
  // Nobody could verify signatures of a key that is not the published one.
  const raw = rawPublicKey(createPublicKey(privateKey)).toString("base64");
  if (raw !== public_key) throw new Error("the signing key does not match its published half");
  return privateKey;
}

function publicKeyOf(row: Row): PublicKey {
  return {
    keyId: row.key_id,
    publicKey: row.public_key,
    createdAt: row.created_at,
    retiredAt: row.retired_at ?? undefined,
    endorsement: row.endorsement ?? undefined,
  };
}

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
import { z } from "zod";
import {
  rawPublicKey,
  signNote,
  signingKeyId,
  successionName,
  successionText,
} from "../audit/note.ts";
import { timestamp } from "../domain/primitives.ts";
import { transaction } from "../platform/database/pool.ts";
import { seal, unseal } from "../eventstore/sealing.ts";

/** The public part of a signing key (RFC 8032). */
export const publicSigningKey = z.object({
  keyId: z.string(),
  publicKey: z.string().describe("Base64 of 32 bytes."),
  createdAt: timestamp,
  retiredAt: timestamp.optional(),
  endorsement: z
    .string()
    .optional()
    .describe("The signed note in which the previous key names this one."),
});
export type PublicKey = z.output<typeof publicSigningKey>;

interface Row extends PublicKey {
  readonly wrapped: string | null;
}

const columns = `key_id as "keyId", public_key as "publicKey", wrapped, created_at as "createdAt",
  retired_at as "retiredAt", endorsement`;

/** A signature, and the key that made it. */
interface Signed {
  readonly keyId: string;
  readonly publicKey: string;
  /** Base64. */
  readonly signature: string;
}

export type Signer = Awaited<ReturnType<typeof openSigner>>;

/** Opens the keys and makes the first one if there is none; several instances may start at once. */
export async function openSigner(
  pool: pg.Pool,
  masterKey: Buffer,
  clock: () => Date = () => new Date(),
) {
  const master = createSecretKey(masterKey);
  await insert(pool, newKey(master, clock()));

  async function current(client: pg.Pool | pg.ClientBase = pool): Promise<Row> {
    const { rows } = await client.query<Row>(
      `select ${columns} from signing_keys where retired_at is null`,
    );
    const row = rows[0];
    if (row === undefined) throw new Error("there is no signing key");
    return row;
  }

  return {
    /** Signs the text as a note under this key name (C2SP signed-note). */
    async note(text: string, name: string): Promise<string> {
      const row = await current();
      return signNote(text, name, privateKeyIn(row, master), Buffer.from(row.publicKey, "base64"));
    },

    async sign(bytes: Buffer): Promise<Signed> {
      const row = await current();
      const signature = sign(null, bytes, privateKeyIn(row, master)).toString("base64");
      return { keyId: row.keyId, publicKey: row.publicKey, signature };
    },

    /** The current key and all retired ones, oldest first. */
    async publicKeys(): Promise<PublicKey[]> {
      const { rows } = await pool.query<Row>(
        `select ${columns} from signing_keys order by sequence`,
      );
      return rows.map(publicKeyOf);
    },

    /** Retires the current key and returns its successor, which it endorses. */
    rotate: () =>
      transaction(pool, async (client) => {
        // One rotation at a time, because each key endorses exactly one successor.
        await client.query(
          "select pg_advisory_xact_lock(hashtextextended('muster signing key', 0))",
        );
        const former = await current(client);
        const successor = newKey(master, clock());
        const raw = Buffer.from(former.publicKey, "base64");
        const text = successionText(former.publicKey, successor.publicKey, successor.createdAt);
        const endorsement = signNote(text, successionName, privateKeyIn(former, master), raw);
        await client.query(
          "update signing_keys set retired_at = $2, wrapped = null where key_id = $1",
          [former.keyId, successor.createdAt],
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
    keyId,
    publicKey: raw.toString("base64"),
    wrapped: seal(
      master,
      signingKeyContext(keyId),
      privateKey.export({ format: "der", type: "pkcs8" }),
    ),
    createdAt: now.toISOString(),
    retiredAt: undefined,
    endorsement: undefined,
  };
}

async function insert(client: pg.Pool | pg.ClientBase, row: Row): Promise<void> {
  await client.query(
    `insert into signing_keys (key_id, public_key, wrapped, created_at, endorsement)
     select $1, $2, $3, $4, $5
     where not exists (select from signing_keys where retired_at is null)
     on conflict do nothing`,
    [row.keyId, row.publicKey, row.wrapped, row.createdAt, row.endorsement],
  );
}

/** The sealing context of a signing key. */
export function signingKeyContext(keyId: string): string {
  return `signing-key\n${keyId}`;
}

function privateKeyIn({ keyId, publicKey, wrapped }: Row, master: KeyObject): KeyObject {
  if (wrapped === null) throw new Error("the private half of the signing key was destroyed");
  const key = unseal(master, signingKeyContext(keyId), wrapped);
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
  // Nobody could verify signatures of a key that is not the published one.
  const raw = rawPublicKey(createPublicKey(privateKey)).toString("base64");
  if (raw !== publicKey) throw new Error("the signing key does not match its published half");
  return privateKey;
}

function publicKeyOf(row: Row): PublicKey {
  const { wrapped: _, retiredAt, endorsement, ...key } = row;
  return { ...key, retiredAt: retiredAt ?? undefined, endorsement: endorsement ?? undefined };
}

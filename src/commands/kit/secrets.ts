/**
 * Secrets that people hold: a prefix that names the kind, 40 base62 characters (238 bits), and a CRC-32
 * in 6 more, so that the service and scanners detect a mistyped secret without a look-up
 * (docs/domain.md, "Personal access tokens"). Only the SHA-256 of a secret is stored.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const prefixes = { token: "mst_pat_", session: "mst_ses_", invite: "mst_inv_" } as const;
type SecretKind = keyof typeof prefixes;

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const bodyLength = 40;
const checkLength = 6;

export function newSecret(kind: SecretKind): string {
  return secretFrom(kind, randomBytes(32));
}

/**
 * The secret of one sending of an invitation. The mailer derives it again instead of reading it, so it
 * is stored nowhere: not in the log, a read model or an export.
 */
export function inviteSecret(
  key: Buffer,
  sending: { readonly organizationId: string; readonly userId: string; readonly sendingId: string },
): string {
  const { organizationId, userId, sendingId } = sending;
  const derived = createHmac("sha256", key)
    .update(`${organizationId}.${userId}.${sendingId}`)
    .digest();
  return secretFrom("invite", derived);
}

/** Does it have the prefix, length and checksum of this kind? */
export function isWellFormed(kind: SecretKind, secret: string): boolean {
  const prefix = prefixes[kind];
  if (secret.length !== prefix.length + bodyLength + checkLength || !secret.startsWith(prefix)) {
    return false;
  }
  const checked = secret.slice(0, -checkLength);
  return secret.slice(-checkLength) === checksum(checked) && /^[0-9A-Za-z_]+$/.test(secret);
}

/** The SHA-256 in hexadecimal, by which a secret is looked up. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function secretFrom(kind: SecretKind, bytes: Buffer): string {
  const checked = prefixes[kind] + base62(BigInt(`0x${bytes.toString("hex")}`), bodyLength);
  return checked + checksum(checked);
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), checkLength);
}

/** The lowest `length` base62 digits of a number, highest first. */
function base62(value: bigint, length: number): string {
  let rest = value;
  let digits = "";
  for (let index = 0; index < length; index += 1) {
    digits = alphabet.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  return digits;
}

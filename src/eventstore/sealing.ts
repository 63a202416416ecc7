/**
 * Sealing: AES-256-GCM boxes (NIST SP 800-38D) around personal data, keys and secrets at rest.
 * A box is base64 of nonce (12 bytes), ciphertext and tag (16 bytes). Keys are `KeyObject`s, because Node
 * would convert bytes at every call, which takes longer than the cipher itself.
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from "node:crypto";

const nonceBytes = 12;
/** Random bytes for the next boxes, because to get few at a time takes ten times as long. */
const random = Buffer.alloc(nonceBytes * 256);
let used = random.length;
const tagBytes = 16;

/** Encrypts under a key of 32 bytes; `context` is bound to the box and must be given again to open it. */
export function seal(key: KeyObject, context: string, plain: Buffer): string {
  const nonce = freshNonce();
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context, "utf8"));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString("base64");
}

/** Used in the same turn: its bytes belong to the pool. */
function freshNonce(): Buffer {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += nonceBytes;
  return random.subarray(used - nonceBytes, used);
}

/** Opens a box. @throws if the key or the context differs, or the box was altered */
export function unseal(key: KeyObject, context: string, box: string): Buffer {
  const bytes = Buffer.from(box, "base64");
  if (bytes.length < nonceBytes + tagBytes) throw new Error("a sealed box is too short");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  const start = decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes));
  const end = decipher.final();
  return end.length === 0 ? start : Buffer.concat([start, end]);
}

/**
 * Signed notes (C2SP signed-note) with Ed25519 keys, and the checkpoints in them (C2SP tlog-checkpoint):
 * a log's origin, its number of entries and its root.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify, hash } from "node:crypto";
import type { TreeHead } from "./merkle.ts";

const ed25519 = 1;
/** Limits what a verifier reads. */
const mostCharacters = 20_000;
const mostSignatures = 32;

/** An Ed25519 public key as its 32 bytes (RFC 8032). */
export function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");
}

/** @throws if the bytes are not an Ed25519 public key */
export function publicKeyFrom(raw: Buffer): KeyObject {
  if (raw.length !== 32) throw new Error("an Ed25519 public key has 32 bytes");
  const x = raw.toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

/** The four bytes that identify the key in a note's signature. */
export function noteKeyId(name: string, raw: Buffer): Buffer {
  const hash = createHash("sha256").update(`${name}\n`).update(Buffer.of(ed25519)).update(raw);
  return hash.digest().subarray(0, 4);
}

/** @param text ends with a newline */
export function signNote(text: string, name: string, key: KeyObject, raw: Buffer): string {
  const signature = Buffer.concat([noteKeyId(name, raw), sign(null, Buffer.from(text), key)]);
  return `${text}\n\u2014 ${name} ${signature.toString("base64")}\n`;
}

/**
 * The text of a note if this key signed it under this name, otherwise undefined. Signatures by other
 * keys are ignored, as the specification demands.
 */
export function openNote(note: string, name: string, raw: Buffer): string | undefined {
  if (note.length > mostCharacters || !note.isWellFormed()) return undefined;
  // oxlint-disable-next-line no-control-regex -- it refuses control characters
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return undefined;
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return undefined;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > mostSignatures) return undefined;
  const id = noteKeyId(name, raw);
  let isSigned = false;
  for (const line of lines) {
    const match = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
    if (match === null) return undefined;
    const signature = Buffer.from(match[2] ?? "", "base64");
    if (match[1] !== name || !signature.subarray(0, 4).equals(id)) continue;
    // An invalid signature by this very key makes the whole note invalid.
    if (!verify(null, Buffer.from(text), publicKeyFrom(raw), signature.subarray(4))) {
      return undefined;
    }
    isSigned = true;
  }
  return isSigned ? text : undefined;
}

export interface LogCheckpoint extends TreeHead {
  /** Identifies the log; also the key name of its signatures. */
  readonly origin: string;
}

/** The origin of an organization's log. */
export function originOf(organizationId: string): string {
  return `muster/organizations/${organizationId}`;
}

export function checkpointText({ origin, size, root }: LogCheckpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Undefined if the text is not a checkpoint. Extension lines are ignored. */
export function parseCheckpoint(text: string): LogCheckpoint | undefined {
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (origin === "" || !/^(0|[1-9]\d{0,14})$/.test(size)) return undefined;
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root)) return undefined;
  const hash = Buffer.from(root, "base64");
  return hash.toString("base64") === root ? { origin, size: Number(size), root: hash } : undefined;
}

/** A key's id: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes. */
export function signingKeyId(raw: Buffer): string {
  return hash("sha256", raw, "hex").slice(0, 16);
}

/** The key name of succession notes. */
export const successionName = "muster/keys";

/** The note in which a key endorses its successor. Keys are base64 of their 32 bytes. */
export function successionText(former: string, successor: string, at: string): string {
  return `muster signing key succession\n${former}\n${successor}\n${at}\n`;
}

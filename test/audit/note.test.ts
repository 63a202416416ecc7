/** Signed notes and checkpoints, with the published example of the signed-note format. */
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  checkpointText,
  noteKeyId,
  openNote,
  originOf,
  parseCheckpoint,
  rawPublicKey,
  signNote,
} from "../../src/audit/note.ts";
import { pinnedKeyFrom } from "../../packages/verify/src/pinned-key.ts";

/** The example of the reference implementation (Go, x/mod/sumdb/note). */
const example = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  seed: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};
const name = "PeterNeumann";
const raw = Buffer.from(example.key.split("+").slice(2).join("+"), "base64").subarray(1);

function privateKey() {
  const seed = Buffer.from(example.seed, "base64").subarray(1);
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
}

describe("the published example", () => {
  test("has the same key id here, and its text form can be pinned", () => {
    expect(noteKeyId(name, raw).toString("hex")).toBe("c74f20a3");
    expect(pinnedKeyFrom(example.key)).toBe(raw.toString("base64"));
  });

  test("opens, and signs again to the same bytes", () => {
    const note = `${example.text}\n${example.signature}`;
    expect(openNote(note, name, raw)).toBe(example.text);
    expect(signNote(example.text, name, privateKey(), raw)).toBe(note);
  });
});

describe("a note", () => {
  const pair = generateKeyPairSync("ed25519");
  const key = rawPublicKey(pair.publicKey);
  const text = "some log\n3\nroot\n";
  const note = signNote(text, "log", pair.privateKey, key);

  test("opens only with the key and the name that signed it", () => {
    const other = rawPublicKey(generateKeyPairSync("ed25519").publicKey);
    expect(openNote(note, "log", key)).toBe(text);
    expect(openNote(note, "log", other)).toBeUndefined();
    expect(openNote(note, "another", key)).toBeUndefined();
  });

  test("opens if other keys signed it too", () => {
    const cosigned = `${note}${example.signature}`;
    expect(openNote(cosigned, "log", key)).toBe(text);
  });

  test.each([
    ["another text", note.replace("3", "4")],
    ["a flipped signature", withFlippedSignature(note)],
    ["no signature", `${text}\n`],
    ["no newline at its end", note.slice(0, -1)],
    ["a line that is not a signature", `${note}more\n`],
    ["control characters", note.replace("log", "l\tg")],
    ["too many signatures", note + example.signature.repeat(40)],
    ["an endless text", `${"a".repeat(30_000)}\n${note}`],
    ["nothing", ""],
  ])("with %s is refused", (_, changed) => {
    expect(openNote(changed, "log", key)).toBeUndefined();
  });
});

describe("a checkpoint", () => {
  const root = Buffer.alloc(32, 7);
  const origin = originOf("00000000-0000-7000-8000-000000000001");

  test("has origin, size and root on one line each", () => {
    const text = checkpointText({ origin, size: 42, root });
    expect(text).toBe(`${origin}\n42\n${root.toString("base64")}\n`);
    expect(parseCheckpoint(text)).toEqual({ origin, size: 42, root });
    expect(parseCheckpoint(`${text}an extension\n`)).toEqual({ origin, size: 42, root });
  });

  test.each([
    `\n42\n${root.toString("base64")}\n`,
    `${origin}\n042\n${root.toString("base64")}\n`,
    `${origin}\n-1\n${root.toString("base64")}\n`,
    `${origin}\n42\nAAAA\n`,
    `${origin}\n42\n${"/".repeat(42)}/=\n`,
    "",
  ])("%j is not a checkpoint", (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

/** Flips a bit of the last signature's bytes: the last characters of its base64 may hold padding alone. */
function withFlippedSignature(note: string): string {
  const start = note.lastIndexOf(" ") + 1;
  const bytes = Buffer.from(note.slice(start), "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return `${note.slice(0, start)}${bytes.toString("base64")}\n`;
}

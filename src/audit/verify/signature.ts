/** The manifest of a bundle, whose signature it is, and the keys that there were. */
import type { z } from "zod";
import {
  bundleKeys,
  isSigned,
  type Manifest,
  manifest as manifestSchema,
  manifestName,
} from "../bundle/manifest.ts";
import { signingKeyId } from "../note.ts";
import { type VerifyFailure, type FailureName, Unverifiable } from "./failures.ts";
import type { Parts } from "./parts.ts";
import { type Keys, type Trust, trustedFrom, trustOf } from "./trust.ts";

export interface SignedManifest {
  readonly manifest: Manifest;
  readonly trust: Trust;
  readonly keys: Keys;
}

/** @throws Unverifiable where there is no manifest of this format, or no list of keys */
export async function readManifest(
  parts: Parts,
  pinned: string | undefined,
  failures: VerifyFailure[],
): Promise<SignedManifest> {
  for (const name of parts.unexpected) failures.push({ name: "file-unexpected", detail: name });
  const manifest = await parsed(parts, manifestName, manifestSchema, "manifest-invalid");
  const keys = await parsed(parts, "keys.json", bundleKeys, "manifest-invalid");
  for (const { keyId, publicKey } of [manifest, ...keys]) {
    if (signingKeyId(Buffer.from(publicKey, "base64")) === keyId) continue;
    throw new Unverifiable("manifest-invalid", `the key ${keyId} has another id`);
  }
  const holds = isSigned(manifest);
  if (manifest.signature !== undefined && !holds) {
    failures.push({ name: "signature-invalid", detail: manifestName });
  }
  const succession = pinned === undefined ? undefined : trustedFrom(pinned, keys);
  failures.push(...(succession?.failures ?? []));
  const trust = trustOf(manifest, holds, succession?.trusted);
  if (
    pinned !== undefined &&
    trust.kind !== "PINNED" &&
    (holds || manifest.signature === undefined)
  ) {
    const detail =
      manifest.signature === undefined ? "it is not signed" : `it is signed by ${manifest.keyId}`;
    failures.push({ name: "key-mismatch", detail });
  }
  return { manifest, trust, keys };
}

/** A part of the bundle in its format. @throws Unverifiable where it has another */
export async function parsed<Schema extends z.ZodType>(
  parts: Parts,
  name: Parameters<Parts["text"]>[0],
  schema: Schema,
  failure: FailureName,
): Promise<z.output<Schema>> {
  const text = await parts.text(name);
  try {
    const value: unknown = JSON.parse(text);
    // As it was written, and no other way: of two members of one name others might read the other one.
    if (`${JSON.stringify(value, undefined, 2)}\n` !== text)
      throw new Error("it is written otherwise");
    return schema.parse(value);
  } catch (error) {
    const [said = ""] = (error as Error).message.split("\n");
    throw new Unverifiable(failure, `${name}: ${said.slice(0, 200)}`);
  }
}

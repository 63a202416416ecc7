/** Reads a bundle's manifest and keys, and checks the manifest's signature. */
import type { z } from "zod";
import {
  bundleKeys,
  isSigned,
  type Manifest,
  manifest as manifestSchema,
  manifestName,
} from "../../../src/audit/bundle/manifest.ts";
import { signingKeyId } from "../../../src/audit/note.ts";
import { type VerifyFailure, type FailureName, Unverifiable } from "./failures.ts";
import type { Parts } from "./parts.ts";
import { type Keys, trustedFrom, trustOf } from "./trust.ts";
import type { Trust } from "./verdict.ts";

export interface SignedManifest {
  readonly manifest: Manifest;
  readonly trust: Trust;
  readonly keys: Keys;
}

/** @throws Unverifiable if the manifest or the list of keys is missing or invalid */
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
    throw new Unverifiable("manifest-invalid", `the id ${keyId} does not match its key`);
  }
  const isValid = isSigned(manifest);
  if (manifest.signature !== undefined && !isValid) {
    failures.push({ name: "signature-invalid", detail: manifestName });
  }
  const succession = pinned === undefined ? undefined : trustedFrom(pinned, keys);
  failures.push(...(succession?.failures ?? []));
  const trust = trustOf(manifest, isValid, succession?.trusted);
  if (
    pinned !== undefined &&
    trust.kind !== "PINNED" &&
    (isValid || manifest.signature === undefined)
  ) {
    const detail =
      manifest.signature === undefined ? "it is not signed" : `it is signed by ${manifest.keyId}`;
    failures.push({ name: "key-mismatch", detail });
  }
  return { manifest, trust, keys };
}

/** Parses a JSON part of the bundle. @throws Unverifiable if it does not match the schema */
export async function parsed<Schema extends z.ZodType>(
  parts: Parts,
  name: Parameters<Parts["text"]>[0],
  schema: Schema,
  failure: FailureName,
): Promise<z.output<Schema>> {
  const text = await parts.text(name);
  try {
    const value: unknown = JSON.parse(text);
    // Only this formatting is valid: of duplicate members, another reader might take the other one.
    if (`${JSON.stringify(value, undefined, 2)}\n` !== text)
      throw new Error("it is not in the service's format");
    return schema.parse(value);
  } catch (error) {
    const [reason = ""] = (error as Error).message.split("\n");
    throw new Unverifiable(failure, `${name}: ${reason.slice(0, 200)}`);
  }
}

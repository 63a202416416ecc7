/** Exports, unpacks, changes, re-signs and packs bundles for tests. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fromBuffer, type Entry, type ZipFile as Unzip } from "yauzl";
import { ZipFile } from "yazl";
import { type Manifest, signedBytes } from "../../src/audit/bundle/manifest.ts";
import { parseCloudEventLine } from "../../src/audit/cloud-event.ts";
import { leafHash, treeOf } from "../../src/audit/merkle.ts";
import {
  checkpointText,
  originOf,
  parseCheckpoint,
  rawPublicKey,
  signNote,
  signingKeyId,
} from "../../src/audit/note.ts";
import { canonicalRecord } from "../../src/audit/record.ts";
import type { TestService } from "./http.ts";

/** File name -> content, in zip order. */
export type Files = Map<string, string>;

/** Exports a bundle as the owner. */
export async function exportBundle(service: TestService, query = ""): Promise<Buffer> {
  const token = await service.signIn(service.ownerId);
  const response = await service.app.inject({
    method: "GET",
    url: `/v1/organizations/${service.organizationId}/export?format=bundle${query}`,
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
  return response.rawPayload;
}

export async function unpack(zip: Buffer): Promise<Files> {
  const opened = await new Promise<Unzip>((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  );
  const files: Files = new Map();
  for await (const entry of entriesOf(opened)) {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      opened.openReadStream(entry, (error, found) => (error ? reject(error) : resolve(found))),
    );
    files.set(entry.fileName, (await buffer(stream)).toString("utf8"));
  }
  return files;
}

async function* entriesOf(zip: Unzip): AsyncGenerator<Entry, undefined> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once("entry", resolve);
      zip.once("end", () => resolve(undefined));
      zip.once("error", reject);
      zip.readEntry();
    });
    if (entry === undefined) return undefined;
    yield entry;
  }
}

export async function pack(files: Files): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** Acts as a forger without a key: makes the manifest match the files again. */
export function refit(
  files: Files,
  change: (manifest: Manifest) => Manifest = (manifest) => manifest,
): Files {
  const manifest = JSON.parse(files.get("manifest.json") ?? "") as Manifest;
  const digests = { ...manifest.files };
  for (const name of Object.keys(digests) as (keyof Manifest["files"])[]) {
    const content = files.get(name) ?? "";
    const sha256 = createHash("sha256").update(content).digest("hex");
    digests[name] = { sha256, bytes: Buffer.byteLength(content) };
  }
  return new Map(files).set("manifest.json", json(change({ ...manifest, files: digests })));
}

export interface Forger {
  readonly privateKey: KeyObject;
  readonly raw: Buffer;
}

export function newForger(): Forger {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey, raw: rawPublicKey(publicKey) };
}

/** Signs manifest and checkpoint with the forger's key and puts that key into the bundle. */
export function resign(files: Files, { privateKey, raw }: Forger, organizationId: string): Files {
  const publicKey = raw.toString("base64");
  const keyId = signingKeyId(raw);
  const origin = originOf(organizationId);
  const [text = ""] = (files.get("checkpoint.txt") ?? "").split("\n\n");
  if (parseCheckpoint(`${text}\n`) === undefined) throw new Error("no checkpoint");
  const createdAt = "2026-01-01T00:00:00.000Z";
  const changed = new Map(files)
    .set("checkpoint.txt", signNote(`${text}\n`, origin, privateKey, raw))
    .set("keys.json", json([{ keyId, publicKey, createdAt }]));
  const refitted = refit(changed, (manifest) => ({ ...manifest, keyId, publicKey }));
  return signManifest(refitted, privateKey);
}

/** Signs the manifest after an optional change, and nothing else. */
export function signManifest(
  files: Files,
  privateKey: KeyObject,
  change: (manifest: Manifest) => Manifest = (manifest) => manifest,
): Files {
  const manifest = change(JSON.parse(files.get("manifest.json") ?? "") as Manifest);
  const signature = sign(null, signedBytes(manifest), privateKey).toString("base64");
  return new Map(files).set("manifest.json", json({ ...manifest, signature }));
}

/**
 * Acts as an operator with the signing key: changes an early event, makes root, checkpoint and manifest
 * match, and drops the proof, which cannot match.
 */
export async function rewriteAsOperator(
  files: Files,
  { services, organizationId }: TestService,
): Promise<Files> {
  const lines = linesOf(files, "events.ndjson").map((line, index) =>
    index === 1 ? line.replace(/"correlationid":"[^"]+"/, '"correlationid":"rewritten"') : line,
  );
  const tree = treeOf();
  for (const line of lines)
    tree.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
  const origin = originOf(organizationId);
  const head = { size: lines.length, root: tree.root() };
  const changed = withLines(files, "events.ndjson", lines).set(
    "checkpoint.txt",
    await services.signer.note(checkpointText({ origin, ...head }), origin),
  );
  changed.delete("consistency.json");
  const root = head.root.toString("base64");
  const refitted = refit(changed, (manifest) => {
    const { "consistency.json": _, ...others } = manifest.files;
    return { ...manifest, root, files: others, previous: undefined, signature: undefined };
  });
  const manifest = JSON.parse(refitted.get("manifest.json") ?? "") as Manifest;
  const { signature } = await services.signer.sign(signedBytes(manifest));
  return refitted.set("manifest.json", json({ ...manifest, signature }));
}

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The lines of a file, without the empty last one. */
export function linesOf(files: Files, name: string): string[] {
  return (files.get(name) ?? "").split("\n").slice(0, -1);
}

export function withLines(files: Files, name: string, lines: readonly string[]): Files {
  return new Map(files).set(name, `${lines.join("\n")}\n`);
}

export interface Folder {
  /** Writes a file and returns its path. */
  write(content: Buffer | string): Promise<string>;
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "muster-bundles-"));
  let written = 0;
  return {
    async write(content) {
      written += 1;
      const file = join(path, `${written}.zip`);
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(path, { recursive: true }),
  };
}

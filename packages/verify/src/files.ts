/** Compares the files of a bundle with the signed manifest: their names, sizes and digests. */
import { type FileName, fileNames, type Manifest } from "../../../src/audit/bundle/manifest.ts";
import { createDigest, type Digest } from "./digest.ts";
import { type Fail, Unverifiable } from "./failures.ts";
import { type Parts, readOrRefuse } from "./parts.ts";

/** The digests of the files that were read to their end. */
export type Digests = ReadonlyMap<FileName, ReturnType<Digest["end"]>>;

export interface Files {
  /** A file's bytes. @throws Unverifiable if it cannot be unpacked or is much too long */
  read(name: FileName): AsyncGenerator<Buffer, undefined>;
  /** Reads the remaining files, and compares all files with the manifest. */
  check(fail: Fail): Promise<Digests>;
}

/** A file is read this far beyond its signed size, to name other damage; a zip bomb is not. */
const slackBytes = 1_000_000;

/** @throws Unverifiable if a file is missing, or is there and was not signed */
export function filesOf(parts: Parts, manifest: Manifest): Files {
  requireFiles(parts, manifest);
  const digests = new Map<FileName, ReturnType<Digest["end"]>>();

  async function* read(name: FileName): AsyncGenerator<Buffer, undefined> {
    const maxBytes = (manifest.files[name]?.bytes ?? 0) + slackBytes;
    const digest = createDigest();
    let bytes = 0;
    for await (const part of readOrRefuse(await parts.stream(name), name)) {
      digest.add(part);
      bytes += part.length;
      if (bytes > maxBytes) throw new Unverifiable("file-changed", `${name} is longer than signed`);
      yield part;
    }
    digests.set(name, digest.end());
    return undefined;
  }

  return {
    read,
    async check(fail) {
      for (const name of fileNames) {
        if (!digests.has(name) && parts.has(name)) for await (const _ of read(name));
      }
      for (const name of fileNames) {
        const [signed, found] = [manifest.files[name], digests.get(name)];
        // A file that could not be read has a failure of its own.
        if (found === undefined) continue;
        if (signed?.sha256 !== found.sha256 || signed.bytes !== found.bytes) {
          fail("file-changed", name);
        }
      }
      return digests;
    },
  };
}

function requireFiles(parts: Parts, manifest: Manifest): void {
  for (const name of fileNames) {
    const isSigned = manifest.files[name] !== undefined;
    const isNeeded = name !== "consistency.json" || manifest.previous !== undefined || isSigned;
    if (isNeeded && !parts.has(name)) throw new Unverifiable("file-missing", name);
    if (isNeeded && !isSigned) throw new Unverifiable("manifest-invalid", `it omits ${name}`);
    if (!isNeeded && parts.has(name)) throw new Unverifiable("file-unexpected", name);
  }
}

/** The parts of a bundle against what was signed of them: which there are, and their digests. */
import { type FileName, fileNames, type Manifest } from "../bundle/manifest.ts";
import { createDigest, type Digest } from "./digest.ts";
import { type Fail, Unverifiable } from "./failures.ts";
import { type Parts, readOrRefuse } from "./parts.ts";

/** Known once a part was read to its end. */
export type Digests = ReadonlyMap<FileName, ReturnType<Digest["end"]>>;

export interface Files {
  /** A part's bytes. @throws Unverifiable where it cannot be unpacked, or does not end */
  read(name: FileName): AsyncGenerator<Buffer, undefined>;
  /** Reads what was not read yet, and compares all of it with what was signed. */
  check(fail: Fail): Promise<Digests>;
}

/** More than was signed, by a little, is looked at to say what it is; a bomb is not. */
const slackBytes = 1_000_000;

/** @throws Unverifiable where a part is not there, or is there and was not signed */
export function filesOf(parts: Parts, manifest: Manifest): Files {
  requireFiles(parts, manifest);
  const digests = new Map<FileName, ReturnType<Digest["end"]>>();

  async function* read(name: FileName): AsyncGenerator<Buffer, undefined> {
    const most = (manifest.files[name]?.bytes ?? 0) + slackBytes;
    const digest = createDigest();
    let bytes = 0;
    for await (const part of readOrRefuse(await parts.stream(name), name)) {
      digest.add(part);
      bytes += part.length;
      if (bytes > most) throw new Unverifiable("file-changed", `${name} is longer than was signed`);
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
        // What could not be read to its end has a failure of its own.
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
    if (isNeeded && !isSigned) throw new Unverifiable("manifest-invalid", `it lacks ${name}`);
    if (!isNeeded && parts.has(name)) throw new Unverifiable("file-unexpected", name);
  }
}

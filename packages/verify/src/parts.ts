/** Reads the parts of a bundle from its zip. The zip is not trusted, so everything has a limit. */
import { open as openZip, type Entry, type ZipFile } from "yauzl";
import type { Readable } from "node:stream";
import { type FileName, fileNames, manifestName } from "../../../src/audit/bundle/manifest.ts";
import { Unverifiable } from "./failures.ts";

/** Maximum size of a part that is read as a whole. */
const maxTextBytes = 2_000_000;

export interface Parts {
  /** @throws Unverifiable if it is missing */
  stream(name: FileName): Promise<Readable>;
  /** @throws Unverifiable if it is missing or too large */
  text(name: FileName | typeof manifestName): Promise<string>;
  has(name: FileName): boolean;
  /** Names that do not belong in a bundle, and repeated ones. */
  readonly unexpected: readonly string[];
  close(): void;
}

/** @throws Unverifiable if the file is not a readable zip */
export async function openParts(path: string): Promise<Parts> {
  const known = new Set<string>([...fileNames, manifestName]);
  const entries = new Map<string, Entry>();
  const unexpected: string[] = [];
  const zip = await open(path);
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      // Of two parts with one name, another reader of the zip might take the other one.
      if (known.has(entry.fileName) && !entries.has(entry.fileName)) {
        entries.set(entry.fileName, entry);
      } else {
        unexpected.push(entry.fileName);
      }
      if (unexpected.length > 100)
        reject(new Unverifiable("not-a-bundle", "it has too many files"));
      else zip.readEntry();
    });
    zip.on("end", resolve);
    zip.on("error", (error: Error) => reject(new Unverifiable("not-a-bundle", error.message)));
    zip.readEntry();
  });

  async function stream(name: string): Promise<Readable> {
    const entry = entries.get(name);
    if (entry === undefined) throw new Unverifiable("file-missing", name);
    return new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, readable) => {
        if (error) reject(new Unverifiable("file-damaged", `${name}: ${error.message}`));
        else resolve(readable);
      });
    });
  }

  return {
    stream,
    async text(name) {
      if ((entries.get(name)?.uncompressedSize ?? 0) > maxTextBytes) {
        throw new Unverifiable("not-a-bundle", `${name} is too large`);
      }
      const parts: Buffer[] = [];
      let bytes = 0;
      for await (const part of readOrRefuse(await stream(name), name)) {
        bytes += part.length;
        if (bytes > maxTextBytes) throw new Unverifiable("not-a-bundle", `${name} is too large`);
        parts.push(part);
      }
      return Buffer.concat(parts).toString("utf8");
    },
    has: (name) => entries.has(name),
    unexpected,
    close: () => zip.close(),
  };
}

/** The bytes of a part. @throws Unverifiable if it cannot be unpacked */
export async function* readOrRefuse(
  readable: Readable,
  name: string,
): AsyncGenerator<Buffer, undefined> {
  try {
    for await (const part of readable) yield part as Buffer;
  } catch (error) {
    if (error instanceof Unverifiable) throw error;
    throw new Unverifiable("file-damaged", `${name}: ${(error as Error).message}`);
  }
  return undefined;
}

function open(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(new Unverifiable("not-a-bundle", error.message));
      else resolve(zip);
    });
  });
}

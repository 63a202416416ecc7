/**
 * A zip whose parts stream one after the other, each with its digest; memory stays flat however long they
 * are.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { FileName, Manifest } from "../../../audit/bundle/manifest.ts";

export interface StreamedZip {
  readonly out: Readable;
  /**
   * Adds a part, and resolves once it is written, so that only one is open at a time.
   * @throws where nobody takes the zip any more, and what the content throws
   */
  add(name: FileName, content: () => AsyncIterable<string>): Promise<void>;
  /** The digests of all parts that were added. */
  files(): Manifest["files"];
  /** Adds the last part, as a whole. */
  end(name: string, content: string): void;
}

/** Deflate's fastest but one: the better ones cost more time than they save bytes. */
const compressionLevel = 2;

/** @param isLarge whether parts may need sizes of 64 bits */
export function streamZip(createdAt: string, isLarge: boolean): StreamedZip {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const files: Manifest["files"] = {};
  const mtime = new Date(createdAt);
  const options = { mtime, mode: 0o100600, compressionLevel, forceZip64Format: isLarge };
  return {
    out,
    async add(name, content) {
      const sha256 = createHash("sha256");
      let bytes = 0;
      async function* counted(): AsyncGenerator<Buffer, undefined> {
        for await (const text of content()) {
          const some = Buffer.from(text, "utf8");
          sha256.update(some);
          bytes += some.length;
          yield some;
        }
        return undefined;
      }
      if (out.destroyed) throw new Error("nobody takes the bundle any more");
      const stream = Readable.from(counted(), { objectMode: false });
      const leave = (): void => void stream.destroy();
      out.once("close", leave);
      zip.addReadStream(stream, name, options);
      await finished(stream, { writable: false });
      out.off("close", leave);
      files[name] = { sha256: sha256.digest("hex"), bytes };
    },
    files: () => files,
    end(name, content) {
      zip.addBuffer(Buffer.from(content, "utf8"), name, options);
      zip.end();
    },
  };
}

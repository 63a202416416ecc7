/**
 * A zip whose parts are streamed one after the other, each with its digest. Memory stays flat however long
 * the parts are.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { FileName, Manifest } from "../../../audit/bundle/manifest.ts";

export interface StreamedZip {
  readonly out: Readable;
  /**
   * Adds a part; resolves once it is written, so that only one is open at a time.
   * @throws if the zip's reader is gone; what the content throws
   */
  add(name: FileName, content: () => AsyncIterable<string>): Promise<void>;
  /** The digests of the parts added so far. */
  files(): Manifest["files"];
  /** Adds the last part and ends the zip. */
  end(name: string, content: string): void;
}

/** Deflate's second fastest level: higher ones cost more time than the bytes they save are worth. */
const compressionLevel = 2;

/** Made while the bytes before them are compressed, which another thread does. */
const aheadBytes = 262_144;

/** @param isLarge whether parts may need 64-bit sizes */
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
          const chunk = Buffer.from(text, "utf8");
          sha256.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
        return undefined;
      }
      if (out.destroyed) throw new Error("the reader of the bundle is gone");
      const stream = Readable.from(counted(), { objectMode: false, highWaterMark: aheadBytes });
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

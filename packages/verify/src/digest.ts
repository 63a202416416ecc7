/** The digest of a text that is made piece by piece, for comparison with a file's. */
import { createHash } from "node:crypto";

export interface Digest {
  add(text: string | Buffer): void;
  /** SHA-256 in hexadecimal, and the number of bytes. Nothing can be added afterwards. */
  end(): { readonly sha256: string; readonly bytes: number };
}

export function createDigest(start = ""): Digest {
  const hash = createHash("sha256");
  let bytes = 0;
  const add = (text: string | Buffer): void => {
    hash.update(text);
    bytes += typeof text === "string" ? Buffer.byteLength(text) : text.length;
  };
  add(start);
  return { add, end: () => ({ sha256: hash.digest("hex"), bytes }) };
}

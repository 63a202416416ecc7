/**
 * Keeps content on the disk until its reader takes it, so that a slow reader holds up nothing that makes it.
 * The file has no name from the start, so nothing is left of it when the process ends; and its bytes are
 * encrypted with a key that is only in memory, because blocks of a deleted file stay on the disk.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const chunkBytes = 262_144;
const algorithm = "aes-256-ctr";

/**
 * Reads the content to its end as fast as it comes and yields it as fast as it is taken.
 * @param onMade called once all content is on the disk, or making it failed or was left
 * @throws what the content throws, after what came before
 */
export async function* spooled(
  content: AsyncIterable<Uint8Array | string>,
  onMade: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  const file = await openNameless();
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  const cipher = createCipheriv(algorithm, key, iv);
  const decipher = createDecipheriv(algorithm, key, iv);
  let written = 0;
  let isLeft = false;
  let end: { readonly error?: unknown } | undefined;
  let wake: () => void = () => undefined;

  async function make(): Promise<void> {
    try {
      for await (const piece of content) {
        if (isLeft) break;
        const bytes = cipher.update(typeof piece === "string" ? Buffer.from(piece, "utf8") : piece);
        await file.write(bytes, 0, bytes.length, written);
        written += bytes.length;
        wake();
      }
      end = {};
    } catch (error) {
      end = { error };
    } finally {
      onMade();
      wake();
    }
  }

  const making = make();
  try {
    let read = 0;
    for (;;) {
      if (read < written) {
        const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, written - read));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, read);
        read += bytesRead;
        yield decipher.update(chunk.subarray(0, bytesRead));
      } else if (end !== undefined) {
        if ("error" in end) throw end.error;
        return undefined;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    isLeft = true;
    void making.then(() => file.close());
  }
}

async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `muster-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  return file;
}

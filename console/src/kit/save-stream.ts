/**
 * Saves an answer of unknown length as a file, with progress. Where the browser lets a page write to a file
 * (`showSaveFilePicker`: Chromium), the answer goes to the disk piece by piece, and the file appears only when it
 * is whole. Elsewhere it is collected in memory, up to a bound. A plain link would have no bound, but neither
 * progress nor a readable refusal, and a stream that breaks could look like a whole file; so it is only the way
 * out above the bound.
 */
import { download } from "./download.ts";

/** What every browser holds in memory without trouble. */
export const mostInMemory = 256 * 1024 * 1024;

export class TooLargeError extends Error {}

interface FilePicker {
  showSaveFilePicker: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Where the answer goes. Ask before the request: browsers open the dialog right after a click only. */
export interface Target {
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** @param name what the service calls the file */
  finish: (name: string) => Promise<void>;
  /** Keeps nothing. */
  cancel: () => Promise<void>;
}

/** @throws DOMException `AbortError` if the person closes the dialog */
export async function openTarget(suggestedName: string): Promise<Target> {
  if (!("showSaveFilePicker" in window)) return inMemory();
  const picker = window as unknown as FilePicker;
  const handle = await picker.showSaveFilePicker({ suggestedName });
  const file = await handle.createWritable();
  return {
    write: (piece) => file.write(piece),
    finish: () => file.close(),
    cancel: () => file.abort(),
  };
}

export function inMemory(): Target {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  return {
    async write(piece) {
      size += piece.length;
      if (size > mostInMemory) throw new TooLargeError("the answer does not fit into memory");
      pieces.push(piece);
    },
    async finish(name) {
      download(name, new Blob(pieces));
    },
    async cancel() {
      pieces = [];
    },
  };
}

export async function saveStream(
  content: ReadableStream<Uint8Array<ArrayBuffer>>,
  target: Target,
  { name, onProgress }: { readonly name: string; readonly onProgress: (bytes: number) => void },
): Promise<void> {
  let received = 0;
  // Not every browser iterates a stream.
  const reader = content.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      await target.write(next.value);
      received += next.value.length;
      onProgress(received);
    }
  } catch (error) {
    await target.cancel();
    throw error;
  }
  await target.finish(name);
}

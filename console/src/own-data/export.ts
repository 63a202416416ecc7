/** Fetches the export of one's own data and hands it to the browser as a file. */
import { unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { download } from "../kit/download.ts";

/** @param onProgress told how many bytes have come so far */
export async function exportOwnData(onProgress: (bytes: number) => void): Promise<void> {
  onProgress(0);
  const body = await unwrap(api.GET("/v1/users/me/export", { parseAs: "stream" }));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = (body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    bytes += next.value.byteLength;
    onProgress(bytes);
  }
  download("my-data.json", new Blob(parts, { type: "application/json" }));
}

/** Fetches the export of one's own data and hands it to the browser as a file. */
import { unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { inMemory, saveStream } from "../kit/save-stream.ts";

/** @param onProgress told how many bytes have come so far */
export async function exportOwnData(onProgress: (bytes: number) => void): Promise<void> {
  onProgress(0);
  const body = await unwrap(api.GET("/v1/users/me/export", { parseAs: "stream" }));
  const content = body as ReadableStream<Uint8Array<ArrayBuffer>>;
  await saveStream(content, inMemory(), { name: "my-data.json", onProgress });
}

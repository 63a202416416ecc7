/** Sends a request of the fuzz, and writes it as a command line that repeats it. */
import { Agent, request as requestHttp } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import type { FuzzedRequest } from "./requests.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const patienceMilliseconds = 20_000;

/** @throws if the service closes the connection without an answer, or does not answer in time */
export function sendTo(url: string, { method, path, headers, body }: FuzzedRequest) {
  return new Promise<Answered>((resolve, reject) => {
    const outgoing = requestHttp(url + path, {
      agent,
      method,
      headers: { ...headers, ...(body !== undefined && { "content-length": body.length }) },
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Answered["headers"],
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.end(body);
  });
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** @param url names the service; the ids in the line are those of this run */
export function curlOf(url: string, { method, path, headers, body }: FuzzedRequest): string {
  const parts = ["curl", "-sS", "-i", "--path-as-is", "-X", method, quoted(url + path)];
  for (const [name, value] of Object.entries(headers))
    parts.push("-H", quoted(`${name}: ${value}`));
  if (body === undefined) return parts.join(" ");
  const isPlain = /^[\x20-\x7e]{0,4000}$/.test(body.toString("latin1"));
  if (isPlain) return [...parts, "--data-binary", quoted(body.toString())].join(" ");
  const file = join(tmpdir(), `muster-fuzz-${crypto.randomUUID()}.body`);
  writeFileSync(file, body);
  return [...parts, "--data-binary", `@${file}`].join(" ");
}

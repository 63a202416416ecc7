/**
 * Requests to the identity provider: bounded in time and size, with a pause of some seconds after a failure.
 */
import type { Logger } from "pino";

const timeoutMilliseconds = 5000;
const pauseMilliseconds = 5000;
const maxBytes = 1_048_576;

/** The provider gives no usable answer now. */
export class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
  /** When the next request may be sent, in RFC 3339. */
  readonly retryAt: string;

  constructor(retryAt: Date) {
    super(`no usable answer from the identity provider; next try at ${retryAt.toISOString()}`);
    this.retryAt = retryAt.toISOString();
  }
}

/** Returns a function that does some work, unless work failed in the last seconds. */
export function createPause({ clock, log }: { readonly clock: () => Date; readonly log: Logger }) {
  let retryAt = new Date(0);
  /** @throws IssuerUnavailable if the work fails or is not tried */
  return async function unlessPaused<T>(url: string, work: () => Promise<T>): Promise<T> {
    const left = retryAt.getTime() - clock().getTime();
    // If the clock is set back, nobody must wait longer than the pause.
    if (left > 0 && left <= pauseMilliseconds) throw new IssuerUnavailable(retryAt);
    try {
      return await work();
    } catch (error) {
      if (error instanceof IssuerUnavailable) throw error;
      log.warn({ err: error, url }, "the identity provider gave no usable answer");
      retryAt = new Date(clock().getTime() + pauseMilliseconds);
      throw new IssuerUnavailable(retryAt);
    }
  };
}

/** Sends a request and reads its whole answer. @throws if it takes too long or is too large */
export async function boundedFetch(url: string, request: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, {
    redirect: "error",
    ...request,
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  const { status, headers } = response;
  if (response.body === null) return new Response(null, { status, headers });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`answered with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new Response(length === 0 ? null : Buffer.concat(chunks), { status, headers });
}

/** How a request is sent: its credential, its position, its idempotency key, and its further tries. */

export interface SenderOptions {
  /** A session's or a personal access token; a function is asked before every request. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Further tries after a lost connection or a 503, at the most: 4 unless told. With 0 there are none,
   * and commands get no `Idempotency-Key`.
   */
  readonly retries?: number;
}

/** No wait is longer. Where the service wants to be left alone for longer, its answer is final. */
const longestWaitMilliseconds = 30_000;
const firstWaitMilliseconds = 250;

/** A `fetch` that adds what Muster's conventions offer to every client. */
export function createSender({
  token,
  fetch: send = (request) => fetch(request),
  retries = 4,
}: SenderOptions): (request: Request) => Promise<Response> {
  let position = 0n;

  return async (request) => {
    const { headers, method } = request;
    const isRead = method === "GET" || method === "HEAD";
    const bearer = typeof token === "function" ? await token() : token;
    if (bearer !== undefined) addHeader(headers, "Authorization", `Bearer ${bearer}`);
    if (!isRead && retries > 0) addHeader(headers, "Idempotency-Key", randomKey());
    if (isRead && position > 0n) addHeader(headers, "Muster-Min-Position", String(position));

    for (let tried = 0; ; tried += 1) {
      const isLast = tried >= retries;
      let wait = Math.min(firstWaitMilliseconds * 2 ** tried, longestWaitMilliseconds);
      try {
        const response = await send(isLast ? request : request.clone());
        // A command's answer counts as lost until the whole of it is here.
        if (!isRead) await response.clone().arrayBuffer();
        position = later(position, response.headers.get("Muster-Position"));
        const asked = waitBeforeNext(response, wait);
        if (isLast || asked === undefined) return response;
        wait = asked;
        await response.body?.cancel();
      } catch (error) {
        // `fetch` tells of a lost connection by a TypeError.
        if (isLast || !(error instanceof TypeError) || request.signal.aborted) throw error;
      }
      await pause(wait, request.signal);
    }
  };
}

/** What the caller set stays. */
function addHeader(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}

/** Not `randomUUID`: a browser has that for pages from https only. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function later(position: bigint, answered: string | null): bigint {
  if (answered === null || !/^\d{1,18}$/.test(answered)) return position;
  const next = BigInt(answered);
  return next > position ? next : position;
}

/** Milliseconds until the next try; undefined where the answer is final. */
function waitBeforeNext({ status, headers }: Response, backoff: number): number | undefined {
  const retryAfter = headers.get("Retry-After");
  if (retryAfter === null) return undefined;
  // The try before is still running. Its lock ends then at the latest, but mostly much sooner.
  if (status === 409) return backoff;
  const wait = Number(retryAfter) * 1000;
  return status === 503 && wait <= longestWaitMilliseconds ? wait : undefined;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

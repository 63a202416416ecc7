/** Sends requests with credential, position and idempotency key, and retries them. */

export interface SenderOptions {
  /** A session token or personal access token; a function is called before every request. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Maximum number of retries after a lost connection or a 503; the default is 4. With 0, commands get no
   * `Idempotency-Key` but the caller's own.
   */
  readonly retries?: number;
}

/** If `Retry-After` asks for a longer wait, the response is final. */
const longestWaitMilliseconds = 30_000;
const firstWaitMilliseconds = 250;

/** Creates a `fetch` with retries, idempotency keys and read-your-writes. */
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

    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries;
      let wait = Math.min(firstWaitMilliseconds * 2 ** attempt, longestWaitMilliseconds);
      try {
        const response = await send(isLast ? request : request.clone());
        // A command's response counts as lost until all of it has arrived.
        if (!isRead) await response.clone().arrayBuffer();
        position = laterPosition(position, response.headers.get("Muster-Position"));
        const nextWait = waitBeforeRetry(response, wait, attempt === retries - 1);
        if (isLast || nextWait === undefined) return response;
        wait = nextWait;
        await response.body?.cancel();
      } catch (error) {
        // `fetch` reports a lost connection as a TypeError.
        if (isLast || !(error instanceof TypeError) || request.signal.aborted) throw error;
      }
      await pause(wait, request.signal);
    }
  };
}

/** Keeps a value that the caller set. */
function addHeader(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}

/** Does not use `randomUUID`, which browsers offer only on https pages. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function laterPosition(position: bigint, header: string | null): bigint {
  if (header === null || !/^\d{1,18}$/.test(header)) return position;
  const next = BigInt(header);
  return next > position ? next : position;
}

/** @returns milliseconds until the retry; undefined if the response is final */
function waitBeforeRetry(
  { status, headers }: Response,
  backoff: number,
  isLastWait: boolean,
): number | undefined {
  const wait = retryAfter(headers);
  if (wait === undefined) return undefined;
  // The previous attempt still runs and mostly finishes soon. If its process died, the key is free after
  // `Retry-After`.
  if (status === 409 && !isLastWait) return backoff;
  return (status === 503 || status === 409) && wait <= longestWaitMilliseconds ? wait : undefined;
}

/** @returns milliseconds; undefined without a valid `Retry-After`, which is in seconds or an HTTP date */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("Retry-After") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  // The oldest of the three forms of a date does not say that it is in GMT.
  const wait = Date.parse(value.endsWith(" GMT") ? value : `${value} GMT`) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** @throws the signal's reason as soon as it aborts */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
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

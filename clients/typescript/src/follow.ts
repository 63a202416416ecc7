/** Follows an organization's log by long polls. */
import type { MusterClient, Schemas } from "./client.ts";
import type { Item } from "./lists.ts";
import { MusterProblem } from "./problem.ts";
import { pause, retryAfter } from "./sending.ts";

const eventsPath = "/v1/organizations/{organizationId}/events";

/** An event of an organization's log. */
export type LogEvent = Item<typeof eventsPath>;

export interface FollowOptions {
  readonly organizationId: string;
  /** The position of the last event that was processed; the default, 0, starts with the first event. */
  readonly after?: number;
  /** The id of that event. If the log has another one there, a backup was restored, and `follow` throws. */
  readonly afterEventId?: string;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
  /** Called before each wait after a failed request, for the program's own log. */
  readonly onRetry?: (failure: unknown, milliseconds: number) => void;
}

const pageSize = 500;
/** Shorter than the idle timeouts of common proxies. */
const waitSeconds = 25;
/** An empty page that comes sooner was not waited for; without a pause, the next requests would be a flood. */
const shortestWaitMilliseconds = 1000;
const firstBackoffMilliseconds = 1000;
const longestBackoffMilliseconds = 30_000;
const longestTimerMilliseconds = 2 ** 31 - 1;

/**
 * Yields every event after a position, in order, and waits for the next ones. It ends only by its signal: after
 * a lost connection, 408, 429 or 5xx it waits and asks again.
 * @throws MusterProblem if the service refuses for another reason, such as a token that has expired
 * @throws Error if the log does not go on with the next position
 */
export async function* follow(
  client: MusterClient,
  options: FollowOptions,
): AsyncGenerator<LogEvent, void> {
  const { organizationId, after = 0, signal = new AbortController().signal } = options;
  let position = after;
  let { afterEventId } = options;
  while (!signal.aborted) {
    const asked = Date.now();
    const page = await pageAfter(position, client, { ...options, afterEventId, signal }).catch(
      (error) => {
        if (!signal.aborted) throw error;
      },
    );
    if (page === undefined) return;
    for (const event of page.items) {
      if (signal.aborted) return;
      requireSame(event.position, position + 1, organizationId);
      position = event.position;
      afterEventId = event.eventId;
      yield event;
    }
    requireSame(page.nextPosition, position, organizationId);
    const shortBy = shortestWaitMilliseconds - (Date.now() - asked);
    if (page.items.length === 0 && shortBy > 0) await pause(shortBy, signal).catch(() => undefined);
  }
}

interface Asked extends Omit<FollowOptions, "afterEventId"> {
  readonly afterEventId: string | undefined;
  readonly signal: AbortSignal;
}

/** Asks until there is an answer. */
async function pageAfter(
  after: number,
  client: MusterClient,
  { organizationId, afterEventId, signal, onRetry }: Asked,
): Promise<Schemas["AuditEventPage"]> {
  const query = {
    after,
    ...(afterEventId && { afterEventId }),
    limit: pageSize,
    wait: waitSeconds,
  };
  const params = { path: { organizationId }, query };
  for (let backoff = firstBackoffMilliseconds; ; backoff *= 2) {
    const answer = await client.GET(eventsPath, { params, signal }).catch(lostConnection);
    if (answer.data !== undefined) return answer.data;
    const { error, response } = answer;
    const failure = response === undefined ? error : new MusterProblem(error, response);
    if (response !== undefined && !passes(response)) throw failure;
    const asked = response === undefined ? 0 : (retryAfter(response.headers) ?? 0);
    const wait = Math.max(
      Math.min(backoff, longestBackoffMilliseconds),
      Math.min(asked, longestTimerMilliseconds),
    );
    if (!signal.aborted) onRetry?.(failure, wait);
    await pause(wait, signal);
  }
}

/** `fetch` reports a lost connection as a TypeError. */
function lostConnection(error: unknown): { data?: never; error: TypeError; response?: never } {
  if (error instanceof TypeError) return { error };
  throw error;
}

/** Is this a failure that passes by itself? */
function passes({ status }: Response): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function requireSame(position: number, expected: number, organizationId: string): void {
  if (position === expected) return;
  throw new Error(
    `The log of organization ${organizationId} goes on at position ${position} instead of ${expected}. Events are missing, or it is another log: find out which before you go on.`,
  );
}

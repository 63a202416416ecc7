/** Turns what the client throws into the port's errors. */
import {
  AccessDeniedError,
  convertToCommandError,
  ErrorType,
  isCommandError,
  NotLeaderError,
  TimeoutError,
} from "@eventstore/db-client";
import { inTime } from "../../platform/in-time.ts";
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";

/** Of the gRPC protocol. */
const grpcStatus = { invalidArgument: 3 };

/** Errors that have a meaning of their own, or that a retry does not fix. They are passed on unchanged. */
const passedOn: ReadonlySet<string> = new Set([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.STREAM_NOT_FOUND,
  ErrorType.STREAM_DELETED,
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
]);

/**
 * The port's error for one of a call or of the client. All that says that the server is unavailable becomes
 * EventStoreUnavailable, with the client's error as its cause.
 */
export function toPortError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(`EventStoreDB failed: ${String(thrown)}`);
  if (thrown instanceof EventStoreUnavailable || thrown instanceof LimitExceeded) return thrown;
  const error = convertToCommandError(thrown);
  if (isCommandError(error)) {
    if (passedOn.has(error.type)) return error;
    if (error.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) {
      return new LimitExceeded(`the event store refuses an append of this size: ${error.message}`);
    }
    if (hasStatus(error, grpcStatus.invalidArgument)) return refused(error);
  }
  return new EventStoreUnavailable(
    `EventStoreDB did not answer (${inOneLine(error.message)}); check that EVENTSTORE_URL is right and the server is up`,
    { cause: error },
  );
}

/** What the calls of a connection fail with when it is given up. */
export function givenUp(lost: AbortSignal): EventStoreUnavailable {
  const { message } = lost.reason as Error;
  return new EventStoreUnavailable(`the connection to EventStoreDB was given up: ${message}`);
}

/** Without the empty note that gRPC adds, and without TLS's line breaks. */
function inOneLine(message: string): string {
  return message.replace(/\s+/g, " ").replace(/:? ?\. Resolution note: ?$/, "");
}

/** What is wrong with EVENTSTORE_URL, if waiting for the server is in vain. */
export function misconfiguration(error: unknown): string | undefined {
  if (error instanceof AccessDeniedError) {
    return "the event store refuses the user and password in EVENTSTORE_URL";
  }
  if (!(error instanceof EventStoreUnavailable && error.cause instanceof Error)) return undefined;
  const message = inOneLine(error.cause.message);
  if (message.includes("wrong version number")) {
    return "the event store does not speak TLS: add ?tls=false to EVENTSTORE_URL";
  }
  if (!message.includes("certificate")) return undefined;
  return `the event store's certificate is not accepted (${message}): check the host names and tlsCAFile in EVENTSTORE_URL`;
}

/** Seen on 24.6.0: a subscription after a position at which no record stands. A retry does not help. */
function refused(error: Error): Error {
  return new Error(
    `EventStoreDB refuses the request (${error.message}); if it is about a position, the event store is not the one that the read models were made from: check EVENTSTORE_URL and the last restore`,
    { cause: error },
  );
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof Error && "code" in error && error.code === status;
}

const attempts = 3;

/**
 * Calls the server again, a few times, where that helps at once: the node has stopped being the leader
 * and names the next one, or it dropped an append. 24.6.0 drops an append while an earlier one of the same
 * events is in flight, and reports that after 2 s as a commit that timed out.
 * @param isIdempotent may the call be repeated if it was perhaps done?
 */
export async function repeated<T>(call: () => Promise<T>, isIdempotent: boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const { cause } = error as Error;
      const helps = cause instanceof NotLeaderError || cause instanceof TimeoutError;
      if (!isIdempotent || !helps || attempt === attempts) throw error;
    }
  }
}

/** @throws EventStoreUnavailable if the answer takes longer; a late answer is ignored */
export async function within<T extends object>(
  milliseconds: number,
  answer: Promise<T>,
): Promise<T> {
  const answered = await inTime(milliseconds, answer);
  if (answered !== undefined) return answered;
  throw new EventStoreUnavailable(`EventStoreDB did not answer within ${milliseconds} ms`);
}

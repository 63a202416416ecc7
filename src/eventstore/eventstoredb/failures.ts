/** Turns what the client throws into the port's errors. */
import { ErrorType, isCommandError } from "@eventstore/db-client";
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";

/** Errors that have a meaning of their own, or that a retry does not fix. They are passed on unchanged. */
const passedOn: ReadonlySet<string> = new Set([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.STREAM_NOT_FOUND,
  ErrorType.STREAM_DELETED,
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
]);

/**
 * The port's error for one thrown by the client. If the server is unavailable, the client throws its own
 * `UnavailableError`, a gRPC error or a plain one, depending on the call: all become
 * EventStoreUnavailable, with the original as its cause.
 */
export function toPortError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`EventStoreDB failed: ${String(error)}`);
  if (error instanceof EventStoreUnavailable || error instanceof LimitExceeded) return error;
  if (isCommandError(error)) {
    if (passedOn.has(error.type)) return error;
    if (error.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) {
      return new LimitExceeded(`the event store refuses an append of this size: ${error.message}`);
    }
  }
  return new EventStoreUnavailable(
    `EventStoreDB did not answer (${error.message}); check that EVENTSTORE_URL is right and the server is up`,
    { cause: error },
  );
}

/** @throws EventStoreUnavailable if the answer takes longer; a late answer is ignored */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EventStoreUnavailable(`EventStoreDB did not answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

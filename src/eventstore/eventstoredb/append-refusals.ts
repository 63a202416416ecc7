/** What the server says of an append that it did not write. */
import { AccessDeniedError, StreamDeletedError, TimeoutError } from "@eventstore/db-client";
import type { BatchAppendResp } from "@eventstore/db-client/generated/streams_pb.js";
import { EventStoreUnavailable, LimitExceeded, WrongExpectedRevision } from "../errors.ts";
import { toPortError } from "./failures.ts";
import type { RequestedAppend } from "./requests.ts";

interface Refusal {
  readonly error: Error;
  /** Does the node refuse every append, as one that is starting or has lost its lead? */
  readonly isOfNode: boolean;
}

/** @returns undefined if the append was written */
export function refusalIn(
  answer: BatchAppendResp,
  { stream, expected }: Pick<RequestedAppend, "stream" | "expected">,
): Refusal | undefined {
  if (answer.hasSuccess()) return undefined;
  const refused = answer.getError();
  const message = refused?.getMessage() ?? "an answer without a result";
  const kind = refused?.getDetails()?.getTypeName() ?? "";
  const ofThisOne = (error: Error): Refusal => ({ error: toPortError(error), isOfNode: false });
  switch (kind.slice(kind.lastIndexOf(".") + 1)) {
    case "WrongExpectedVersion":
      return { error: new WrongExpectedRevision(stream, expected), isOfNode: false };
    case "Timeout":
      return ofThisOne(new TimeoutError(undefined, message));
    case "AccessDenied":
      return ofThisOne(new AccessDeniedError(undefined, message));
    case "StreamDeleted":
      return ofThisOne(StreamDeletedError.fromStreamName(stream));
    case "MaximumAppendSizeExceeded":
      return ofThisOne(
        new LimitExceeded(`the event store refuses an append of this size: ${message}`),
      );
    case "BadRequest":
      return { error: new Error(`EventStoreDB refuses the append: ${message}`), isOfNode: false };
    // 24.6.0 names nothing more of "Server Is Not Ready", "Server Is Busy" and a leader that is not known.
    case "Empty":
      // A busy node answers the others.
      return {
        error: new EventStoreUnavailable(`EventStoreDB: ${message}`),
        isOfNode: !/busy/i.test(message),
      };
    default:
      return ofThisOne(new Error(message));
  }
}

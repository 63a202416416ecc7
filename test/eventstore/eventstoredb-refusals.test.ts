/** Each way in which EventStoreDB refuses an append has its error. */
import { AccessDeniedError, StreamDeletedError, TimeoutError } from "@eventstore/db-client";
import messages from "@eventstore/db-client/generated/streams_pb.js";
import { expect, test } from "vitest";
import {
  EventStoreUnavailable,
  LimitExceeded,
  WrongExpectedRevision,
} from "../../src/eventstore/errors.ts";
import { refusalIn } from "../../src/eventstore/eventstoredb/append-refusals.ts";
import { appendRefusal } from "../support/esdb-server/messages.ts";

const toIt = { stream: "user-1", expected: 3 } as const;

test.each([
  ["WrongExpectedVersion", WrongExpectedRevision],
  ["AccessDenied", AccessDeniedError],
  ["StreamDeleted", StreamDeletedError],
  ["MaximumAppendSizeExceeded", LimitExceeded],
  ["Timeout", EventStoreUnavailable],
  ["Unknown", EventStoreUnavailable],
  ["a kind of a later version", EventStoreUnavailable],
] as const)("%s concerns this append alone", (kind, expected) => {
  const refusal = refusalIn(appendRefusal(`event_store.client.${kind}`, kind), toIt);
  expect(refusal?.error).toBeInstanceOf(expected);
  expect(refusal?.isOfNode).toBe(false);
});

test("an answer that says neither that it was written nor why not is no success", () => {
  const refusal = refusalIn(new messages.BatchAppendResp(), toIt);
  expect(refusal?.error).toBeInstanceOf(EventStoreUnavailable);
});

test("a commit that timed out is known as such, because repeating it helps", () => {
  const refusal = refusalIn(appendRefusal("event_store.client.Timeout", "Timeout"), toIt);
  expect(refusal?.error.cause).toBeInstanceOf(TimeoutError);
});

test("a request that the server calls bad is not an outage", () => {
  const refusal = refusalIn(appendRefusal("event_store.client.BadRequest", "BadRequest"), toIt);
  expect(refusal?.error).not.toBeInstanceOf(EventStoreUnavailable);
});

test("a node that is not ready refuses all, so it is left", () => {
  const refusal = refusalIn(appendRefusal("google.protobuf.Empty", "Server Is Not Ready"), toIt);
  expect(refusal?.error).toBeInstanceOf(EventStoreUnavailable);
  expect(refusal?.isOfNode).toBe(true);
});

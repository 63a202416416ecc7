/** Makes the messages of the protocol's Read and BatchAppend. */
import googleEmpty from "google-protobuf/google/protobuf/empty_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import messages from "@eventstore/db-client/generated/streams_pb.js";
import type { BatchAppendReq, ReadReq } from "@eventstore/db-client/generated/streams_pb.js";
import type { ExpectedRevision, NewRecord, Position } from "../port.ts";

const { FORWARDS, BACKWARDS } = messages.ReadReq.Options.ReadDirection;
const { Options } = messages.ReadReq;
const empty = new shared.Empty();
/** BatchAppend takes Google's own Empty. */
const nothing = new googleEmpty.Empty();
const withTextIds = new Options.UUIDOption().setString(empty);

/** A stream forwards from its beginning. */
export function wholeStreamRequest(stream: string, maxCount: number): ReadReq {
  const chosen = streamOptions(stream).setStart(empty);
  return pageRequest(new Options().setStream(chosen).setNoFilter(empty), FORWARDS, maxCount);
}

/** The event at a revision, by default the newest. */
export function lastOfStreamRequest(stream: string, revision?: number): ReadReq {
  const chosen = streamOptions(stream);
  if (revision === undefined) chosen.setEnd(empty);
  else chosen.setRevision(String(revision));
  return pageRequest(new Options().setStream(chosen).setNoFilter(empty), BACKWARDS, 1);
}

/** The event at a position, if one begins there, and later ones, the server's own too. */
export function atPositionRequest(position: Position, maxCount: number): ReadReq {
  return pageRequest(new Options().setAll(after(position)).setNoFilter(empty), FORWARDS, maxCount);
}

/** The newest events first, the server's own too. */
export function newestRequest(maxCount: number): ReadReq {
  const end = new Options.AllOptions().setEnd(empty);
  return pageRequest(new Options().setAll(end).setNoFilter(empty), BACKWARDS, maxCount);
}

/**
 * All events after a position of streams with one of the prefixes, and then the new ones.
 * @param checkpointWindow after so many events without a match the server sends a checkpoint
 */
export function subscribeRequest(
  position: Position,
  prefixes: readonly string[],
  checkpointWindow: number,
): ReadReq {
  const start = new Options.AllOptions().setStart(empty);
  const filter = new Options.FilterOptions()
    .setStreamIdentifier(new Options.FilterOptions.Expression().setPrefixList([...prefixes]))
    .setMax(checkpointWindow)
    .setCheckpointintervalmultiplier(1);
  const options = new Options()
    .setAll(position === 0n ? start : after(position))
    .setSubscription(new Options.SubscriptionOptions())
    .setFilter(filter)
    .setUuidOption(withTextIds);
  return new messages.ReadReq().setOptions(options);
}

export interface RequestedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly records: readonly NewRecord[];
}

/** A whole append in one message. The answer repeats the correlation id. */
export function appendRequest(
  correlationId: string,
  { stream, expected, records }: RequestedAppend,
): BatchAppendReq {
  const options = new messages.BatchAppendReq.Options().setStreamIdentifier(identifierOf(stream));
  if (expected === "none") options.setNoStream(nothing);
  else if (expected === "any") options.setAny(nothing);
  else options.setStreamPosition(String(expected));
  return new messages.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(records.map(proposed))
    .setIsFinal(true);
}

function proposed({ id, type, data, metadata }: NewRecord): BatchAppendReq.ProposedMessage {
  const message = new messages.BatchAppendReq.ProposedMessage()
    .setId(new shared.UUID().setString(id))
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from(metadata));
  message.getMetadataMap().set("type", type).set("content-type", "application/json");
  return message;
}

function identifierOf(stream: string) {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

function streamOptions(stream: string) {
  return new Options.StreamOptions().setStreamIdentifier(identifierOf(stream));
}

function after(position: Position) {
  const place = String(position);
  const asPosition = new Options.Position().setCommitPosition(place).setPreparePosition(place);
  return new Options.AllOptions().setPosition(asPosition);
}

function pageRequest(
  options: ReadReq.Options,
  direction: typeof FORWARDS | typeof BACKWARDS,
  maxCount: number,
): ReadReq {
  options.setReadDirection(direction).setCount(String(maxCount)).setUuidOption(withTextIds);
  return new messages.ReadReq().setOptions(options);
}

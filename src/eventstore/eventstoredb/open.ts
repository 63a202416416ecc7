/** Calls the protocol's Read. */
import definitions from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type { ReadReq } from "@eventstore/db-client/generated/streams_pb.js";
import { streamCategories } from "../../domain/streams.ts";
import type { Position } from "../port.ts";
import { answerIn, type Answer } from "./answers.ts";
import type { OpenClient } from "./client.ts";
import { subscribeRequest } from "./requests.ts";
import { sourceOf, type OpenCall, type Source } from "./source.ts";

/** After this many events without a match the server sends a checkpoint. */
const checkpointWindow = 500;

const prefixes = streamCategories.map((category) => `${category}-`);

const { path, requestSerialize } = definitions.StreamsService.read;

/** Only the leader answers: a follower may be behind, and would show a stream without its latest events. */
export function openRead(opened: OpenClient, request: ReadReq): Source<Answer> {
  return sourceOf(call(opened, request), answerIn);
}

/**
 * Muster's events after a position, and then the new ones. Checkpoints keep the order of the events, so
 * reading can resume from the position of any handled answer.
 */
export function openForwards(opened: OpenClient, after: Position): Source<Answer> {
  return openRead(opened, subscribeRequest(after, prefixes, checkpointWindow));
}

async function call(opened: OpenClient, request: ReadReq): Promise<OpenCall> {
  const connection = await opened.connect();
  const [metadata, options] = connection.callArguments();
  const asBytes = (answer: Buffer) => answer;
  return {
    call: connection.streams.makeServerStreamRequest(
      path,
      requestSerialize,
      asBytes,
      request,
      metadata,
      options,
    ),
    connection,
  };
}

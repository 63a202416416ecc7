/** Answers the protocol's Read: a stream, `$all` in both directions, and the subscription to `$all`. */
import { once } from "node:events";
import { status, type ServerWritableStream } from "@grpc/grpc-js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type { ReadReq, ReadResp } from "@eventstore/db-client/generated/streams_pb.js";
import type { Log, LoggedEvent } from "./log.ts";
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
  notFoundAnswer,
  streamName,
} from "./messages.ts";

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Sends one message; waits while the client takes no more. */
async function send(call: ReadCall, message: ReadResp, signal: AbortSignal): Promise<void> {
  if (signal.aborted || call.write(message)) return;
  await once(call, "drain", { signal }).catch(() => undefined);
}

/** @param asked told after which position a subscription wants to start */
export async function answerRead(
  log: Log,
  call: ReadCall,
  asked: (after: bigint) => void,
): Promise<void> {
  const gone = new AbortController();
  for (const event of ["cancelled", "close", "error"]) call.on(event, () => gone.abort());
  const options = call.request.getOptions();
  if (options === undefined) {
    call.destroy(Object.assign(new Error("no options"), { code: status.INVALID_ARGUMENT }));
    return;
  }
  if (options.hasSubscription()) {
    const after = BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? 0n);
    asked(after);
    await follow(log, call, options, after, gone.signal);
  } else await page(log, call, options, gone.signal);
  call.end();
}

async function page(log: Log, call: ReadCall, options: ReadReq.Options, signal: AbortSignal) {
  const identifier = options.getStream()?.getStreamIdentifier();
  const events = options.hasStream() ? log.read(streamName(identifier)) : log.all;
  if (options.hasStream() && events.length === 0) {
    await send(call, notFoundAnswer(identifier), signal);
    return;
  }
  for (const event of selected(events, options).slice(0, Number(options.getCount()))) {
    await send(call, eventAnswer(event), signal);
  }
}

/** From where the request says, inclusive, in its direction. */
function selected(
  events: readonly LoggedEvent[],
  options: ReadReq.Options,
): readonly LoggedEvent[] {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const stream = options.getStream();
  const position = options.getAll()?.getPosition();
  const place = (event: LoggedEvent) => (stream ? BigInt(event.revision) : event.position);
  let from: bigint | undefined;
  if (stream?.hasRevision()) from = BigInt(stream.getRevision());
  if (position !== undefined) from = BigInt(position.getCommitPosition());
  const within = events.filter(
    (event) => from === undefined || (backwards ? place(event) <= from : place(event) >= from),
  );
  return backwards ? within.toReversed() : within;
}

/** A catch-up subscription: after the position, exclusive; a checkpoint after every window looked at. */
async function follow(
  log: Log,
  call: ReadCall,
  options: ReadReq.Options,
  after: bigint,
  signal: AbortSignal,
) {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [""];
  const window = (filter?.getMax() ?? 0) * (filter?.getCheckpointintervalmultiplier() ?? 0);
  let next = log.all.findIndex((event) => event.position > after);
  if (next < 0) next = log.all.length;
  let looked = 0;

  async function deliver(): Promise<void> {
    for (let event = log.all[next]; event && !signal.aborted; event = log.all[++next]) {
      const { stream } = event;
      if (prefixes.some((prefix) => stream.startsWith(prefix))) {
        await send(call, eventAnswer(event), signal);
      }
      looked++;
      if (window > 0 && looked % window === 0) {
        await send(call, checkpointAnswer(event.position), signal);
      }
    }
  }

  await send(call, confirmationAnswer(), signal);
  await deliver();
  await send(call, caughtUpAnswer(), signal);
  while (!signal.aborted) {
    await log.grown(next, signal);
    await deliver();
  }
}

/**
 * A connection that sends changes as server-sent events. Its buffer is bounded: a reader who does not
 * keep up is disconnected, and reconnects with `Last-Event-ID`.
 */
import { Readable } from "node:stream";
import type { ServerResponse } from "node:http";
import type { Listener } from "../../commands/changes/watch-changes.ts";
import type { ChangeRow } from "../../projections/changes/changes.ts";

/** Shorter than the idle time-outs of this server and of common proxies. */
const beatMilliseconds = 15_000;
/** One hour. The reader then reconnects, perhaps to another instance. */
const maxBeats = 240;
const maxBufferedBytes = 1_048_576;
/** How long buffered messages may take to reach the reader after the stream ends. */
const drainMilliseconds = 1_000;
/** How long a reader waits before it reconnects. */
const retryMilliseconds = 3_000;

interface EventStream extends Listener {
  readonly body: Readable;
  /** Resolves when nothing more will be written, whoever ended the stream. */
  readonly ended: Promise<void>;
}

/** @param response the response that sends the body */
export function openEventStream(response: ServerResponse): EventStream {
  let position = 0n;
  let beats = 0;
  let isEnded = false;
  let onDrained: () => void = () => undefined;
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<void>();
  const body = new Readable({ read: () => onDrained() });
  const heartbeat = setInterval(beat, beatMilliseconds);
  heartbeat.unref();
  if (response.closed) finish();
  else response.once("close", finish);

  function beat(): void {
    beats += 1;
    if (beats >= maxBeats) end();
    else write(`:\n${idLine()}\n`);
  }

  /** Without data a client raises no event; it only updates the `Last-Event-ID` that it will send. */
  function idLine(): string {
    return `id: ${position}\n`;
  }

  function write(text: string): void {
    if (isEnded) return;
    body.push(text);
    if (body.readableLength > maxBufferedBytes) response.destroy();
  }

  function end(): void {
    if (isEnded) return;
    write(`${idLine()}\n`);
    finish();
    body.push(null);
    setTimeout(() => response.destroy(), drainMilliseconds).unref();
  }

  function finish(): void {
    isEnded = true;
    clearInterval(heartbeat);
    onDrained();
    resolveEnded();
  }

  return {
    body,
    ended,
    end,
    begin(at) {
      position = at;
      write(`retry: ${retryMilliseconds}\n${idLine()}\n`);
    },
    reset(at) {
      position = at;
      write(`${idLine()}event: reset\ndata: {"position":"${at}"}\n\n`);
    },
    deliver(changes, upTo) {
      write(changes.map(messageOf).join(""));
      position = upTo;
    },
    async ready() {
      if (isEnded || body.readableLength < body.readableHighWaterMark) return;
      await new Promise<void>((resolve) => (onDrained = resolve));
    },
  };
}

function messageOf(change: ChangeRow): string {
  const { position, type, userId, solutionId, actor, occurredAt } = change;
  const data = { type, userId, solutionId, actor, position: String(position), occurredAt };
  return `id: ${position}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Server-sent events: one connection on which changes are told. What is written is bounded: a reader who
 * does not keep up is cut off, and comes back with `Last-Event-ID`.
 */
import { Readable } from "node:stream";
import type { ServerResponse } from "node:http";
import type { Listener } from "../../commands/changes/watch-changes.ts";
import type { ChangeRow } from "../../projections/changes/changes.ts";

/** Shorter than the time after which a silent connection is closed, here or by a proxy. */
const beatMilliseconds = 15_000;
/** One hour; then the reader comes back, perhaps to another instance. */
const beatsAtMost = 240;
const bufferedBytesAtMost = 1_048_576;
/** How long what was written may take to get through once the connection is to end. */
const partingMilliseconds = 1_000;
/** What a reader waits before it comes back. */
const retryMilliseconds = 3_000;

export interface EventStream extends Listener {
  readonly body: Readable;
  /** Resolves once nothing more is written, whoever ended it. */
  readonly over: Promise<void>;
}

/** @param response on which the body is going to be sent */
export function openEventStream(response: ServerResponse): EventStream {
  let position = 0n;
  let beats = 0;
  let isOver = false;
  let onDrained: () => void = () => undefined;
  const { promise: over, resolve: tellOver } = Promise.withResolvers<void>();
  const body = new Readable({ read: () => onDrained() });
  const heart = setInterval(beat, beatMilliseconds);
  heart.unref();
  if (response.closed) finish();
  else response.once("close", finish);

  function beat(): void {
    beats += 1;
    if (beats >= beatsAtMost) end();
    else write(`:\n${idLine()}\n`);
  }

  /** Without data it is no event: it only moves what the reader is going to send as `Last-Event-ID`. */
  function idLine(): string {
    return `id: ${position}\n`;
  }

  function write(text: string): void {
    if (isOver) return;
    body.push(text);
    if (body.readableLength > bufferedBytesAtMost) response.destroy();
  }

  function end(): void {
    if (isOver) return;
    write(`${idLine()}\n`);
    finish();
    body.push(null);
    setTimeout(() => response.destroy(), partingMilliseconds).unref();
  }

  function finish(): void {
    isOver = true;
    clearInterval(heart);
    onDrained();
    tellOver();
  }

  return {
    body,
    over,
    end,
    begin(at) {
      position = at;
      write(`retry: ${retryMilliseconds}\n${idLine()}\n`);
    },
    reset(at) {
      position = at;
      write(`${idLine()}event: reset\ndata: {"position":"${at}"}\n\n`);
    },
    tell(changes, upTo) {
      write(changes.map(messageOf).join(""));
      position = upTo;
    },
    async ready() {
      if (isOver || body.readableLength < body.readableHighWaterMark) return;
      await new Promise<void>((resolve) => (onDrained = resolve));
    },
  };
}

function messageOf({ position, type, userId, solutionId, occurredAt }: ChangeRow): string {
  const data = { type, userId, solutionId, position: String(position), occurredAt };
  return `id: ${position}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`;
}

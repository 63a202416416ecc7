/** The buffer of one connection is bounded, whatever its reader does. */
import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { openEventStream } from "../../../src/http/changes/event-stream.ts";
import type { ChangeRow } from "../../../src/projections/changes/changes.ts";

afterEach(() => void vi.useRealTimers());

/** A connection whose reader reads nothing. */
function stalled() {
  const response = new EventEmitter() as EventEmitter & { destroy: () => void };
  response.destroy = vi.fn(() => response.emit("close"));
  return response as EventEmitter & ServerResponse;
}

const change = (position: number): ChangeRow => ({
  organizationId: crypto.randomUUID(),
  position: BigInt(position),
  type: "MemberInvited",
  userId: crypto.randomUUID(),
  solutionId: undefined,
  actor: undefined,
  occurredAt: "2026-03-01T12:00:00.000Z",
});

test("a reader who does not keep up is disconnected when a mebibyte is buffered", () => {
  const response = stalled();
  const stream = openEventStream(response);
  stream.begin(0n);
  let position = 0;
  while (vi.mocked(response.destroy).mock.calls.length === 0) {
    position += 1;
    stream.deliver([change(position)], BigInt(position));
  }
  expect(stream.body.readableLength).toBeGreaterThan(1_048_576);
  expect(stream.body.readableLength).toBeLessThan(1_048_576 + 1000);
  stream.deliver([change(position + 1)], BigInt(position + 1));
  expect(stream.body.readableLength).toBeLessThan(1_048_576 + 1000);
});

test("a reader who catches up gets more only as they read, and is not waited for after leaving", async () => {
  const response = stalled();
  const stream = openEventStream(response);
  stream.begin(0n);
  await stream.ready();
  stream.deliver(
    Array.from({ length: 500 }, (_, index) => change(index)),
    500n,
  );
  let isReady = false;
  const ready = stream.ready().then(() => (isReady = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isReady).toBe(false);
  stream.body.read();
  await ready;
  stream.deliver(
    Array.from({ length: 500 }, (_, index) => change(index)),
    1000n,
  );
  const left = stream.ready();
  response.emit("close");
  await left;
});

test("after its end nothing more is written, and a reader who does not read the rest is disconnected", () => {
  vi.useFakeTimers();
  const response = stalled();
  const stream = openEventStream(response);
  stream.begin(7n);
  stream.end();
  stream.end();
  stream.deliver([change(8)], 8n);
  expect(String(stream.body.read())).toBe("retry: 3000\nid: 7\n\nid: 7\n\n");
  expect(response.destroy).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(response.destroy).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

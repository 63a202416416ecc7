/** A closed loop of callers, each of which appends one event to a new stream. */
import { randomUUID } from "node:crypto";
import { memberStream } from "../src/domain/streams.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { sampleRecord } from "./sample-event.ts";

/** Appends until the time is over or the amount is reached. */
export async function appendFor(
  store: EventStore,
  atOnce: number,
  length: { readonly seconds: number } | { readonly amount: number },
): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  const latencies: number[] = [];
  const began = performance.now();
  const end = began + ("seconds" in length ? length.seconds * 1000 : Infinity);
  let left = "amount" in length ? length.amount : Infinity;
  const caller = async (): Promise<void> => {
    while (performance.now() < end && left > 0) {
      left -= 1;
      const since = performance.now();
      await store.append(memberStream(randomUUID(), randomUUID()), "none", [sampleRecord()]);
      latencies.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return { perSecond: (latencies.length / (performance.now() - began)) * 1000, latencies };
}
